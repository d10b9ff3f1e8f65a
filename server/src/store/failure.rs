//! What can go wrong with a store, whatever database is behind it.

use thiserror::Error;

use outrider_model::canonical::Malformed;

/// Why a store did not do what it was asked. Nothing of the act is then stored.
#[derive(Debug, Error)]
pub enum StoreError {
    /// The database failed: disk, memory, a broken file.
    #[error("the database failed while {doing}: {source}")]
    Database {
        /// What was being done.
        doing: &'static str,
        /// What the database said.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// Another process holds the lock for too long; the same may succeed later.
    #[error("another process writes to the database; try again")]
    Busy,
    /// The database does not answer; the same may succeed later.
    #[error("the database cannot be reached: {0}")]
    Unreachable(String),
    /// Another `serve` runs on this folder.
    #[error("another server runs on this folder")]
    Locked,
    /// The file was written by a newer version.
    #[error("the database has schema {found}, this version knows {known}: use the newer version")]
    Newer {
        /// The file's newest migration.
        found: u32,
        /// This version's newest migration.
        known: u32,
    },
    /// The file is no database of ours, or is damaged.
    #[error("the database holds what this version cannot read: {0}")]
    Broken(String),
    /// There is no such organisation.
    #[error("there is no such organisation")]
    NoSuchOrganisation,
    /// A name that must be unique is in use.
    #[error("the {0} is in use")]
    Taken(&'static str),
    /// A copy is not what it was made of.
    #[error("the copy differs in {0}; nothing was stored")]
    Unequal(String),
    /// The act was called off by whoever began it.
    #[error("called off")]
    CalledOff,
}

impl StoreError {
    /// Wraps what a database said.
    pub fn database(
        doing: &'static str,
        source: impl Into<Box<dyn std::error::Error + Send + Sync>>,
    ) -> StoreError {
        StoreError::Database {
            doing,
            source: source.into(),
        }
    }
}

impl From<Malformed> for StoreError {
    fn from(error: Malformed) -> Self {
        StoreError::Broken(error.to_string())
    }
}
