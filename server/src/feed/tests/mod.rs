//! A phone that only pulls, held against what the policy says its person sees.

mod calendar;
mod life;
mod moves;
mod policy;
mod random;

use std::collections::{BTreeMap, BTreeSet};

use outrider_model::audience::Audience;
use outrider_model::id::{PersonId, RecordId, RequestId, TaskId};
use outrider_model::record::Role;
use outrider_model::wire::{Backfill, Cursor, JudgedLine, Reply, RequestHead, read_reply};
use uuid::Uuid;

use super::{Said, page};
use crate::ingest::tests::world::World;
use policy::policy;

/// A phone as simple as the protocol allows.
#[derive(Default)]
struct Phone {
    cursor: Option<Cursor>,
    backfill: Vec<Backfill>,
    slots: BTreeSet<Audience>,
    records: BTreeMap<RecordId, (BTreeSet<Audience>, Vec<u8>)>,
    fresh: BTreeSet<RecordId>,
    is_anew: bool,
    judged: Vec<JudgedLine>,
    delivered: usize,
    fork: Option<u64>,
}

impl Phone {
    fn sync_once(&mut self, world: &World, person: PersonId, limit: u32) -> bool {
        let request = RequestHead {
            request: RequestId(Uuid::from_u128(9)),
            can: BTreeSet::new(),
            cursor: self.cursor,
            backfill: self.backfill.clone(),
            limit,
            clock: world.now,
            waiting: None,
        };
        world.keeps_up(person);
        let (bytes, cursor) = page(
            &*world.store,
            world.organisation,
            person,
            &request,
            &Said::default(),
            world.now,
        )
        .unwrap();
        let reply = read_reply(&bytes).unwrap();
        assert_eq!(reply.end.cursor, cursor);
        self.apply(&reply);
        reply.end.more
    }

    fn sync(&mut self, world: &World, person: PersonId, limit: u32) {
        let mut rounds = 0;
        while self.sync_once(world, person, limit) {
            rounds += 1;
            assert!(rounds < 10_000, "a phone never comes to an end");
        }
    }

    fn apply(&mut self, reply: &Reply<'_>) {
        if reply.head.resync {
            self.is_anew = true;
            self.fresh.clear();
            self.backfill.clear();
            self.fork = reply.head.fork;
        }
        self.slots = reply.head.audiences.iter().copied().collect();
        for lost in &reply.head.drop {
            self.records.values_mut().for_each(|(seen_in, _)| {
                seen_in.remove(lost);
            });
            self.backfill.retain(|backfill| backfill.audience != *lost);
        }
        for gained in &reply.head.backfill {
            self.backfill
                .retain(|backfill| backfill.audience != gained.audience);
            self.backfill.push(*gained);
        }
        let mut last = 0;
        let tail = reply.end.cursor.seq;
        for line in &reply.records {
            if line.seq <= tail && last <= tail {
                assert!(
                    line.seq >= last || reply.end.backfilled.is_some(),
                    "out of order"
                );
            }
            last = line.seq;
            self.delivered += 1;
            self.fresh.insert(line.id);
            match line.bytes {
                Some(bytes) => {
                    assert!(!line.seen_in.is_empty());
                    let places = line
                        .seen_in
                        .iter()
                        .map(|place| reply.head.audiences[usize::from(*place)]);
                    self.records
                        .insert(line.id, (places.collect(), bytes.to_vec()));
                }
                None => {
                    self.records.remove(&line.id);
                }
            }
        }
        if let Some(done) = reply.end.backfilled {
            self.backfill
                .retain(|backfill| backfill.audience != done.audience);
            if done.after < done.until {
                self.backfill.insert(0, done);
            }
        }
        self.records.retain(|_, (seen_in, _)| !seen_in.is_empty());
        if self.is_anew && !reply.end.more {
            let fresh = std::mem::take(&mut self.fresh);
            self.records.retain(|id, _| fresh.contains(id));
            self.is_anew = false;
        }
        self.judged.extend(reply.judged.iter().cloned());
        self.cursor = Some(reply.end.cursor);
    }

    fn bytes(&self) -> BTreeMap<RecordId, Vec<u8>> {
        self.records
            .iter()
            .map(|(id, (_, bytes))| (*id, bytes.clone()))
            .collect()
    }
}

#[test]
fn a_record_in_three_audiences_arrives_once_and_goes_when_the_last_is_lost() {
    let mut world = World::new();
    let (north, south) = (world.add_team("North", None), world.add_team("South", None));
    let manager = world.add_person("Max", Role::Manager, Some(north));
    let rep = world.add_person("Ria", Role::Rep, Some(north));
    let customer = world.add_customer(Some(manager));
    let mut phone = Phone::default();
    phone.sync(&world, manager, 1000);
    let seen_in =
        |phone: &Phone, id: RecordId| phone.records.get(&id).map(|(seen_in, _)| seen_in.clone());
    let body = world.task_of(Some(manager), Some(north), Some(customer));
    let change = world.change(body);
    let task: TaskId = world.must(&world.system(), &change).into();
    phone.delivered = 0;
    phone.sync(&world, manager, 1000);
    assert_eq!(phone.delivered, 1);
    let both = [Audience::Person(manager), Audience::Managers(north)];
    assert_eq!(seen_in(&phone, task.into()), Some(both.into()));
    world.move_customer(customer, Some(rep));
    world.reassign(task, Some(rep));
    phone.sync(&world, manager, 1000);
    assert_eq!(
        seen_in(&phone, task.into()),
        Some([Audience::Managers(north)].into())
    );
    world.move_person(rep, Some(south));
    phone.sync(&world, manager, 1000);
    assert_eq!(seen_in(&phone, task.into()), None);
    assert_eq!(seen_in(&phone, customer.into()), None);
}

#[test]
fn nothing_new_is_an_empty_page_that_keeps_the_cursor() {
    let mut world = World::new();
    let rep = world.add_person("Ria", Role::Rep, None);
    let mut phone = Phone::default();
    phone.sync(&world, rep, 1000);
    let cursor = phone.cursor;
    phone.delivered = 0;
    assert!(!phone.sync_once(&world, rep, 1000));
    assert_eq!((phone.delivered, phone.cursor), (0, cursor));
}

#[test]
fn a_page_states_the_persons_judged_changes_whichever_phone_sent_them() {
    let mut world = World::new();
    let rep = world.add_person("Ria", Role::Rep, None);
    let mut phone = Phone::default();
    phone.sync(&world, rep, 1000);
    let (one, two) = (world.customer(Some(rep)), world.customer(Some(rep)));
    let other = crate::ingest::Author {
        device: crate::ingest::tests::world::device(),
        ..World::phone(rep)
    };
    let first = world.push_numbered(&World::phone(rep), &[(1, &one)]);
    let second = world.push_numbered(&other, &[(1, &two)]);
    world.add_customer(Some(rep));
    phone.sync(&world, rep, 1);
    let stated: Vec<_> = phone
        .judged
        .iter()
        .map(|line| (line.judged, Some(line.seq)))
        .collect();
    assert_eq!(stated, [(one.id, first[0].seq), (two.id, second[0].seq)]);
    let hash = outrider_model::change::hash(rep, &one.bytes().unwrap());
    let hex: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(phone.judged[0].hash, hex);
}
