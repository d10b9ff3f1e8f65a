//! The queue: one commit for many, answers after it, one line of sequences from two processes.

use std::collections::BTreeSet;
use std::sync::{Arc, Barrier};

use outrider_model::record::{DeviceKind, Role};

use super::world::{World, numbered};
use crate::clock::FixedClock;
use crate::ingest::{Door, Judged, ingest_batch};
use crate::store::DeviceSeen;
use crate::store::sqlite::Sqlite;

#[test]
fn many_phones_at_once_are_all_answered_and_stored() {
    let mut world = World::new();
    let reps: Vec<_> = (0..20)
        .map(|n| world.add_person(&format!("Rep {n}"), Role::Rep, None))
        .collect();
    let work: Vec<_> = reps
        .iter()
        .map(|rep| {
            let changes: Vec<_> = (0..10).map(|_| world.customer(Some(*rep))).collect();
            let numbered_changes: Vec<_> = (1..).zip(&changes).collect();
            numbered(&World::phone(*rep), &numbered_changes)
        })
        .collect();
    let before = world.head();
    let door = Door::open(world.store.clone(), Arc::new(FixedClock::at(world.now))).unwrap();
    let commits = door.commits();
    let answers: Vec<_> = work
        .into_iter()
        .map(|push| door.submit(world.organisation, push).unwrap())
        .collect();
    for answer in answers {
        let judged = answer.blocking_recv().unwrap().unwrap();
        assert!(judged.len() == 10 && judged.iter().all(Judged::is_accepted));
    }
    assert_eq!(world.head(), before + 200);
    assert!((1..=20).contains(&*commits.borrow()));
}

#[test]
fn a_device_that_synced_is_noted() {
    let mut world = World::new();
    let rep = world.add_person("Ria", Role::Rep, None);
    let door = Door::open(world.store.clone(), Arc::new(FixedClock::at(world.now))).unwrap();
    let device = super::world::device();
    let seen = DeviceSeen {
        device,
        person: rep,
        kind: DeviceKind::Phone,
        last_sync: Some(5),
        seq: 9,
        forks: 0,
        waiting: 0,
    };
    door.saw(world.organisation, seen.clone()).unwrap();
    drop(door);
    assert_eq!(world.store.devices(world.organisation).unwrap(), [seen]);
}

#[test]
fn two_processes_that_write_at_once_leave_no_gap_and_no_double_in_the_sequence() {
    let mut world = World::new();
    let rep = world.add_person("Ria", Role::Rep, None);
    let first = world.head();
    let mut batches = Vec::new();
    for _ in 0..2 {
        let batch: Vec<_> = (0..40)
            .map(|_| {
                let change = world.customer(Some(rep));
                crate::ingest::Push::unnumbered(World::phone(rep), [change.bytes().unwrap()])
            })
            .collect();
        batches.push(batch);
    }
    let start = Barrier::new(2);
    let (organisation, now, folder) = (world.organisation, world.now, world.folder.path());
    let seqs: Vec<u64> = std::thread::scope(|scope| {
        let writers: Vec<_> = batches
            .iter()
            .map(|batch| {
                let start = &start;
                scope.spawn(move || {
                    let store = Sqlite::open(folder).unwrap();
                    start.wait();
                    let each = batch.iter().map(|push| {
                        let judged =
                            ingest_batch(&store, organisation, now, std::slice::from_ref(push));
                        judged.unwrap()[0][0].seq.unwrap()
                    });
                    each.collect::<Vec<u64>>()
                })
            })
            .collect();
        writers
            .into_iter()
            .flat_map(|writer| writer.join().unwrap())
            .collect()
    });
    let distinct: BTreeSet<u64> = seqs.iter().copied().collect();
    assert_eq!(distinct, (first + 1..=first + 80).collect());
}
