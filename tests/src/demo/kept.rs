//! Reads what the server keeps from outside, so that nothing under test counts itself: its file, or
//! its database as a superuser sees it.

use std::collections::BTreeSet;

use uuid::Uuid;

use super::files::{self, Held, Records};
use crate::cluster::Database;
use crate::world::Kept;

const RECORDS: &str = "SELECT id, kind, encode(bytes, 'hex') FROM record";
const CHANGES: &str = "SELECT change FROM history";
const JUDGED: &str = "SELECT count(*) FROM history WHERE from_phone";
const MERGED: &str = "SELECT count(*) FROM history WHERE verdict LIKE '%\"merged\"%'";

/// Every record of the server.
pub(super) fn records(kept: &Kept) -> Records {
    let database = match kept {
        Kept::Folder(folder) => return files::records(folder),
        Kept::Database(database) => database,
    };
    let rows = database.ask(RECORDS).into_iter().map(|row| {
        let [id, kind, bytes] = <[String; 3]>::try_from(row).expect("three cells");
        let id = id.parse().expect("an id");
        let bytes = unhex(&bytes);
        (id, Held { kind, bytes })
    });
    rows.collect()
}

/// What the server's feed shows a person now.
pub(super) fn visible(kept: &Kept, person: Uuid) -> BTreeSet<Uuid> {
    const JOINED: &str = "SELECT DISTINCT record.id FROM membership \
         JOIN feed ON feed.org = membership.org AND feed.audience = membership.audience \
         JOIN record ON record.org = feed.org AND record.rid = feed.rid \
         WHERE membership.until IS NULL AND";
    match kept {
        Kept::Folder(folder) => {
            let sql = format!("{JOINED} feed.gone = 0 AND membership.person = ?1");
            let file = files::open(folder);
            let mut rows = file.prepare(&sql).expect("the tables are there");
            let rows = rows
                .query_map([person.as_bytes()], |row| row.get(0).map(Uuid::from_bytes))
                .expect("the tables can be read");
            rows.map(|row| row.expect("a row can be read")).collect()
        }
        Kept::Database(database) => {
            let sql = format!("{JOINED} NOT feed.gone AND membership.person = '{person}'");
            ids(&**database, &sql)
        }
    }
}

/// How many changes of phones the server has judged, and how many of them were merged.
pub(super) fn receipts(kept: &Kept) -> (u64, u64) {
    let count = |sql: &str| -> u64 {
        match kept {
            Kept::Folder(folder) => files::open(folder)
                .query_row(sql, [], |row| row.get::<_, i64>(0))
                .expect("history can be counted")
                .unsigned_abs(),
            Kept::Database(database) => {
                let rows = database.ask(sql);
                let count = rows.first().and_then(|row| row.first()?.parse().ok());
                count.expect("history can be counted")
            }
        }
    };
    (count(JUDGED), count(MERGED))
}

/// Every change that the server has judged.
pub(super) fn changes(kept: &Kept) -> BTreeSet<Uuid> {
    match kept {
        Kept::Folder(folder) => {
            let file = files::open(folder);
            let mut rows = file.prepare(CHANGES).expect("the table is there");
            let rows = rows
                .query_map([], |row| row.get(0).map(Uuid::from_bytes))
                .expect("the table can be read");
            rows.map(|row| row.expect("a row can be read")).collect()
        }
        Kept::Database(database) => ids(&**database, CHANGES),
    }
}

fn ids(database: &dyn Database, sql: &str) -> BTreeSet<Uuid> {
    let rows = database.ask(sql);
    let id = |row: &Vec<String>| row.first().and_then(|id| id.parse().ok()).expect("an id");
    rows.iter().map(id).collect()
}

fn unhex(text: &str) -> Vec<u8> {
    let digits: Vec<u8> = text
        .chars()
        .map(|digit| {
            digit
                .to_digit(16)
                .and_then(|digit| u8::try_from(digit).ok())
        })
        .collect::<Option<_>>()
        .expect("hexadecimal digits");
    digits
        .chunks(2)
        .map(|pair| pair.iter().fold(0, |byte, digit| byte << 4 | digit))
        .collect()
}
