//! An organisation goes from store to store.

use std::sync::Arc;

use outrider_model::change::{Body, Edited};
use outrider_model::id::{EpochId, OrganisationId};
use outrider_model::record::Role;
use uuid::Uuid;

use super::super::sqlite::Sqlite;
use super::super::{Account, Store, StoreError};
use super::fingerprint::Fingerprint;
use super::{Cell, Manifest, TABLES, copy};
use crate::ingest::tests::world::World;
use crate::ingest::{Founding, found};

/// Makes an organisation in which something happened.
pub(crate) fn lived() -> World {
    let mut world = World::new();
    let team = world.add_team("Field", None);
    let rep = world.add_person("Ria", Role::Rep, Some(team));
    let customer = world.add_customer(Some(rep));
    let set = [("name".into(), "Zero\0 and Sons".into())].into();
    let target = customer;
    let named = Body::CustomerEdited(Edited { target, set });
    let named = world.seeing(customer.into(), named);
    world.must(&world.system(), &named);
    let task = world.add_task(Some(rep), Some(customer));
    world.complete(rep, task);
    let visit = world.arrive(customer);
    world.must(&World::phone(rep), &visit);
    world.move_person(rep, None);
    let account = Account {
        person: rep,
        login: "ria".into(),
        password: "x".into(),
        email: String::new(),
    };
    world
        .store
        .save_account(world.organisation, &account)
        .unwrap();
    world
        .store
        .transact(world.organisation, &mut |ledger| {
            ledger.keep_text(customer.into(), "words, also \0 and ünïcödé", 7)
        })
        .unwrap();
    world
}

/// Reads what an organisation is, without its numbers of records.
fn whole(store: &dyn Store, world: &World) -> (Manifest, Vec<Fingerprint>) {
    let mut read = None;
    store
        .hand_over(world.organisation, &mut |source| {
            let mut manifest = source.manifest()?;
            let first = manifest.first;
            let print = |table| Fingerprint::of(source, table, first);
            let prints = TABLES.iter().map(print).collect::<Result<Vec<_>, _>>()?;
            manifest.last -= first;
            manifest.first = 0;
            read = Some((manifest, prints));
            Ok(())
        })
        .unwrap();
    read.unwrap()
}

/// Copies an organisation that lived into a store and back into a third; then it lives on.
pub(crate) fn there_and_back(there: &dyn Store) {
    let mut world = lived();
    let before = whole(&*world.store, &world);
    assert!(before.1.iter().filter(|print| print.rows > 0).count() > 12);
    let mut told = Vec::new();
    let copied = copy(&*world.store, there, world.organisation, &mut |progress| {
        told.push((progress.done, progress.of));
    })
    .unwrap();
    assert_eq!(
        copied.digest,
        world.store.digest(world.organisation).unwrap()
    );
    assert_eq!(copied.rows * 2, told.last().unwrap().0);
    assert_eq!(told.last().unwrap().0, told.last().unwrap().1);
    assert_eq!(whole(there, &world), before);
    let folder = tempfile::tempdir().unwrap();
    let third = Sqlite::open(folder.path()).unwrap();
    copy(there, &third, world.organisation, &mut |_| {}).unwrap();
    assert_eq!(whole(&third, &world), before);
    world.store = Arc::new(third);
    let rep = world.add_person("Ben", Role::Rep, None);
    let task = world.add_task(Some(rep), None);
    world.complete(rep, task);
}

/// What a store has already is not written over.
pub(crate) fn never_over(there: &dyn Store) {
    let mut world = lived();
    copy(&*world.store, there, world.organisation, &mut |_| {}).unwrap();
    let before = whole(there, &world);
    world.add_customer(None);
    let again = copy(&*world.store, there, world.organisation, &mut |_| {});
    assert!(matches!(again, Err(StoreError::Taken(_))), "{again:?}");
    assert_eq!(whole(there, &world), before);
}

/// Whoever writes meanwhile is not forgotten: the copy is refused.
pub(crate) fn not_while_written(there: &dyn Store) {
    let mut world = lived();
    let store = Arc::clone(&world.store);
    let mut is_written = false;
    let copied = copy(&*store, there, world.organisation, &mut |_| {
        if !std::mem::replace(&mut is_written, true) {
            world.add_customer(None);
        }
    });
    assert!(matches!(copied, Err(StoreError::Unequal(_))), "{copied:?}");
    assert!(there.tenants().unwrap().is_empty());
}

/// Opens a SQLite in which another organisation has records already.
fn sqlite(folder: &std::path::Path) -> Sqlite {
    let store = Sqlite::open(folder).unwrap();
    let settings = outrider_model::record::Organisation {
        name: "Another".into(),
        currency: "EUR".into(),
        zone: "UTC".into(),
        hours: Default::default(),
        reasons: Default::default(),
    };
    let founding = Founding {
        id: OrganisationId(Uuid::from_u128(77)),
        slug: "another".into(),
        settings,
        epoch: EpochId(Uuid::from_u128(78)),
    };
    found(&store, &founding, 1_760_000_000_000_000).unwrap();
    store
}

#[test]
fn an_organisation_goes_from_file_to_file_and_lives_on() {
    let folder = tempfile::tempdir().unwrap();
    there_and_back(&sqlite(folder.path()));
}

#[test]
fn an_organisation_that_is_there_already_is_not_written_over() {
    let folder = tempfile::tempdir().unwrap();
    never_over(&Sqlite::open(folder.path()).unwrap());
}

#[test]
fn an_organisation_that_is_written_to_meanwhile_is_not_copied() {
    let folder = tempfile::tempdir().unwrap();
    not_while_written(&Sqlite::open(folder.path()).unwrap());
}

#[test]
fn a_changed_cell_changes_the_fingerprint_and_another_number_of_a_record_does_not() {
    let table = TABLES.iter().find(|table| table.name == "few").unwrap();
    let print = |kind: &str, place: i64, first: i64| {
        let mut print = Fingerprint::default();
        print.add(table, &[Cell::Text(kind.into()), Cell::Whole(place)], first);
        print
    };
    assert_eq!(print("team", 7, 1), print("team", 107, 101));
    assert_ne!(print("team", 7, 1), print("tean", 7, 1));
    assert_ne!(print("team", 7, 1), print("team", 8, 1));
}
