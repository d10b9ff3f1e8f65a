//! The throw-away databases themselves.

use std::process::Command;
use std::sync::Arc;

use super::{Database, Postgres};

#[test]
fn a_throw_away_database_has_a_plain_owner_and_ends_with_its_handle() {
    let cluster = Arc::new(Postgres::start());
    let rights = "SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = 'outrider'";
    assert_eq!(cluster.ask(rights), [["f", "f"]]);
    let another = cluster.database();
    assert_ne!(another.url(), cluster.url());
    assert_eq!(another.ask("SELECT 7"), [["7"]]);
    let process = cluster.process();
    assert!(is_alive(process));
    drop(another);
    drop(cluster);
    assert!(!is_alive(process));
}

fn is_alive(process: u32) -> bool {
    let asked = Command::new("kill")
        .args(["-0", &process.to_string()])
        .output();
    asked.is_ok_and(|asked| asked.status.success())
}
