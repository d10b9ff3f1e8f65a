//! Positions grow coarse and people are forgotten, wherever the server keeps them.

pub(crate) mod erased;
mod old;

use outrider_model::change::{Body, CheckedIn, CheckedOut, StatusReport};
use outrider_model::id::{CheckInId, CustomerId, PersonId, TaskId};
use outrider_model::place::{Fix, Position};
use outrider_model::wire::RequestHead;

use crate::ingest::tests::world::{SECOND, World};

pub(super) const LAT: i64 = 525_212_347;
pub(super) const LON: i64 = 134_056_789;

pub(super) fn fix(at: i64) -> Fix {
    Fix {
        position: Position::new(LAT, LON).unwrap(),
        accuracy_mm: 9_000,
        mock: false,
        provider: "gps".into(),
        at,
        since_boot: None,
    }
}

fn customer_owner(world: &World, customer: CustomerId) -> PersonId {
    let read: outrider_model::record::Customer =
        world.record(customer.into()).unwrap().read().unwrap();
    read.owner.unwrap()
}

/// A visit of somebody with his positions, and a task that he reported where he stood.
pub(super) fn visit(
    world: &mut World,
    person: PersonId,
    customer: CustomerId,
) -> (CheckInId, TaskId) {
    let phone = World::phone(person);
    let arrived = world.change(Body::CheckedIn(CheckedIn {
        customer,
        site: None,
        task: None,
        fix: Some(fix(world.now)),
    }));
    let check_in: CheckInId = world.must(&phone, &arrived).into();
    let task = world.add_task(Some(person), Some(customer));
    let report = StatusReport {
        task,
        reason: if person == customer_owner(world, customer) {
            "canary-reason".into()
        } else {
            "closed".into()
        },
        fix: Some(fix(world.now)),
    };
    let done = world.seeing(task.into(), Body::TaskNotDone(report));
    world.must(&phone, &done);
    world.now += 600 * SECOND;
    let left = world.seeing(
        check_in.into(),
        Body::CheckedOut(CheckedOut {
            check_in,
            fix: Some(fix(world.now)),
        }),
    );
    world.must(&phone, &left);
    (check_in, task)
}

/// Everything that the server gives away or keeps of an organisation, but for the file itself.
pub(super) fn everything(world: &World) -> String {
    let mut all = Vec::new();
    world
        .store
        .export(world.organisation, &mut |stored| {
            all.extend(stored.bytes);
            Ok(())
        })
        .unwrap();
    for row in world
        .store
        .history_rows(world.organisation, 0, usize::MAX)
        .unwrap()
    {
        all.extend(row.payload.unwrap_or_default());
    }
    String::from_utf8(all).unwrap()
}

pub(super) fn page(world: &World, person: PersonId) -> String {
    let head = RequestHead {
        request: outrider_model::id::RequestId(uuid::Uuid::from_u128(1)),
        can: Default::default(),
        cursor: None,
        backfill: Vec::new(),
        limit: 10_000,
        clock: world.now,
        waiting: None,
    };
    let (store, organisation) = (&*world.store, world.organisation);
    let written = crate::feed::page(
        store,
        organisation,
        person,
        &head,
        &Default::default(),
        world.now,
    );
    String::from_utf8(written.unwrap().0).unwrap()
}

pub(super) fn holds_precise(text: &str) -> bool {
    text.contains(&LAT.to_string()) || text.contains(&LON.to_string())
}
