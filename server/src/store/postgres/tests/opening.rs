//! Opening: roles, versions, lives, copies.

use outrider_model::id::{EpochId, OrganisationId};
use outrider_model::record::Role;

use super::super::testing::{cluster, name, url};
use super::super::{Aside, Distributed, Postgres, migrate};
use super::{open, world};
use crate::ingest::tests::world::World;
use crate::store::tests::fixture::{Whole, another, undone};
use crate::store::{EpochRow, Store, StoreError};

#[test]
fn a_role_that_passes_by_row_security_is_refused_with_the_one_to_make() {
    let folder = tempfile::tempdir().unwrap();
    let database = name(folder.path());
    let bypass = format!("CREATE ROLE bypass_{database} LOGIN BYPASSRLS");
    cluster().tell("postgres", &bypass);
    for role in ["keeper", &format!("bypass_{database}")] {
        let refused = Postgres::open(&cluster().url_as(role, &database)).unwrap_err();
        let words = refused.to_string();
        assert!(
            words.contains(&format!("the role {role} passes by row security")),
            "{words}"
        );
        assert!(
            words.contains("CREATE ROLE outrider LOGIN NOSUPERUSER NOBYPASSRLS"),
            "{words}"
        );
    }
}

#[test]
fn a_database_of_a_newer_version_is_refused_and_left_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let database = name(folder.path());
    let known = u32::try_from(migrate::STEPS.len()).unwrap();
    let add = format!("INSERT INTO migration VALUES ({}, 'future', '')", known + 1);
    cluster().tell(&database, &add);
    let refused = Postgres::open(&url(folder.path()));
    assert!(
        matches!(refused, Err(StoreError::Newer { found, known: of }) if found == known + 1 && of == known)
    );
    let rows = cluster().tell(&database, "SELECT number FROM migration ORDER BY 1");
    assert_eq!(rows.lines().last(), Some((known + 1).to_string().as_str()));
}

#[test]
fn servers_that_open_an_empty_database_at_once_make_its_tables_once() {
    let folder = tempfile::tempdir().unwrap();
    let database = format!("empty_{}", name(folder.path()));
    cluster().create(&database, None);
    let address = cluster().url(&database);
    std::thread::scope(|scope| {
        let opening: Vec<_> = (0..6)
            .map(|_| scope.spawn(|| Postgres::open(&address)))
            .collect();
        for opened in opening {
            opened.join().unwrap().unwrap();
        }
    });
    let rows = cluster().tell(
        &database,
        "SELECT number || ' ' || name FROM migration ORDER BY 1",
    );
    assert_eq!(rows, "0 lock\n1 begin\n2 console");
}

fn epochs(store: &dyn Store, organisation: OrganisationId) -> Vec<EpochRow> {
    let mut rows = Vec::new();
    store
        .snapshot(organisation, &mut |snapshot| {
            rows = snapshot.epochs()?;
            Ok(())
        })
        .unwrap();
    rows
}

fn never() -> EpochId {
    panic!("an epoch is named after its life")
}

#[test]
fn a_new_life_of_the_database_begins_an_epoch_on_every_server_alike_and_a_restart_of_ours_none() {
    let (mut world, database) = world();
    let org = world.organisation;
    let first = epochs(&*world.store, org);
    assert_eq!((first.len(), first[0].first), (1, 0));
    world.store.open_epoch(&mut never).unwrap();
    open(&world).open_epoch(&mut never).unwrap();
    assert_eq!(epochs(&*world.store, org), first);
    world.add_customer(None);
    // As if the database had been restored since.
    cluster().tell(&database, "UPDATE epoch SET life = 'another'");
    let found = world.head();
    let (one, two) = (open(&world), open(&world));
    let second = epochs(&one, org);
    assert_eq!(second[..1], first);
    assert_eq!((second.len(), second[1].first), (2, found));
    two.open_epoch(&mut never).unwrap();
    world.add_customer(None);
    assert_eq!(epochs(&two, org), second);
}

/// A step that a later version might bring.
const LATER: (&str, &str) = ("later", "ALTER TABLE setting ADD COLUMN later text");

fn newer() -> Vec<(&'static str, &'static str)> {
    migrate::STEPS.iter().copied().chain([LATER]).collect()
}

#[test]
fn a_database_of_an_older_version_is_copied_aside_organisation_by_organisation_and_then_migrated() {
    let (mut world, name) = world();
    let customer = world.add_customer(None);
    let copies = tempfile::tempdir().unwrap();
    let address = url(world.folder.path());
    let aside = Aside::Dumped(copies.path().to_owned());
    Postgres::open_with(&address, false, &aside, &newer()).unwrap();
    let next = newer().len();
    let copy = copies
        .path()
        .join(format!("outrider-acme.before-{next}.dump"));
    let read = std::process::Command::new(pg_restore())
        .arg("-f-")
        .arg(&copy)
        .output()
        .unwrap();
    let script = String::from_utf8_lossy(&read.stdout).into_owned();
    assert!(script.contains("CREATE TABLE public.setting"));
    assert!(script.contains(&customer.to_string()), "its rows are there");
    let columns = "SELECT count(*) FROM pg_attribute WHERE attrelid = 'setting'::regclass AND attname = 'later'";
    assert_eq!(cluster().tell(&name, columns).trim(), "1");
    let again = Postgres::open(&address);
    assert!(matches!(again, Err(StoreError::Newer { .. })), "{again:?}");
}

#[test]
fn where_no_copy_can_be_made_an_older_database_is_refused_and_left_as_it_was() {
    let (world, name) = world();
    let address = url(world.folder.path());
    let aside = Aside::Dumped(world.folder.path().join("no such folder"));
    let refused = Postgres::open_with(&address, false, &aside, &newer());
    assert!(
        matches!(refused, Err(StoreError::Database { .. })),
        "{refused:?}"
    );
    let newest = "SELECT max(number) FROM migration";
    assert_eq!(
        cluster().tell(&name, newest).trim(),
        migrate::STEPS.len().to_string()
    );
    Postgres::open_with(&address, false, &Aside::Nothing, &newer()).unwrap();
    assert_eq!(
        cluster().tell(&name, newest).trim(),
        newer().len().to_string()
    );
}

#[test]
fn where_there_is_no_citus_nothing_is_distributed_and_that_is_said() {
    let (world, _) = world();
    assert_eq!(open(&world).distribute().unwrap(), Distributed::NoCitus);
}

fn pg_restore() -> std::path::PathBuf {
    let versions = std::fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .flatten();
    let beside = versions.map(|version| version.path().join("bin/pg_restore"));
    let named =
        std::env::var_os("PG_BIN").map(|folder| std::path::Path::new(&folder).join("pg_restore"));
    named
        .into_iter()
        .chain(beside)
        .find(|program| program.exists())
        .unwrap_or("pg_restore".into())
}

#[test]
fn the_side_rows_of_an_older_database_are_those_of_its_records_in_every_organisation() {
    let (mut world, name) = world();
    let rep = world.add_person("Ria", Role::Rep, None);
    let customer = world.add_customer(Some(rep));
    let task = world.add_task(Some(rep), Some(customer));
    world.complete(rep, task);
    let visit = world.arrive(customer);
    world.must(&World::phone(rep), &visit);
    let other = another(&*world.store, 77, "other");
    let whole = |store: &dyn Store| [world.organisation, other].map(|org| Whole::of(store, org));
    let expected = whole(&*world.store);
    cluster().tell(&name, &undone(migrate::STEPS[1].1));
    cluster().tell(&name, "DELETE FROM migration WHERE number >= 2");
    let copies = tempfile::tempdir().unwrap();
    let aside = Aside::Dumped(copies.path().to_owned());
    let address = url(world.folder.path());
    let migrated = Postgres::open_with(&address, false, &aside, migrate::STEPS).unwrap();
    for (found, expected) in whole(&migrated).iter().zip(&expected) {
        assert_eq!(found.differs(expected), Vec::<&str>::new());
    }
}
