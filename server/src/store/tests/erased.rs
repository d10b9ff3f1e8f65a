//! What a dump of PostgreSQL says of somebody who was erased.

use std::process::Command;
use std::sync::Arc;

use super::super::postgres::{Postgres, testing};
use crate::audit::verify;
use crate::ingest::tests::world::World;
use crate::privacy::erase;
use crate::privacy::tests::erased::{canaries, lived_in};

/// Dumps a database as whoever may see everything of it. Bytes stand there as digits.
fn dump(database: &str) -> String {
    let cluster = testing::cluster();
    let said = Command::new("pg_dump")
        .args(["-h", cluster.sockets(), "-U", "keeper", "-d", database])
        .output()
        .unwrap();
    assert!(
        said.status.success(),
        "{}",
        String::from_utf8_lossy(&said.stderr)
    );
    String::from_utf8(said.stdout).unwrap()
}

fn found(dump: &str) -> Vec<String> {
    let digits = |word: &str| {
        word.bytes()
            .map(|byte| format!("{byte:02x}"))
            .collect::<String>()
    };
    canaries()
        .into_iter()
        .filter(|word| dump.contains(word.as_str()) || dump.contains(&digits(word)))
        .collect()
}

#[test]
fn a_dump_of_postgresql_holds_nothing_of_somebody_who_was_erased() {
    let folder = tempfile::tempdir().unwrap();
    let store = Arc::new(Postgres::open(&testing::url(folder.path())).unwrap());
    let database = testing::name(folder.path());
    let gone = lived_in(World::of(store, folder));
    let (world, store) = (&gone.world, &*gone.world.store);
    assert!(found(&dump(&database)).len() > 8);
    assert_eq!(
        verify(store, world.organisation, None).unwrap().finding,
        None
    );
    erase(
        store,
        world.organisation,
        gone.person,
        Some(gone.admin),
        world.now,
    )
    .unwrap();
    assert_eq!(found(&dump(&database)), Vec::<String>::new());
    assert_eq!(
        verify(store, world.organisation, None).unwrap().finding,
        None
    );
}
