//! Several who act at once, on two servers of one store. Everything is bounded by counts.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;

use outrider_model::audience::Audience;
use outrider_model::change::{Body, Change, Edited};
use outrider_model::id::{ChangeId, CustomerId, OrganisationId, RecordId};
use outrider_model::record::{Field, Role};
use serde_json::json;

use super::fixture::{
    account, credential, detained, family, id, parcel, person, session, ticket, turned,
};
use super::{Open, world};
use crate::ingest::{Author, Push, ingest_batch};
use crate::store::{Custody, Purpose, Store, StoreError};

const RIVALS: u8 = 8;

/// What a rival does in a store; says whether he got it.
type Deed<'d> = &'d (dyn Fn(&dyn Store, u8) -> bool + Sync);

/// Lets rivals do the same at once, half of them on another server; returns how many succeeded.
fn winners(stores: [&dyn Store; 2], act: Deed<'_>) -> usize {
    thread::scope(|scope| {
        let rivals: Vec<_> = (0..RIVALS)
            .map(|rival| {
                let store = stores[usize::from(rival % 2)];
                scope.spawn(move || act(store, rival))
            })
            .collect();
        rivals
            .into_iter()
            .map(|rival| usize::from(rival.join().unwrap()))
            .sum()
    })
}

fn is_done(result: Result<(), StoreError>) -> bool {
    match result {
        Ok(()) => true,
        Err(StoreError::Taken(_)) => false,
        Err(error) => panic!("{error}"),
    }
}

/// What can be had once is had by one.
pub(super) fn once(open: Open) {
    let world = world(open);
    let other = open(world.folder.path());
    let (store, org) = (&*world.store, world.organisation);
    let stores = [store, &*other];
    let of = |rival: u8| u128::from(rival) + 1;
    let enrol = &Purpose::Enrol;
    store.save_ticket(&ticket(org, 99, 1)).unwrap();
    store.save_family(&family(org, 1, 1)).unwrap();
    store.save_credential(org, &credential(99, 1)).unwrap();
    store.quarantine(org, &[detained(99, 1)]).unwrap();
    let acts: [(&str, Deed<'_>); 10] = [
        ("a code is spent", &|store, _| {
            let spent = store.spend_ticket(org, enrol, &[99; 32], 5).unwrap();
            spent.is_some()
        }),
        ("a code is taken", &|store, _| {
            is_done(store.save_ticket(&ticket(org, 1, 1)))
        }),
        ("a family is turned", &|store, rival| {
            let next = turned(&family(org, 1, 1), rival);
            store.turn_family(&next).unwrap()
        }),
        ("a credential is used", &|store, rival| {
            let data = format!("{{\"n\":{rival}}}");
            let seen = credential(99, 1);
            store.use_credential(org, &seen, &data, 5).unwrap()
        }),
        ("a credential is taken", &|store, rival| {
            let handle = vec![1];
            let mine = crate::store::Credential {
                handle,
                ..credential(of(rival), of(rival))
            };
            is_done(store.save_credential(org, &mine))
        }),
        ("a login is taken", &|store, rival| {
            is_done(store.save_account(org, &account(of(rival), "ada")))
        }),
        ("a token is taken", &|store, rival| {
            is_done(store.open_session(&session(org, 5, of(rival))))
        }),
        ("a parcel is taken", &|store, rival| {
            is_done(store.save_parcel(&parcel(org, 1, of(rival))))
        }),
        ("quarantine is settled", &|store, _| {
            let changes = [ChangeId(id(99))];
            let settled = store.settle_quarantine(org, &changes, &Custody::Accepted, person(9), 5);
            settled.unwrap() == changes
        }),
        ("a change is detained", &|store, _| {
            store.quarantine(org, &[detained(5, 1)]).unwrap() == 1
        }),
    ];
    for (what, act) in acts {
        assert_eq!(winners(stores, act), 1, "{what}");
    }
    let founded = winners(stores, &|store, rival| {
        let tenant = crate::store::Tenant {
            id: OrganisationId(id(700 + u128::from(rival))),
            slug: "same".into(),
        };
        is_done(store.found(&tenant, outrider_model::id::EpochId(id(1))))
    });
    assert_eq!(founded, 1);
    assert_eq!(store.tenants().unwrap().len(), 2);
}

const WRITERS: usize = 4;
const ROUNDS: usize = 20;

/// Each writer changes a field of its own of one record; none undoes another's.
pub(super) fn one_record(open: Open) {
    let mut world = world(open);
    let customer = world.add_customer(None);
    let fields = ["name", "code", "address", "phone"];
    let before = world.head();
    let changes: Vec<Vec<Change>> = fields
        .iter()
        .map(|field| edits(&mut world, customer, field))
        .collect();
    let stores = [world.store.clone(), open(world.folder.path())];
    let (org, now) = (world.organisation, world.now + 1_000_000_000);
    let seqs = Mutex::new(Vec::new());
    thread::scope(|scope| {
        for (writer, changes) in changes.iter().enumerate() {
            let (store, seqs) = (&stores[writer % 2], &seqs);
            scope.spawn(move || {
                for change in changes {
                    let seq = push(&**store, org, now, change);
                    seqs.lock().unwrap().push(seq);
                }
            });
        }
    });
    let record = world.record(customer.into()).unwrap();
    for field in fields {
        let last = json!(format!("{field} {}", ROUNDS - 1));
        assert_eq!(record.get(&Field::from(field)), &last, "{field}");
    }
    let seqs: BTreeSet<u64> = seqs.into_inner().unwrap().into_iter().collect();
    let total = u64::try_from(WRITERS * ROUNDS).unwrap();
    assert_eq!(seqs, (before + 1..=before + total).collect());
    assert_eq!(world.head(), before + total);
    let history = world.store.history(org, before, WRITERS * ROUNDS + 1);
    let found: Vec<u64> = history.unwrap().iter().map(|event| event.seq).collect();
    assert_eq!(found, seqs.into_iter().collect::<Vec<_>>());
}

fn edits(
    world: &mut crate::ingest::tests::world::World,
    customer: CustomerId,
    field: &str,
) -> Vec<Change> {
    (0..ROUNDS)
        .map(|round| {
            world.now += 1;
            let value = json!(format!("{field} {round}"));
            let set = [(Field::from(field), value)].into();
            let target = customer;
            world.change(Body::CustomerEdited(Edited { target, set }))
        })
        .collect()
}

fn push(store: &dyn Store, org: OrganisationId, now: i64, change: &Change) -> u64 {
    let push = Push::unnumbered(Author::system(org), [change.bytes().unwrap()]);
    let judged = ingest_batch(store, org, now, &[push]).unwrap().remove(0);
    assert!(judged[0].is_accepted(), "{:?}", judged[0].verdict);
    judged[0].seq.unwrap()
}

/// Who follows the feed by the head that he was told last misses nothing, though others commit
/// meanwhile.
pub(super) fn followed(open: Open) {
    let mut world = world(open);
    let rep = world.add_person("Ria", Role::Rep, None);
    let me = [Audience::Person(rep)];
    let start = world.head();
    let changes: Vec<Vec<Change>> = (0..WRITERS)
        .map(|_| {
            let added = (0..ROUNDS).map(|_| world.customer(Some(rep)));
            added.collect()
        })
        .collect();
    let expected: BTreeSet<RecordId> = changes
        .iter()
        .flatten()
        .map(|change| RecordId::from(change.key()))
        .collect();
    let stores = [world.store.clone(), open(world.folder.path())];
    let reader: Arc<dyn Store> = open(world.folder.path());
    let (org, now) = (world.organisation, world.now + 1_000_000_000);
    let writing = AtomicUsize::new(WRITERS);
    let (mut cursor, mut got) = (start, Vec::new());
    thread::scope(|scope| {
        for (writer, changes) in changes.iter().enumerate() {
            let (store, writing) = (&stores[writer % 2], &writing);
            scope.spawn(move || {
                for change in changes {
                    push(&**store, org, now, change);
                }
                writing.fetch_sub(1, Ordering::SeqCst);
            });
        }
        loop {
            let is_last = writing.load(Ordering::SeqCst) == 0;
            reader
                .snapshot(org, &mut |snapshot| {
                    let head = snapshot.head();
                    snapshot.feed(&me, cursor, head, &mut |entry| {
                        assert!(entry.seq > cursor && entry.seq <= head);
                        got.push((entry.seq, entry.id));
                        Ok(true)
                    })?;
                    cursor = head;
                    Ok(())
                })
                .unwrap();
            if is_last {
                return;
            }
            thread::yield_now();
        }
    });
    assert!(got.is_sorted());
    let ids: BTreeSet<RecordId> = got.iter().map(|(_, id)| *id).collect();
    assert_eq!(ids, expected);
    assert_eq!(got.len(), expected.len());
}
