//! One transaction on one connection.
//!
//! A statement whose answer nobody needs is sent and not waited for: the next answer that somebody
//! needs comes after it. What it did wrong is found there, or at [`Talk::settle`].

use std::collections::VecDeque;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};

use outrider_model::id::OrganisationId;
use tokio_postgres::types::{FromSql, ToSql};
use tokio_postgres::{Error, Row};

use super::super::StoreError;
use super::Parts;
use super::failure::{failed, is_lost};
use super::pool::{Link, Taken};
use super::statement::{Sql, cells};

/// A value of a statement.
pub(super) type Cell = Box<dyn ToSql + Sync + Send>;

type Answer = Pin<Box<dyn Future<Output = Result<(), Error>>>>;

/// How many statements may be under way.
const AHEAD: usize = 512;

/// What a transaction is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mode {
    /// Reading one unmoving state.
    Read,
    /// Writing.
    Write,
}

impl Mode {
    const fn begin(self) -> &'static str {
        match self {
            Mode::Read => "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
            Mode::Write => "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE",
        }
    }
}

/// A transaction for one organisation. Dropped without an end, its connection is closed, which
/// rolls it back.
pub(super) struct Talk<'s> {
    parts: &'s Parts,
    organisation: OrganisationId,
    link: Option<Link>,
    under_way: VecDeque<Answer>,
    /// Whether the database said that the connection is no more.
    is_lost: bool,
}

impl<'s> Talk<'s> {
    /// Begins a transaction and reads its first rows. A connection that turns out to be broken is
    /// replaced, once: nothing was done on it.
    pub(super) fn begin(
        parts: &'s Parts,
        organisation: OrganisationId,
        mode: Mode,
        first: Sql,
    ) -> Result<(Talk<'s>, Vec<Row>), StoreError> {
        let Taken { link, is_fresh } = parts.link()?;
        let mut talk = Talk::over(parts, organisation, link);
        match talk.open(mode, first) {
            Ok(rows) => Ok((talk, rows)),
            Err(why) if !is_fresh && talk.is_lost => {
                tracing::debug!(error = %why, "a resting connection was broken");
                drop(talk);
                parts.pool.forget_idle();
                let mut talk = Talk::over(parts, organisation, parts.link()?.link);
                let rows = talk.open(mode, first)?;
                Ok((talk, rows))
            }
            Err(why) => Err(why),
        }
    }

    /// Begins a transaction on a connection at hand.
    pub(super) fn over(parts: &'s Parts, organisation: OrganisationId, link: Link) -> Talk<'s> {
        Talk {
            parts,
            organisation,
            link: Some(link),
            under_way: VecDeque::new(),
            is_lost: false,
        }
    }

    /// Says for which organisation before anything else. `SET LOCAL` and not `set_config`: the
    /// nodes of a distributed PostgreSQL hear of the one and not of the other.
    pub(super) fn open(&mut self, mode: Mode, first: Sql) -> Result<Vec<Row>, StoreError> {
        let begin = format!(
            "{}; SET LOCAL app.org = '{}'",
            mode.begin(),
            self.organisation.0.hyphenated()
        );
        self.say(begin)?;
        self.rows(first, cells![])
    }

    /// Sends a statement whose answer nobody waits for.
    pub(super) fn send(&mut self, sql: Sql, cells: Vec<Cell>) -> Result<(), StoreError> {
        let statement = self.prepare(sql)?;
        let client = Arc::clone(&self.link()?.client);
        let cells = self.with_organisation(cells);
        self.launch(Box::pin(async move {
            client.execute_raw(&statement, cells).await.map(|_| ())
        }))
    }

    /// Does a statement and returns how many rows it touched.
    pub(super) fn run(&mut self, sql: Sql, cells: Vec<Cell>) -> Result<usize, StoreError> {
        self.run_or(sql, cells, failed("writing"))
    }

    /// As [`Talk::run`], with words of its own for what the database says.
    pub(super) fn run_or(
        &mut self,
        sql: Sql,
        cells: Vec<Cell>,
        words: impl FnOnce(Error) -> StoreError,
    ) -> Result<usize, StoreError> {
        let statement = self.prepare(sql)?;
        let client = Arc::clone(&self.link()?.client);
        let cells = self.with_organisation(cells);
        let answer = self.wait(async move { client.execute_raw(&statement, cells).await })?;
        self.settle()?;
        let touched = answer.map_err(|error| self.said(error, words))?;
        usize::try_from(touched).map_err(|_| StoreError::Broken("too many rows".into()))
    }

    /// Does a query and returns its rows.
    pub(super) fn rows(&mut self, sql: Sql, cells: Vec<Cell>) -> Result<Vec<Row>, StoreError> {
        let statement = self.prepare(sql)?;
        let client = Arc::clone(&self.link()?.client);
        let cells = self.with_organisation(cells);
        let answer = self.wait(async move {
            let borrowed: Vec<&(dyn ToSql + Sync)> = cells
                .iter()
                .map(|cell| &**cell as &(dyn ToSql + Sync))
                .collect();
            client.query(&statement, &borrowed).await
        })?;
        self.settle()?;
        answer.map_err(|error| self.said(error, failed("reading")))
    }

    /// Does a query and returns its one row.
    pub(super) fn row(&mut self, sql: Sql, cells: Vec<Cell>) -> Result<Option<Row>, StoreError> {
        Ok(self.rows(sql, cells)?.into_iter().next())
    }

    /// Sends a word of the transaction itself.
    pub(super) fn say(&mut self, words: impl Into<String>) -> Result<(), StoreError> {
        let (client, words) = (Arc::clone(&self.link()?.client), words.into());
        self.launch(Box::pin(async move { client.batch_execute(&words).await }))
    }

    /// Waits until everything that was sent is done; the first that failed is the error.
    pub(super) fn settle(&mut self) -> Result<(), StoreError> {
        let mut first = Ok(());
        while let Some(answer) = self.under_way.pop_front() {
            let done = self.wait(answer)?;
            if let Err(error) = done
                && first.is_ok()
            {
                first = Err(self.said(error, failed("writing")));
            }
        }
        first
    }

    /// Commits. The word is sent behind everything else; where that failed, the database takes it
    /// for a rollback.
    pub(super) fn commit(self) -> Result<(), StoreError> {
        let parts = self.parts;
        parts.pool.give(self.commit_and_stay()?);
        Ok(())
    }

    /// Commits, and keeps the connection.
    pub(super) fn commit_and_stay(mut self) -> Result<Link, StoreError> {
        self.say("COMMIT")?;
        self.settle()?;
        self.link
            .take()
            .ok_or_else(|| StoreError::Broken("the transaction is over".into()))
    }

    /// Rolls everything back.
    pub(super) fn roll_back(mut self) {
        // What was under way does not count any more, whatever became of it.
        let _undone = self.settle();
        if self.is_lost {
            return;
        }
        if self.say("ROLLBACK").and_then(|()| self.settle()).is_ok()
            && let Some(link) = self.link.take()
        {
            self.parts.pool.give(link);
        }
    }

    /// Puts what the database said into words.
    fn said(&mut self, error: Error, words: impl FnOnce(Error) -> StoreError) -> StoreError {
        self.is_lost |= is_lost(&error);
        words(error)
    }

    fn link(&mut self) -> Result<&mut Link, StoreError> {
        self.link
            .as_mut()
            .ok_or_else(|| StoreError::Broken("the transaction is over".into()))
    }

    fn prepare(&mut self, sql: Sql) -> Result<tokio_postgres::Statement, StoreError> {
        let engine = &self.parts.engine;
        let prepared = match self.link.as_mut() {
            Some(link) => link.prepare(engine, sql),
            None => Err(StoreError::Broken("the transaction is over".into())),
        };
        if prepared.is_err() {
            // What was sent before tells more than a statement in a failed transaction.
            self.settle()?;
        }
        prepared
    }

    fn with_organisation(&self, cells: Vec<Cell>) -> Vec<Cell> {
        let mut all = cells![self.organisation.0];
        all.extend(cells);
        all
    }

    fn wait<T>(&mut self, answer: impl Future<Output = T>) -> Result<T, StoreError> {
        let answered = self.parts.engine.wait(answer);
        if answered.is_err() {
            // An answer may still come: this connection is of no use any more.
            self.under_way.clear();
            self.link = None;
        }
        answered
    }

    /// Sends a statement: the first look at it puts it on its way. One that cannot even be written
    /// fails here, and never behind the back of a commit.
    fn launch(&mut self, mut answer: Answer) -> Result<(), StoreError> {
        let _entered = self.parts.engine.handle().enter();
        let mut context = Context::from_waker(Waker::noop());
        match answer.as_mut().poll(&mut context) {
            Poll::Ready(Ok(())) => Ok(()),
            Poll::Ready(Err(error)) => {
                let error = self.said(error, failed("writing"));
                self.settle()?;
                Err(error)
            }
            Poll::Pending => {
                self.under_way.push_back(answer);
                if self.under_way.len() > AHEAD {
                    self.settle()?;
                }
                Ok(())
            }
        }
    }
}

/// Reads a cell.
pub(super) fn get<'r, T: FromSql<'r>>(row: &'r Row, column: usize) -> Result<T, StoreError> {
    row.try_get(column)
        .map_err(|why| StoreError::Broken(format!("a cell: {why}")))
}

/// Reads a hash.
pub(super) fn hash(row: &Row, column: usize) -> Result<[u8; 32], StoreError> {
    let bytes: &[u8] = get(row, column)?;
    <[u8; 32]>::try_from(bytes).map_err(|_| StoreError::Broken("a hash of another length".into()))
}

/// Writes words where the database has no room for the letter that ends words in C.
pub(super) fn plain(words: &str) -> String {
    words.replace('\0', "\u{fffd}")
}
