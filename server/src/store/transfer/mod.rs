//! A whole organisation from one store to another: every table, history and feed included.
//!
//! # Where to start
//! - [`TABLES`]: what an organisation is made of, the same on every database; a test of each store
//!   compares it with the schema.
//! - [`copy`]: the way across.
//! - [`Transfer`]: what a store does for it.

mod copy;
mod fingerprint;
mod table;
#[cfg(test)]
pub(crate) mod tests;

use outrider_model::id::OrganisationId;

use super::{Head, StoreError, Tenant};

pub use copy::{Copied, Progress, copy};
pub use table::{Cell, Column, Holds, TABLES, Table};

/// What is said of an organisation before its rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Manifest {
    /// Which.
    pub tenant: Tenant,
    /// Its counters.
    pub head: Head,
    /// The lowest number of a record of it in its store; 1 where there is none.
    pub first: i64,
    /// The highest; one less than `first` where there is none.
    pub last: i64,
}

/// An organisation that is being read, of one unmoving state.
pub trait Outgoing {
    /// Returns what is said before the rows.
    ///
    /// # Errors
    /// [`StoreError::Database`] when it cannot be read.
    fn manifest(&mut self) -> Result<Manifest, StoreError>;

    /// Counts the rows of a table.
    ///
    /// # Errors
    /// [`StoreError::Database`] when they cannot be read.
    fn count(&mut self, table: &'static Table) -> Result<u64, StoreError>;

    /// Hands over the rows of a table in the order of their keys; numbers of records as this store
    /// has them.
    ///
    /// # Errors
    /// [`StoreError::Database`], and those of `each`.
    fn rows(
        &mut self,
        table: &'static Table,
        each: &mut dyn FnMut(&[Cell]) -> Result<(), StoreError>,
    ) -> Result<(), StoreError>;

    /// Returns the digest of the same state.
    ///
    /// # Errors
    /// [`StoreError::Database`] when it cannot be read.
    fn digest(&mut self) -> Result<[u8; 32], StoreError>;
}

/// An organisation that is being written; what was put so far can be read again.
pub trait Incoming: Outgoing {
    /// Stores a row; numbers of records as this store is to have them.
    ///
    /// # Errors
    /// [`StoreError::Database`]; [`StoreError::Taken`] for a row whose key is there.
    fn put(&mut self, table: &'static Table, row: &[Cell]) -> Result<(), StoreError>;
}

/// What is done with an organisation that is being read.
pub type Reading<'a> = &'a mut dyn FnMut(&mut dyn Outgoing) -> Result<(), StoreError>;

/// What is done with an organisation that is being written.
pub type Filling<'a> = &'a mut dyn FnMut(&mut dyn Incoming) -> Result<(), StoreError>;

/// Hands organisations to other stores, and takes theirs in.
pub trait Transfer {
    /// Reads one unmoving state of an organisation.
    ///
    /// # Errors
    /// Those of the reading, and [`StoreError::NoSuchOrganisation`].
    fn hand_over(
        &self,
        organisation: OrganisationId,
        reading: Reading<'_>,
    ) -> Result<(), StoreError>;

    /// Makes room for an organisation and fills it, in one transaction. `records` is the span of
    /// numbers that its records need; [`Outgoing::manifest`] then says from where they are counted
    /// here.
    ///
    /// # Errors
    /// [`StoreError::Taken`] when the id or the slug is in use, and those of the filling; nothing
    /// is then stored.
    fn take_in(
        &self,
        tenant: &Tenant,
        head: Head,
        records: u64,
        filling: Filling<'_>,
    ) -> Result<(), StoreError>;
}
