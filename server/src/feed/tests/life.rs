//! What a phone's cursor is worth after the server began anew.

use outrider_model::id::EpochId;
use outrider_model::record::Role;
use outrider_model::wire::Cursor;
use uuid::Uuid;

use super::{Phone, policy};
use crate::ingest::tests::world::World;

fn restart(world: &World, epoch: u128) {
    world
        .store
        .open_epoch(&mut || EpochId(Uuid::from_u128(epoch)))
        .unwrap();
}

#[test]
fn a_clean_restart_costs_a_phone_nothing() {
    let mut world = World::new();
    let rep = world.add_person("Ria", Role::Rep, None);
    let mut phone = Phone::default();
    phone.sync(&world, rep, 1000);
    restart(&world, 100);
    world.add_customer(Some(rep));
    phone.delivered = 0;
    phone.sync(&world, rep, 1000);
    assert_eq!((phone.delivered, phone.fork), (1, None));
    assert_eq!(phone.cursor.unwrap().epoch, EpochId(Uuid::from_u128(100)));
}

#[test]
fn an_older_copy_of_the_file_forks_phones_that_know_more_and_spares_the_others() {
    let mut world = World::new();
    let rep = world.add_person("Ria", Role::Rep, None);
    let other = world.add_person("Sven", Role::Rep, None);
    restart(&world, 100);
    let kept = world.add_customer(Some(rep));
    let (mut knowing, mut behind) = (Phone::default(), Phone::default());
    behind.sync(&world, other, 1000);
    let copy = world.folder.path().join("copy.db");
    let file = world.folder.path().join(crate::store::sqlite::FILE);
    crate::store::sqlite::Sqlite::open(world.folder.path())
        .unwrap()
        .copy_to(&copy)
        .unwrap();
    let bound = world.head();
    let lost = world.add_customer(Some(rep));
    world.move_customer(kept, None);
    knowing.sync(&world, rep, 1000);
    assert!(
        knowing.records.contains_key(&lost.into()) && !knowing.records.contains_key(&kept.into())
    );
    let nothing = World::new();
    world.store = nothing.store.clone();
    for end in ["", "-wal", "-shm"] {
        let path = format!("{}{end}", file.display());
        if std::path::Path::new(&path).exists() {
            std::fs::remove_file(path).unwrap();
        }
    }
    std::fs::rename(&copy, &file).unwrap();
    world.reopen();
    restart(&world, 101);
    world.add_customer(Some(other));
    knowing.sync(&world, rep, 1000);
    behind.sync(&world, other, 1000);
    assert_eq!((knowing.fork, behind.fork), (Some(bound), None));
    assert_eq!(knowing.records, policy(&world, rep));
    assert_eq!(behind.records, policy(&world, other));
    assert!(knowing.bytes().contains_key(&kept.into()));
    let unknown = Cursor {
        epoch: EpochId(Uuid::from_u128(404)),
        seq: 1,
        scope: 1,
    };
    knowing.cursor = Some(unknown);
    knowing.sync(&world, rep, 1000);
    assert_eq!(knowing.fork, Some(0));
    assert_eq!(knowing.records, policy(&world, rep));
}
