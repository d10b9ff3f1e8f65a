//! Numbered steps from an empty database to the present schema; a step that was released never
//! changes. Of several servers that open at once one does the work, under the lock of a row.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use outrider_model::columns::columns;
use outrider_model::record::Kind;
use tokio_postgres::error::SqlState;
use tokio_postgres::{Client, Error, Statement};
use uuid::Uuid;

use super::super::StoreError;
use super::engine::Engine;
use super::failure::failed;
use super::side;
use super::statement::{Sql, cells};

/// Every step, in order; its number is its place, from 1.
pub(super) const STEPS: &[(&str, &str)] = &[
    (
        "begin",
        include_str!("../../../migrations/postgres/001_begin.sql"),
    ),
    (
        "console",
        include_str!("../../../migrations/postgres/002_console.sql"),
    ),
];

/// The last step that brought columns of side tables: whatever is older has them written anew.
const REFILLED: u32 = 2;
/// Records in the order of their numbers, from one on.
const RECORDS: &str = "SELECT rid, kind, bytes FROM record WHERE org = $1 AND rid > $2 \
     ORDER BY rid LIMIT 500";

/// The table and its lock come into being in one transaction.
const TABLE: &str = "CREATE TABLE migration (number bigint PRIMARY KEY, name text NOT NULL, \
     sql text NOT NULL); INSERT INTO migration (number, name, sql) VALUES (0, 'lock', '')";
const BEGIN: &str = "BEGIN ISOLATION LEVEL READ COMMITTED; SET LOCAL lock_timeout = '40s'; \
     SELECT number FROM migration WHERE number = 0 FOR UPDATE";

/// Brings a database up to this version, in one transaction. One of an older version is handed to
/// `aside` before, which copies it.
pub(super) fn migrate(
    engine: &Engine,
    client: &Client,
    all: &[(&str, &str)],
    aside: impl FnOnce(u32) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    engine
        .wait(prepare(client))?
        .map_err(failed("reading the migrations"))?;
    let known = u32::try_from(all.len()).unwrap_or(u32::MAX);
    let found = engine
        .wait(newest(client))?
        .map_err(failed("reading the migrations"))?;
    if (1..i64::from(known)).contains(&found) {
        aside(known)?;
    }
    let done = engine
        .wait(lock(client))?
        .map_err(failed("taking the lock to migrate"))?;
    let done = u32::try_from(done).unwrap_or(u32::MAX);
    if done >= known {
        engine
            .wait(client.batch_execute("ROLLBACK"))?
            .map_err(failed("reading the migrations"))?;
        return if done > known {
            Err(StoreError::Newer { found: done, known })
        } else {
            Ok(())
        };
    }
    engine
        .wait_long(steps(client, done, all))?
        .map_err(failed("migrating"))
}

async fn prepare(client: &Client) -> Result<(), Error> {
    let there = client
        .query_one("SELECT to_regclass('migration') IS NOT NULL", &[])
        .await?;
    if there.try_get(0)? {
        return Ok(());
    }
    match client.batch_execute(TABLE).await {
        Err(error) if !is_made_by_another(&error) => Err(error),
        Ok(()) | Err(_) => Ok(()),
    }
}

fn is_made_by_another(error: &Error) -> bool {
    // A table is a type as well: which of the two is found first is a matter of luck.
    let clashes = [
        &SqlState::UNIQUE_VIOLATION,
        &SqlState::DUPLICATE_TABLE,
        &SqlState::DUPLICATE_OBJECT,
    ];
    error.code().is_some_and(|state| clashes.contains(&state))
}

async fn lock(client: &Client) -> Result<i64, Error> {
    client.batch_execute(BEGIN).await?;
    newest(client).await
}

async fn newest(client: &Client) -> Result<i64, Error> {
    let newest = client
        .query_one("SELECT max(number) FROM migration", &[])
        .await?;
    newest.try_get(0)
}

async fn steps(client: &Client, done: u32, all: &[(&str, &str)]) -> Result<(), Error> {
    client
        .batch_execute("SET LOCAL statement_timeout = 0")
        .await?;
    for (number, (name, sql)) in (1_u32..).zip(all) {
        if number <= done {
            continue;
        }
        client.batch_execute(sql).await?;
        let number = i64::from(number);
        let add = "INSERT INTO migration (number, name, sql) VALUES ($1, $2, $3)";
        client.execute(add, &[&number, name, sql]).await?;
    }
    if 0 < done && done < REFILLED {
        refill(client).await?;
    }
    client.batch_execute("COMMIT").await
}

/// Writes the side row of every record anew, of its bytes, organisation by organisation: row
/// security binds the owner too. A record that this version cannot read keeps the row that it has.
async fn refill(client: &Client) -> Result<(), Error> {
    let mut known: HashMap<Sql, Statement> = HashMap::new();
    for tenant in client.query("SELECT org FROM tenant", &[]).await? {
        let org: Uuid = tenant.try_get(0)?;
        let whose = format!("SET LOCAL app.org = '{}'", org.hyphenated());
        client.batch_execute(&whose).await?;
        let mut after = 0_i64;
        loop {
            let rows = client.query(RECORDS, &[&org, &after]).await?;
            let Some(last) = rows.last() else { break };
            after = last.try_get(0)?;
            for row in &rows {
                let (kind, bytes): (&str, &[u8]) = (row.try_get(1)?, row.try_get(2)?);
                let kind = Kind::from(kind);
                let Ok(read) = columns(&kind, bytes) else {
                    continue;
                };
                let Some((sql, values)) = side::row(row.try_get(0)?, &kind, &read) else {
                    continue;
                };
                let statement = match known.entry(sql) {
                    Entry::Occupied(found) => found.into_mut(),
                    Entry::Vacant(free) => free.insert(client.prepare(sql.text()).await?),
                };
                let mut all = cells![org];
                all.extend(values);
                client.execute_raw(&*statement, all).await?;
            }
        }
    }
    Ok(())
}
