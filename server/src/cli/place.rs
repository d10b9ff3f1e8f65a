//! Where everything is kept: a folder, or a database on a server.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::CliError;
use crate::store::postgres::{Aside, Postgres};
use crate::store::sqlite::{ServeLock, Sqlite};
use crate::store::{Store, StoreError};

/// A place that a command was pointed at. It is shown without its password.
#[derive(Clone, PartialEq, Eq)]
pub(super) enum Place {
    /// SQLite in a folder.
    Folder(PathBuf),
    /// PostgreSQL, by its address.
    Database(String),
}

/// What a database's address begins with.
const SCHEMES: [&str; 2] = ["postgres://", "postgresql://"];

impl Place {
    /// Reads what follows `--database`.
    pub(super) fn database(address: &str) -> Result<Place, CliError> {
        match Place::named(address) {
            place @ Place::Database(_) => Ok(place),
            Place::Folder(_) => Err(CliError::Usage(format!(
                "--database: an address begins with {}; a folder is named with --data",
                SCHEMES[0]
            ))),
        }
    }

    /// Reads an address or a folder.
    pub(super) fn named(word: &str) -> Place {
        if SCHEMES.iter().any(|scheme| word.starts_with(scheme)) {
            Place::Database(word.to_owned())
        } else {
            Place::Folder(PathBuf::from(word))
        }
    }

    /// Opens it, makes what is missing and brings what is older up to this version. A folder's file
    /// is always copied before.
    pub(super) fn open(&self, aside: &Aside) -> Result<Arc<dyn Store>, StoreError> {
        Ok(match self {
            Place::Folder(folder) => Arc::new(Sqlite::open(folder)?),
            Place::Database(address) => Arc::new(Postgres::open_copying(address, aside)?),
        })
    }

    /// Keeps servers away from a folder; a database may have many.
    pub(super) fn lock(&self) -> Result<Option<ServeLock>, StoreError> {
        match self {
            Place::Folder(folder) => Sqlite::lock(folder).map(Some),
            Place::Database(_) => Ok(None),
        }
    }

    /// Tells whether there is a database in the folder already.
    pub(super) fn is_there(&self) -> bool {
        match self {
            Place::Folder(folder) => folder.join(crate::store::sqlite::FILE).exists(),
            Place::Database(_) => true,
        }
    }
}

impl From<&Path> for Place {
    fn from(folder: &Path) -> Self {
        Place::Folder(folder.to_owned())
    }
}

impl fmt::Display for Place {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Place::Folder(folder) => write!(out, "{}", folder.display()),
            Place::Database(address) => {
                let (scheme, rest) = address.split_once("://").unwrap_or(("postgres", ""));
                let rest = rest.split('?').next().unwrap_or_default();
                let bare = rest.rsplit('@').next().unwrap_or_default();
                write!(out, "{scheme}://{bare}")
            }
        }
    }
}

impl fmt::Debug for Place {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_shown_without_who_and_password() {
        let shown = |word: &str| Place::named(word).to_string();
        let address = "postgres://o:p%40ss@word@db:5432/outrider?password=secret";
        assert_eq!(shown(address), "postgres://db:5432/outrider");
        assert_eq!(format!("{:?}", Place::named(address)), shown(address));
        assert_eq!(
            shown("postgresql://db/outrider"),
            "postgresql://db/outrider"
        );
        assert_eq!(shown("some/folder"), "some/folder");
        assert!(Place::database("some/folder").is_err());
    }
}
