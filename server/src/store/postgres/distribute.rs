//! Dealing the tables out over many machines, where the server has Citus: by organisation, so that
//! everything of one stands together and every transaction stays on one machine.

use tokio_postgres::{Client, Error};

use super::super::StoreError;
use super::super::transfer::TABLES;
use super::Postgres;
use super::failure::failed;
use super::pool::Taken;

/// What came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Distributed {
    /// The tables are distributed.
    Done {
        /// How many were now.
        tables: usize,
        /// How many were before.
        already: usize,
    },
    /// The server has no Citus; nothing was changed.
    NoCitus,
}

/// Whether the extension is installed here, and whether it could be.
const CITUS: &str = "SELECT EXISTS (SELECT FROM pg_extension WHERE extname = 'citus'), \
     EXISTS (SELECT FROM pg_available_extensions WHERE name = 'citus')";
const INSTALL: &str = "CREATE EXTENSION IF NOT EXISTS citus";
/// The organisation that a transaction names has to be known to the machine that holds its rows.
const TELL_ALL: &str = "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET \
     citus.propagate_set_commands = ''local''', current_database()); END $$";
/// The table of all organisations, whole on every machine.
const ALL: &str = "tenant";
/// The table beside whose rows those of the others stand.
const LOCK: &str = "head";

/// A table and how it is dealt out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Step {
    pub(super) table: &'static str,
    /// Done in one transaction.
    pub(super) sql: String,
}

/// Returns what is done, table by table.
pub(super) fn steps() -> Vec<Step> {
    let others = TABLES.iter().map(|table| table.name);
    let mut steps = vec![step(
        ALL,
        format!("SELECT create_reference_table('{ALL}')"),
        false,
    )];
    steps.push(step(
        LOCK,
        format!("SELECT create_distributed_table('{LOCK}', 'org')"),
        true,
    ));
    steps.extend(others.map(|table| {
        let deal =
            format!("SELECT create_distributed_table('{table}', 'org', colocate_with => '{LOCK}')");
        step(table, deal, true)
    }));
    steps
}

/// Row security stands aside while rows are moved, within one transaction that nobody looks into:
/// the copy itself names no organisation.
fn step(table: &'static str, deal: String, is_secured: bool) -> Step {
    let (before, after) = if is_secured {
        (
            format!(
                "ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY, DISABLE ROW LEVEL SECURITY; "
            ),
            format!("; ALTER TABLE {table} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY"),
        )
    } else {
        (String::new(), String::new())
    };
    Step {
        table,
        sql: format!(
            "BEGIN; SET LOCAL statement_timeout = 0; \
             SET LOCAL citus.multi_shard_modify_mode = 'sequential'; {before}{deal}{after}; COMMIT"
        ),
    }
}

impl Postgres {
    /// Distributes the tables by organisation, those that are not yet. No server may run meanwhile.
    ///
    /// # Errors
    /// [`StoreError::Database`] when the server refuses; tables that were dealt out before it did
    /// stay so, and doing it again goes on from there.
    pub fn distribute(&self) -> Result<Distributed, StoreError> {
        let Taken { link, .. } = self.parts.link()?;
        let engine = &self.parts.engine;
        let done = engine.wait_long(distribute(&link.client))?;
        let done = done.map_err(failed("distributing the tables"));
        self.parts.pool.give(link);
        done
    }
}

async fn distribute(client: &Client) -> Result<Distributed, Error> {
    let row = client.query_one(CITUS, &[]).await?;
    let (is_here, could_be): (bool, bool) = (row.try_get(0)?, row.try_get(1)?);
    if !is_here && !could_be {
        return Ok(Distributed::NoCitus);
    }
    if !is_here {
        client.batch_execute(INSTALL).await?;
    }
    client.batch_execute(TELL_ALL).await?;
    let (mut tables, mut already) = (0, 0);
    for step in steps() {
        let known =
            "SELECT EXISTS (SELECT FROM pg_dist_partition WHERE logicalrel = $1::text::regclass)";
        if client.query_one(known, &[&step.table]).await?.try_get(0)? {
            already += 1;
            continue;
        }
        if let Err(error) = client.batch_execute(&step.sql).await {
            // The transaction is broken; the first error is the one that counts.
            let _over = client.batch_execute("ROLLBACK").await;
            return Err(error);
        }
        tables += 1;
    }
    Ok(Distributed::Done { tables, already })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_is_dealt_out_by_organisation_beside_the_lock_and_one_is_everywhere() {
        let steps = steps();
        assert_eq!(steps.len(), TABLES.len() + 2);
        assert!(steps[0].sql.contains("create_reference_table('tenant')"));
        assert!(!steps[0].sql.contains("ROW LEVEL SECURITY"));
        assert!(
            steps[1]
                .sql
                .contains("create_distributed_table('head', 'org');")
        );
        for (step, table) in steps.iter().skip(2).zip(TABLES) {
            let deal = format!(
                "create_distributed_table('{}', 'org', colocate_with => 'head')",
                table.name
            );
            assert!(step.sql.contains(&deal), "{}", step.sql);
        }
        for step in steps.iter().skip(1) {
            assert!(step.sql.starts_with("BEGIN; "), "{}", step.sql);
            let forced = format!(
                "ALTER TABLE {} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY; COMMIT",
                step.table
            );
            assert!(step.sql.ends_with(&forced), "{}", step.sql);
        }
    }

    #[test]
    fn every_table_of_the_schema_is_dealt_out() {
        let schema = include_str!("../../../migrations/postgres/001_begin.sql");
        let made = schema.lines().filter_map(|line| {
            let name = line.strip_prefix("CREATE TABLE ")?;
            name.split_whitespace().next()
        });
        let steps = steps();
        for table in made {
            assert!(steps.iter().any(|step| step.table == table), "{table}");
        }
    }
}
