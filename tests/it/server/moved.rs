//! An organisation moves to another database, and back.

use std::sync::Arc;

use outrider_model::record::Kind;
use outrider_tests::cluster::{Database, Postgres};
use outrider_tests::world::{Server, World, say};

#[test]
fn an_organisation_moves_to_postgresql_and_back_and_its_phones_go_on() {
    let world = World::alone();
    let boss = world.manager("Boss");
    let anna = world.rep("Anna");
    let bakery = boss.adds(say::customer("Bakery", Some(anna.person)));
    anna.online();
    let note = anna.writes(bakery, "written in a folder");
    anna.online();
    anna.offline();
    anna.edits_note(note, "written in a folder, reworded on the way");
    world.server.kill();

    let database: Arc<Postgres> = Arc::new(Postgres::start());
    let digest = world.server.json(&["digest"])["digest"].clone();
    let moved = world
        .server
        .json(&["store", "copy", "--to", &database.url()]);
    assert_eq!(
        (&moved["digest_from"], &moved["digest_to"]),
        (&digest, &digest)
    );
    let again = world
        .server
        .try_command(&["store", "copy", "--to", &database.url()]);
    assert_eq!(again.0, 1, "what is there is not written over");
    assert!(again.2.contains("already"), "{}", again.2);
    assert!(
        !again.2.contains(&database.url()),
        "no password is shown: {}",
        again.2
    );

    let there = Server::replicas(database, 2);
    assert_eq!(there.json(&["digest"])["digest"], digest);
    world.proxy.set_upstream(there.address());
    anna.online();
    assert_eq!(anna.waiting(), 0, "{}", anna.sync_screen());
    let late = anna.writes(bakery, "written in a database");
    anna.online();
    let without = there.try_command(&["store", "distribute"]);
    assert_eq!(without.0, 2, "this PostgreSQL has no Citus");
    assert!(without.2.contains("no Citus"), "{}", without.2);
    there.kill();

    let folder = tempfile::tempdir().unwrap();
    let back = folder.path().join("back").to_string_lossy().into_owned();
    let moved = there.json(&["store", "copy", "--to", &back]);
    assert_eq!(moved["digest_from"], moved["digest_to"]);
    let here = Server::of_file(&folder.path().join("back/outrider.db"));
    world.proxy.set_upstream(here.address());
    anna.edits(bakery, "phone", "030 1");
    anna.online();
    assert_eq!(
        (anna.waiting(), anna.attention()),
        (0, 0),
        "{}",
        anna.sync_screen()
    );
    assert_eq!(anna.count(Kind::Note), 2, "nothing is lost or doubled");
    assert_eq!(anna.note(note), "written in a folder, reworded on the way");
    assert_eq!(anna.note(late), "written in a database");
}

#[test]
fn a_copy_is_refused_while_a_server_runs_on_the_folder() {
    let world = World::alone();
    let folder = tempfile::tempdir().unwrap();
    let to = folder.path().to_string_lossy().into_owned();
    let refused = world.server.try_command(&["store", "copy", "--to", &to]);
    assert_eq!(refused.0, 1, "{}", refused.2);
    assert!(refused.2.contains("another server"), "{}", refused.2);
}
