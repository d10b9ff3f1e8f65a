//! Where the server keeps everything: traits of whole acts, and SQLite behind them.
//!
//! No SQL stands elsewhere. Every act names its organisation, and none reaches into another's.
//!
//! # Where to start
//! - [`Store`]: organisations, epochs, the one write act ([`Ledger`]) and the one reading of the
//!   feed ([`Snapshot`]).
//! - [`Accounts`], [`Credentials`], [`Tickets`], [`Families`]: logins, sessions, devices; what
//!   proves who somebody is; one-time secrets; the tokens of phones.
//! - [`Quarantine`], [`Parcels`], [`Settings`], [`Erasure`]: what came too late, what goes from
//!   phone to phone, what is the server's alone, what is forgotten.
//! - [`transfer`]: a whole organisation from one store to another.
//! - [`Catalogue`]: what screens, reports and exports read.
//! - [`sqlite`]: one file in a folder.

mod account;
mod audit;
mod catalogue;
mod cell;
mod chronicle;
mod credential;
mod digest;
mod erasure;
mod failure;
mod family;
mod filter;
mod ledger;
mod parcel;
pub mod postgres;
mod quarantine;
mod setting;
mod snapshot;
pub mod sqlite;
#[cfg(test)]
pub(crate) mod tests;
mod ticket;
pub mod transfer;
mod work;

use outrider_model::id::{EpochId, OrganisationId};
use tokio::sync::broadcast;

pub use account::{Account, Accounts, DeviceSeen, Session};
pub use audit::{AuditFilter, AuditLine, AuditTip};
pub use catalogue::{Catalogue, Dealings, Event, Import, Point, Stored, Tally};
pub(crate) use cell::of_verdict as verdict_cell;
pub use chronicle::HistoryRow;
pub use credential::{Credential, CredentialKind, Credentials};
pub use erasure::Erasure;
pub use failure::StoreError;
pub use family::{Families, Family};
pub use filter::{
    CheckInFilter, CustomerFilter, CustomerSort, NoteFilter, Query, Sort, TaskFilter, TaskList,
    TaskSort, WorkDayFilter,
};
pub use ledger::{
    Head, Judgement, Known, Ledger, Membership, Move, Neighbour, Place, Put, Shelf, StandingRow,
};
pub use parcel::{Parcel, Parcels};
pub use quarantine::{Custody, Detained, Quarantine};
pub use setting::Settings;
pub use snapshot::{Entry, EpochRow, Judged, Snapshot};
pub use ticket::{Purpose, Ticket, Tickets};
pub use work::{Span, TaskCount, VisitCount, Work};

/// One organisation of the database.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tenant {
    /// Its id, which is also its record's.
    pub id: OrganisationId,
    /// The short name in addresses and on the command line.
    pub slug: String,
}

/// What is done under the lock of one organisation.
pub type Act<'a> = &'a mut dyn FnMut(&mut dyn Ledger) -> Result<(), StoreError>;

/// What is read of one unmoving state of one organisation.
pub type Look<'a> = &'a mut dyn FnMut(&dyn Snapshot) -> Result<(), StoreError>;

/// That somebody committed: in which organisation, and its newest sequence.
pub type Heard = (OrganisationId, u64);

/// Keeps organisations, their records, history and feed.
pub trait Store:
    Accounts
    + Catalogue
    + Credentials
    + Erasure
    + Families
    + Parcels
    + Quarantine
    + Settings
    + Tickets
    + transfer::Transfer
    + Send
    + Sync
{
    /// Makes room for an organisation, with its first epoch. Its records come through ingest.
    ///
    /// # Errors
    /// [`StoreError::Taken`] when the slug or the id is in use; nothing is then stored.
    fn found(&self, tenant: &Tenant, epoch: EpochId) -> Result<(), StoreError>;

    /// Returns every organisation, by slug.
    ///
    /// # Errors
    /// [`StoreError::Database`] when it cannot be read.
    fn tenants(&self) -> Result<Vec<Tenant>, StoreError>;

    /// Finds an organisation by its slug.
    ///
    /// # Errors
    /// [`StoreError::Database`] when it cannot be read.
    fn tenant(&self, slug: &str) -> Result<Option<Tenant>, StoreError>;

    /// Begins a new life of the database: an epoch for every organisation, from its present head.
    /// Each start of `serve` does so, and nothing else.
    ///
    /// # Errors
    /// [`StoreError::Database`] when it cannot be written; the old epochs then stand.
    fn open_epoch(&self, mint: &mut dyn FnMut() -> EpochId) -> Result<(), StoreError>;

    /// Returns the newest sequence of an organisation: the one number that a nudge carries.
    ///
    /// # Errors
    /// [`StoreError::NoSuchOrganisation`] for an unknown one.
    fn head(&self, organisation: OrganisationId) -> Result<u64, StoreError>;

    /// Returns the counter that rises whenever a person, team, territory or delegation changes:
    /// what somebody keeps of them in memory is good as long as it stands.
    ///
    /// # Errors
    /// [`StoreError::NoSuchOrganisation`] for an unknown organisation.
    fn directory(&self, organisation: OrganisationId) -> Result<u64, StoreError>;

    /// Does an act under the organisation's lock and commits it; the lock is taken first, so that
    /// sequences become visible in their order. When the act fails, nothing of it is stored.
    ///
    /// # Errors
    /// Those of the act, [`StoreError::NoSuchOrganisation`], [`StoreError::Busy`] when another
    /// process holds the lock for too long.
    fn transact(&self, organisation: OrganisationId, act: Act<'_>) -> Result<(), StoreError>;

    /// Reads one unmoving state of an organisation.
    ///
    /// # Errors
    /// Those of the look, and [`StoreError::NoSuchOrganisation`].
    fn snapshot(&self, organisation: OrganisationId, look: Look<'_>) -> Result<(), StoreError>;

    /// Hears of commits, other servers' too, where the database tells of them; nothing may depend
    /// on hearing each.
    fn heard(&self) -> Option<broadcast::Receiver<Heard>> {
        None
    }
}
