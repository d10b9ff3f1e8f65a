//! Files of older versions, opened by this one.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use outrider_core::app::{App, Config};
use outrider_core::testing::{ManualClock, SeededRng};
use outrider_tests::world::Server;
use rusqlite::Connection;
use serde_json::Value;

use super::fixture::{self, Recorded};

/// When sessions of fixtures end: long after any test.
const FAR: i64 = 99_999_999_999_000_000;

/// Starts this version's server on the file that an older one left when the phone found signal.
pub(super) fn server(recorded: &Recorded) -> Server {
    let kept = tempfile::tempdir().expect("a temporary folder can be made");
    let file = kept.path().join("older.db");
    let name = format!("server/{:03}.db", recorded.facts.schema);
    fs::copy(fixture::fixtures().join(name), &file).expect("a fixture can be copied");
    let edited = Connection::open(&file)
        .and_then(|file| file.execute("UPDATE session SET expires = ?1", [FAR]));
    edited.expect("sessions of an older version have an end");
    Server::of_file(&file)
}

/// A phone's profile as an older version left it, opened by this one.
pub(super) struct Phone {
    pub(super) app: App,
    folder: tempfile::TempDir,
}

impl Phone {
    /// Opens a copy of the profile whose server is found at an address.
    pub(super) fn open(recorded: &Recorded, server: &str) -> Phone {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        let file = folder.path().join("outrider.db");
        fs::copy(recorded.folder.join("phone.db"), &file).expect("a fixture can be copied");
        point(&file, server);
        let keys = folder.path().join("keys");
        fs::create_dir(&keys).expect("a folder can be made");
        for (name, secret) in &recorded.facts.secrets {
            fs::write(keys.join(name), secret).expect("a secret can be written");
        }
        for (name, digits) in &recorded.facts.keys {
            fs::write(keys.join(name), bytes(digits)).expect("a key can be written");
        }
        let app = App::open(Config {
            clock: Arc::new(ManualClock::at(recorded.facts.clock)),
            rng: Arc::new(SeededRng::new(7)),
            ..Config::new(folder.path(), "Europe/Berlin")
        });
        Phone {
            app: app.expect("an older profile opens"),
            folder,
        }
    }

    /// The bytes of a record as the phone shows it now.
    pub(super) fn bytes(&self, id: uuid::Uuid) -> Option<Vec<u8>> {
        let file = Connection::open(self.folder.path().join("outrider.db")).expect("it is there");
        let mut found = file
            .prepare("SELECT bytes FROM record WHERE id = ?1")
            .expect("the table is there");
        found.query_row([id.as_bytes()], |row| row.get(0)).ok()
    }

    /// How many changes wait, and how many need attention.
    pub(super) fn pending(&self) -> (u64, u64) {
        let status = self.app.sync_status().expect("the outbox can be counted");
        (status.waiting, status.attention)
    }
}

fn bytes(digits: &str) -> Vec<u8> {
    let pairs = digits.as_bytes().chunks(2);
    let pair = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok();
    pairs.map(|two| pair(two).expect("two digits")).collect()
}

/// Writes another address of the server into a profile.
fn point(file: &Path, server: &str) {
    let file = Connection::open(file).expect("it is a database");
    let name = "SELECT value FROM meta WHERE name = 'profile'";
    let profile: Vec<u8> = file
        .query_row(name, [], |row| row.get(0))
        .expect("it is enrolled");
    let mut profile: Value = serde_json::from_slice(&profile).expect("it is JSON");
    profile["server"] = server.into();
    let profile = serde_json::to_vec(&profile).expect("it is JSON");
    file.execute(
        "UPDATE meta SET value = ?1 WHERE name = 'profile'",
        [profile],
    )
    .expect("it can be written");
}
