//! Whoever changes a row behind the server's back is found out, and the row is named.

use outrider_model::change::{Body, CheckedIn, NoteWritten};
use outrider_model::id::PersonId;
use outrider_model::place::{Fix, Position};
use outrider_model::record::Role;
use rusqlite::types::Value;
use rusqlite::{Connection, params};

use crate::audit::{Action, Note, Place, note, verify};
use crate::ingest::tests::world::{DAY, World};
use crate::privacy::retain;
use crate::store::AuditTip;
use crate::store::sqlite::FILE;

/// How many tamperings are tried.
const BLOWS: u32 = 1000;

/// Random numbers that a seed tells again.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut word = self.0;
        word = (word ^ (word >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        word = (word ^ (word >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((word ^ (word >> 31)) % u64::try_from(limit).unwrap()).unwrap()
    }
}

/// A few people who work for some months, so that there are lines of every sort, and words that
/// were forgotten.
fn worked() -> World {
    let mut world = World::new();
    let team = world.add_team("North", None);
    let admin = world.add_person("Ada", Role::Admin, None);
    let people: Vec<PersonId> = (0..4)
        .map(|number| world.add_person(&format!("Rep {number}"), Role::Rep, Some(team)))
        .collect();
    let customer = world.add_customer(Some(people[0]));
    for round in 0..12_u8 {
        world.now += 10 * DAY;
        for person in &people {
            let sign_in = Note::of(Action::SignIn)
                .by(*person)
                .saying(serde_json::json!({ "round": round }));
            note(&*world.store, world.organisation, world.now, &sign_in).unwrap();
            let phone = World::phone(*person);
            let arrived = world.change(Body::CheckedIn(CheckedIn {
                customer,
                site: None,
                task: None,
                fix: Some(Fix {
                    position: Position::new(525_212_340, 134_056_780).unwrap(),
                    accuracy_mm: 9_000,
                    mock: false,
                    provider: "gps".into(),
                    at: world.now,
                    since_boot: None,
                }),
            }));
            let written = world.change(Body::NoteWritten(NoteWritten {
                note: None,
                customer: Some(customer),
                task: None,
                activity: None,
                outcome: None,
                met: String::new(),
                body: format!("round {round}"),
                next: None,
            }));
            let first = u64::from(round) * 2;
            world.push_numbered(&phone, &[(first + 1, &arrived), (first + 2, &written)]);
        }
        let exported = Note::of(Action::Exported).by(admin);
        note(&*world.store, world.organisation, world.now, &exported).unwrap();
    }
    assert!(retain(&*world.store, world.organisation, world.now).unwrap() > 0);
    world
}

struct Hand {
    raw: Connection,
    lines: i64,
    last: i64,
}

impl Hand {
    fn of(world: &World) -> Hand {
        let raw = Connection::open(world.folder.path().join(FILE)).unwrap();
        raw.execute_batch(
            "PRAGMA synchronous = OFF; ATTACH ':memory:' AS kept; \
             CREATE TABLE kept.audit AS SELECT * FROM main.audit; \
             CREATE TABLE kept.history AS SELECT * FROM main.history; \
             CREATE TABLE kept.audit_key AS SELECT * FROM main.audit_key;",
        )
        .unwrap();
        let max = |sql: &str| raw.query_row(sql, [], |row| row.get(0)).unwrap();
        let (lines, last) = (
            max("SELECT max(number) FROM audit"),
            max("SELECT max(seq) FROM history"),
        );
        Hand { raw, lines, last }
    }

    fn heal(&self) {
        self.raw
            .execute_batch(
                "BEGIN; DELETE FROM main.audit; INSERT INTO main.audit SELECT * FROM kept.audit; \
                 DELETE FROM main.history; INSERT INTO main.history SELECT * FROM kept.history; \
                 DELETE FROM main.audit_key; INSERT INTO main.audit_key SELECT * FROM kept.audit_key; \
                 COMMIT",
            )
            .unwrap();
    }

    fn place(&self, is_line: bool, row: i64) -> Place {
        let row = u64::try_from(row).unwrap();
        if is_line {
            Place::Line(row)
        } else {
            Place::Change(row)
        }
    }

    /// One bit of one cell, or a value where there was none.
    fn flip(&self, random: &mut Random, is_line: bool) -> Option<(String, Place)> {
        let (table, key, columns) = if is_line {
            let columns: &[&str] = &[
                "org", "number", "at", "actor", "device", "action", "subject", "keyed_by",
                "detail", "digest", "hash",
            ];
            ("audit", "number", columns)
        } else {
            let columns: &[&str] = &[
                "org",
                "seq",
                "change",
                "mends",
                "author",
                "device",
                "sequence",
                "from_phone",
                "stamp",
                "authority",
                "received",
                "hash",
                "verdict",
                "accepted",
                "payload",
            ];
            ("history", "seq", columns)
        };
        let row = self.any(random, is_line)?;
        let column = columns[random.below(columns.len())];
        let sql = format!("SELECT {column} FROM {table} WHERE {key} = ?1");
        let held: Value = self.raw.query_row(&sql, [row], |row| row.get(0)).unwrap();
        let is_text = matches!(held, Value::Text(_));
        let written = match held {
            Value::Null if matches!(column, "sequence") => Value::Integer(9_999),
            Value::Null => Value::Blob(vec![7; 16]),
            Value::Integer(whole) => Value::Integer(whole ^ (1 << random.below(63))),
            Value::Text(text) => Value::Blob(bit(random, text.into_bytes())),
            Value::Blob(bytes) => Value::Blob(bit(random, bytes)),
            Value::Real(_) => unreachable!("there are no fractions"),
        };
        let moved = match (&written, column == key) {
            (Value::Integer(to), true) if *to > 0 => row.min(*to),
            _ => row,
        };
        // A detail that is text where there was none.
        let cast = if is_text || (column == "detail") {
            "CAST(?1 AS TEXT)"
        } else {
            "?1"
        };
        let sql = format!("UPDATE {table} SET {column} = {cast} WHERE {key} = ?2");
        // Some are forbidden by the tables themselves.
        let done = self.raw.execute(&sql, params![written, row]).ok()?;
        assert_eq!(done, 1);
        Some((
            format!("{table}.{column} of {row}"),
            self.place(is_line, moved),
        ))
    }

    fn any(&self, random: &mut Random, is_line: bool) -> Option<i64> {
        let (table, key, most) = if is_line {
            ("audit", "number", self.lines)
        } else {
            ("history", "seq", self.last)
        };
        let from = i64::try_from(random.below(usize::try_from(most).unwrap())).unwrap();
        let sql = format!("SELECT min({key}) FROM {table} WHERE {key} > ?1");
        self.raw.query_row(&sql, [from], |row| row.get(0)).unwrap()
    }

    fn delete(&self, random: &mut Random, is_line: bool) -> Option<(String, Place)> {
        let row = self.any(random, is_line)?;
        let sql = if is_line {
            "DELETE FROM audit WHERE number = ?1"
        } else {
            "DELETE FROM history WHERE seq = ?1"
        };
        self.raw.execute(sql, [row]).unwrap();
        Some((format!("deleted {row}"), self.place(is_line, row)))
    }

    fn swap(&self, random: &mut Random, is_line: bool) -> Option<(String, Place)> {
        let (one, other) = (self.any(random, is_line)?, self.any(random, is_line)?);
        if one == other {
            return None;
        }
        let (table, key) = if is_line {
            ("audit", "number")
        } else {
            ("history", "seq")
        };
        for (from, to) in [(one, -1), (other, one), (-1, other)] {
            let sql = format!("UPDATE {table} SET {key} = ?2 WHERE {key} = ?1");
            self.raw.execute(&sql, [from, to]).unwrap();
        }
        let place = self.place(is_line, one.min(other));
        Some((format!("swapped {table} {one} and {other}"), place))
    }

    fn append(&self, random: &mut Random, is_line: bool) -> Option<(String, Place)> {
        if is_line {
            let sql = "INSERT INTO audit SELECT org, number + 1, at, actor, device, action, subject, \
                       keyed_by, detail, digest, hash FROM audit WHERE number = ?1";
            self.raw.execute(sql, [self.lines]).unwrap();
            return Some((
                "appended a line".into(),
                Place::Line(u64::try_from(self.lines).unwrap() + 1),
            ));
        }
        let row = self.any(random, false)?;
        let sql = "INSERT INTO history SELECT org, ?1, randomblob(16), mends, author, device, NULL, \
                   from_phone, stamp, authority, received, hash, verdict, accepted, payload \
                   FROM history WHERE seq = ?2";
        self.raw.execute(sql, [self.last + 1, row]).unwrap();
        Some(("appended a change".into(), self.place(false, self.last + 1)))
    }

    /// Other words with a hash that fits them, or none at all as if they had been forgotten.
    fn forge(&self, random: &mut Random) -> Option<(String, Place)> {
        let row = self.any(random, false)?;
        let sql = "SELECT author, payload FROM history WHERE seq = ?1";
        let (author, payload): ([u8; 16], Option<Vec<u8>>) = self
            .raw
            .query_row(sql, [row], |row| Ok((row.get(0)?, row.get(1)?)))
            .unwrap();
        let payload = payload?;
        let (what, hash, payload) = if random.below(2) == 0 {
            ("blanked", [0; 32], None)
        } else {
            let forged = bit(random, payload);
            let author = PersonId(uuid::Uuid::from_bytes(author));
            let hash = outrider_model::change::hash(author, &forged);
            ("forged", hash, Some(forged))
        };
        let sql = "UPDATE history SET hash = ?2, payload = ?3 WHERE seq = ?1";
        self.raw.execute(sql, params![row, hash, payload]).unwrap();
        Some((format!("{what} the words of {row}"), self.place(false, row)))
    }

    /// A key that was changed, emptied or removed shows at the first line that it keys.
    fn key(&self, random: &mut Random) -> Option<(String, Place)> {
        let people = "SELECT keyed_by, min(number) FROM audit WHERE keyed_by IS NOT NULL GROUP BY 1 \
                      ORDER BY 1 LIMIT 1 OFFSET ?1";
        let offset = i64::try_from(random.below(4)).unwrap();
        let (person, first): (Vec<u8>, i64) = self
            .raw
            .query_row(people, [offset], |row| Ok((row.get(0)?, row.get(1)?)))
            .unwrap();
        let sql = [
            "UPDATE audit_key SET key = randomblob(32) WHERE person = ?1",
            "UPDATE audit_key SET key = NULL WHERE person = ?1",
            "DELETE FROM audit_key WHERE person = ?1",
        ][random.below(3)];
        self.raw.execute(sql, [person]).unwrap();
        Some((sql.into(), self.place(true, first)))
    }
}

fn bit(random: &mut Random, mut bytes: Vec<u8>) -> Vec<u8> {
    let at = random.below(bytes.len().max(1));
    match bytes.get_mut(at) {
        Some(byte) => *byte ^= 1 << random.below(8),
        None => bytes.push(1),
    }
    bytes
}

#[test]
fn every_tampering_is_found_at_its_row() {
    let seed = std::env::var("OUTRIDER_SEED").map_or(20_260_301, |seed| seed.parse().unwrap());
    println!("seed {seed}");
    let world = worked();
    let (store, organisation) = (&*world.store, world.organisation);
    let whole = verify(store, organisation, None).unwrap();
    assert_eq!(whole.finding, None);
    assert!(whole.forgotten > 0 && whole.before == 0);
    assert_eq!(
        whole.changes,
        world.head() - sequences_without_a_change(&world)
    );
    let hand = Hand::of(&world);
    let mut random = Random(seed);
    let mut blows = 0;
    while blows < BLOWS {
        let is_line = random.below(2) == 0;
        let blow = match random.below(10) {
            0..=4 => hand.flip(&mut random, is_line),
            5 => hand.delete(&mut random, is_line),
            6 => hand.swap(&mut random, is_line),
            7 => hand.append(&mut random, is_line),
            8 => hand.forge(&mut random),
            _ => hand.key(&mut random),
        };
        if let Some((what, place)) = blow {
            blows += 1;
            let found = verify(store, organisation, Some(whole.head))
                .unwrap()
                .finding;
            let found =
                found.unwrap_or_else(|| panic!("seed {seed}, blow {blows}: {what} was not found"));
            assert_eq!(
                found.at, place,
                "seed {seed}, blow {blows}: {what}: {}",
                found.why
            );
        }
        hand.heal();
    }
    assert_eq!(
        verify(store, organisation, Some(whole.head)).unwrap(),
        whole
    );
}

/// Standing that lapses moves records under a sequence of its own.
fn sequences_without_a_change(world: &World) -> u64 {
    let rows = world
        .store
        .history_rows(world.organisation, 0, usize::MAX)
        .unwrap();
    world.head() - u64::try_from(rows.len()).unwrap()
}

#[test]
fn a_log_that_was_written_anew_differs_from_the_line_that_was_kept_elsewhere() {
    let world = worked();
    let (store, organisation) = (&*world.store, world.organisation);
    let head = crate::audit::head(store, organisation).unwrap();
    let other = AuditTip {
        hash: [7; 32],
        ..head
    };
    let found = verify(store, organisation, Some(other)).unwrap().finding;
    assert_eq!(found.unwrap().at, Place::Line(head.number));
    let later = AuditTip {
        number: head.number + 1,
        ..head
    };
    let found = verify(store, organisation, Some(later)).unwrap().finding;
    assert_eq!(found.unwrap().at, Place::Line(head.number + 1));
    assert_eq!(
        verify(store, organisation, Some(head)).unwrap().finding,
        None
    );
}

#[test]
fn each_push_leaves_one_line_and_an_empty_one_none() {
    let mut world = World::new();
    let before = crate::audit::head(&*world.store, world.organisation).unwrap();
    let person = world.add_person("Rita", Role::Rep, None);
    let phone = World::phone(person);
    let changes = [world.customer(None), world.customer(None)];
    world.push(&phone, &[&changes[0], &changes[1]]);
    world.push(&phone, &[&changes[0], &changes[1]]);
    world.push(&phone, &[]);
    let after = crate::audit::head(&*world.store, world.organisation).unwrap();
    assert_eq!(after.number, before.number + 2);
}

#[test]
fn a_line_is_never_changed_or_removed_but_for_its_detail() {
    for (file, source) in [
        ("sqlite", include_str!("../sqlite/audit.rs")),
        ("postgres", include_str!("../postgres/audit.rs")),
    ] {
        let words = source.split_whitespace().collect::<Vec<_>>().join(" ");
        let words = words.to_lowercase();
        assert!(!words.contains("delete from audit"), "{file}");
        for update in words.split("update audit ").skip(1) {
            assert!(
                update.starts_with("set detail = null where org = "),
                "{file}: {update}"
            );
        }
    }
    // Nobody else speaks of the table.
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut folders = vec![root];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let name = path.to_string_lossy().into_owned();
            if name.contains("tests") || name.ends_with("audit.rs") || !name.ends_with(".rs") {
                continue;
            }
            let words = std::fs::read_to_string(&path).unwrap().to_lowercase();
            for wrong in ["update audit ", "delete from audit ", "into audit "] {
                assert!(!words.contains(wrong), "{name} says `{wrong}`");
            }
        }
    }
}
