//! What only a database on a server can do wrong.

mod opening;
mod walls;
mod way;

use std::path::Path;
use std::sync::Arc;

use super::Postgres;
use super::testing::{name, url};
use crate::ingest::tests::world::World;

/// A world on a database, with the name of that.
fn world() -> (World, String) {
    let folder = tempfile::tempdir().unwrap();
    let name = name(folder.path());
    let store = Arc::new(Postgres::open(&url(folder.path())).unwrap());
    (World::of(store, folder), name)
}

fn open(world: &World) -> Postgres {
    Postgres::open(&url(world.folder.path())).unwrap()
}

fn empty() -> Postgres {
    let folder = tempfile::tempdir().unwrap();
    Postgres::open(&url(folder.path())).unwrap()
}

#[test]
fn a_folder_names_one_database() {
    let folder = tempfile::tempdir().unwrap();
    let path: &Path = folder.path();
    assert_eq!(name(path), name(path));
}
