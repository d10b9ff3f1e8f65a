//! Connections: a bounded number, made when needed, thrown away when broken.

use std::collections::HashMap;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

use tokio_postgres::{Client, Statement};

use super::super::StoreError;
use super::address::Address;
use super::engine::Engine;
use super::failure::{failed, unreachable};
use super::statement::Sql;

/// How many connections a process has at most, beside the one that listens.
const CONNECTIONS: usize = 16;
/// How long one is waited for.
const PATIENCE: Duration = Duration::from_secs(10);
/// Where nobody has set them otherwise: the lock of an organisation is waited for as long as a file's,
/// a statement may take longer, and a transaction whose owner is gone ends by itself. An acknowledged
/// write has to be durable.
const MANNERS: &str = "SELECT set_config(name, value, false) FROM (VALUES \
     ('lock_timeout', '10s'), ('statement_timeout', '30s'), \
     ('idle_in_transaction_session_timeout', '60s')) AS ours (name, value) \
     WHERE current_setting(name) = '0'; \
     SELECT set_config('synchronous_commit', 'on', false) \
     WHERE current_setting('synchronous_commit') IN ('off', 'local')";

/// One connection, with the statements that it knows.
pub(super) struct Link {
    pub(super) client: Arc<Client>,
    prepared: HashMap<Sql, Statement>,
    is_unfiltered: bool,
    /// Held while it is in use.
    seat: Option<Seat>,
}

/// The right to use one connection; given up when dropped.
struct Seat(Arc<Seats>);

#[derive(Default)]
struct Seats {
    used: Mutex<usize>,
    freed: Condvar,
}

impl Drop for Seat {
    fn drop(&mut self) {
        *self.0.used.lock().unwrap_or_else(PoisonError::into_inner) -= 1;
        self.0.freed.notify_one();
    }
}

impl Seats {
    fn take(self: &Arc<Self>) -> Result<Seat, StoreError> {
        let used = self.used.lock().unwrap_or_else(PoisonError::into_inner);
        let (mut used, waited) = self
            .freed
            .wait_timeout_while(used, PATIENCE, |used| *used >= CONNECTIONS)
            .unwrap_or_else(PoisonError::into_inner);
        if waited.timed_out() {
            return Err(StoreError::Busy);
        }
        *used += 1;
        Ok(Seat(Arc::clone(self)))
    }
}

impl Link {
    /// Returns a statement ready for use.
    pub(super) fn prepare(&mut self, engine: &Engine, sql: Sql) -> Result<Statement, StoreError> {
        if let Some(statement) = self.prepared.get(&sql) {
            return Ok(statement.clone());
        }
        let text = self.wording(sql);
        let statement = engine
            .wait(self.client.prepare(&text))?
            .map_err(failed("preparing a statement"))?;
        self.prepared.insert(sql, statement.clone());
        Ok(statement)
    }

    /// Leaves out the application's own check where a test asks what row security does alone.
    fn wording(&self, sql: Sql) -> String {
        if self.is_unfiltered {
            unfiltered(sql.text())
        } else {
            sql.text().to_owned()
        }
    }
}

/// Takes every `org = $1` out of a statement.
pub(super) fn unfiltered(text: &str) -> String {
    let mut words: Vec<String> = Vec::new();
    for word in text.split(' ') {
        words.push(word.to_owned());
        let is_check = words.iter().rev().take(3).map(String::as_str);
        let last: Vec<&str> = is_check.collect();
        if let [value, "=", column] = last.as_slice()
            && value.starts_with("$1")
            && value
                .strip_prefix("$1")
                .is_some_and(|rest| rest.chars().all(|c| c == ')'))
            && (*column == "org" || column.ends_with(".org") || column.ends_with("(org"))
        {
            let brackets: String = column.chars().filter(|letter| *letter == '(').collect();
            let closing = value.replacen("$1", "", 1);
            words.truncate(words.len() - 3);
            words.push(format!("{brackets}$1::uuid IS NOT NULL{closing}"));
        }
    }
    words.join(" ")
}

/// The connections of a store.
pub(super) struct Pool {
    address: Arc<Address>,
    is_unfiltered: bool,
    idle: Mutex<Vec<Link>>,
    seats: Arc<Seats>,
}

/// A connection out of the pool, and whether nobody has used it before.
pub(super) struct Taken {
    pub(super) link: Link,
    pub(super) is_fresh: bool,
}

impl Pool {
    pub(super) fn new(address: Arc<Address>, is_unfiltered: bool) -> Pool {
        Pool {
            address,
            is_unfiltered,
            idle: Mutex::default(),
            seats: Arc::default(),
        }
    }

    /// Takes an idle connection, or makes one. One that is dropped does not come back.
    pub(super) fn take(&self, engine: &Engine) -> Result<Taken, StoreError> {
        let seat = self.seats.take()?;
        while let Some(mut link) = self.idle().pop() {
            if !link.client.is_closed() {
                link.seat = Some(seat);
                let is_fresh = false;
                return Ok(Taken { link, is_fresh });
            }
        }
        let mut link = self.connect(engine)?;
        link.seat = Some(seat);
        let is_fresh = true;
        Ok(Taken { link, is_fresh })
    }

    /// Takes a connection back.
    pub(super) fn give(&self, mut link: Link) {
        let seat = link.seat.take();
        if !link.client.is_closed() {
            self.idle().push(link);
        }
        drop(seat);
    }

    /// Throws away every idle connection: when one of them is broken, others are likely to be.
    pub(super) fn forget_idle(&self) {
        self.idle().clear();
    }

    fn idle(&self) -> std::sync::MutexGuard<'_, Vec<Link>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn connect(&self, engine: &Engine) -> Result<Link, StoreError> {
        let address = Arc::clone(&self.address);
        let handle = engine.handle().clone();
        let connecting = engine.handle().spawn(async move {
            let (client, connection) = address.connect().await?;
            handle.spawn(async move {
                if let Err(error) = connection.await {
                    tracing::debug!(%error, "a connection to PostgreSQL ended");
                }
            });
            client.batch_execute(MANNERS).await.map_err(unreachable)?;
            Ok::<Client, StoreError>(client)
        });
        let client = engine
            .wait(connecting)?
            .map_err(|why| StoreError::database("connecting to PostgreSQL", why))??;
        Ok(Link {
            client: Arc::new(client),
            prepared: HashMap::new(),
            is_unfiltered: self.is_unfiltered,
            seat: None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::unfiltered;

    #[test]
    fn the_check_is_taken_out_wherever_it_stands() {
        assert_eq!(
            unfiltered("SELECT a FROM b WHERE org = $1 AND (b.org = $1) AND org = $10"),
            "SELECT a FROM b WHERE $1::uuid IS NOT NULL AND ($1::uuid IS NOT NULL) AND org = $10"
        );
    }
}
