//! A PostgreSQL database, for servers that share it.
//!
//! The organisation leads every key; each transaction is one organisation's, and row security shows
//! it no other. A write takes the lock of the organisation's `head` row first, so that sequences
//! become visible in their order, whichever server wrote.

mod account;
mod address;
mod audit;
mod backup;
mod catalogue;
mod credential;
mod distribute;
mod engine;
mod erasure;
mod failure;
mod family;
mod feed;
mod history;
mod ledger;
mod life;
mod migrate;
mod parcel;
mod pool;
mod quarantine;
mod query;
mod side;
mod statement;
mod talk;
#[cfg(test)]
pub(super) mod testing;
#[cfg(test)]
mod tests;
mod ticket;
mod transfer;
mod unverified;
mod voice;
mod work;

use std::fmt;
use std::sync::{Arc, OnceLock};

use outrider_model::id::{EpochId, OrganisationId};
use tokio::sync::broadcast;

use super::{Act, Heard, Look, Store, StoreError, Tenant, cell};
use address::Address;
pub use backup::Aside;
pub use distribute::Distributed;
use engine::Engine;
use failure::{failed, taken};
use feed::PostgresSnapshot;
use ledger::PostgresLedger;
use life::Life;
use pool::{Pool, Taken};
use statement::{cells, statements};
use talk::{Mode, Talk, get};
use voice::Voice;

statements! {
    /// The counters, and the lock of the organisation.
    LOCK = "SELECT head, received, directory, records FROM head WHERE org = $1 FOR UPDATE";
    /// The newest sequence.
    HEAD = "SELECT head FROM head WHERE org = $1";
    /// What caches of rights hang on.
    DIRECTORY = "SELECT directory FROM head WHERE org = $1";
    /// A new organisation in the table of all.
    ENTER = "INSERT INTO tenant (org, slug) VALUES ($1, $2)";
    /// Its counters.
    FOUND = "INSERT INTO head (org) VALUES ($1)";
}

/// A database on a server.
pub struct Postgres {
    voice: OnceLock<Voice>,
    address: Arc<Address>,
    parts: Parts,
}

/// What transactions are made with. Connections go before the thread that they live on.
struct Parts {
    pool: Pool,
    life: Life,
    engine: Engine,
}

impl Parts {
    /// Takes a connection; one that is new is looked at first.
    fn link(&self) -> Result<Taken, StoreError> {
        let Taken { link, is_fresh } = self.pool.take(&self.engine)?;
        if !is_fresh {
            return Ok(Taken { link, is_fresh });
        }
        let link = life::check(self, link)?;
        Ok(Taken { link, is_fresh })
    }
}

impl Postgres {
    /// Opens the database of an address, makes its tables where they are missing, and brings an
    /// older one up to this version, which `aside` copies before. Several servers may do so at once.
    ///
    /// # Errors
    /// [`StoreError::Newer`] for a database of a newer version; [`StoreError::Database`] when it
    /// cannot be reached or its role passes by row security. The database is then as it was.
    pub fn open_copying(url: &str, aside: &Aside) -> Result<Postgres, StoreError> {
        Postgres::open_with(url, false, aside, migrate::STEPS)
    }

    /// As [`Postgres::open_copying`], with copies in the working folder.
    ///
    /// # Errors
    /// As [`Postgres::open_copying`].
    pub fn open(url: &str) -> Result<Postgres, StoreError> {
        Postgres::open_copying(url, &Aside::Dumped(".".into()))
    }

    /// Opens a database without the application's own check of the organisation: what row security
    /// does alone.
    #[cfg(test)]
    pub(in crate::store) fn open_unfiltered(url: &str) -> Result<Postgres, StoreError> {
        Postgres::open_with(url, true, &Aside::Nothing, migrate::STEPS)
    }

    fn open_with(
        url: &str,
        is_unfiltered: bool,
        aside: &Aside,
        steps: &[(&str, &str)],
    ) -> Result<Postgres, StoreError> {
        let address = Arc::new(Address::parse(url)?);
        let parts = Parts {
            pool: Pool::new(Arc::clone(&address), is_unfiltered),
            life: Life::default(),
            engine: Engine::start()?,
        };
        let link = parts.pool.take(&parts.engine)?.link;
        life::look(&parts, &link)?;
        migrate::migrate(&parts.engine, &link.client, steps, |next| {
            let Aside::Dumped(folder) = aside else {
                return Ok(());
            };
            let tenants = life::tenants(&parts, &link)?;
            let copies = backup::before(&address.config, &tenants, next, folder)?;
            tracing::info!(?copies, next, "the database is copied aside, then migrated");
            Ok(())
        })?;
        let link = life::check(&parts, link)?;
        parts.pool.give(link);
        Ok(Postgres {
            voice: OnceLock::new(),
            address,
            parts,
        })
    }

    /// Begins a transaction of an organisation, which has to be there.
    fn begin(
        &self,
        organisation: OrganisationId,
        mode: Mode,
    ) -> Result<(Talk<'_>, u64), StoreError> {
        let (talk, rows) = Talk::begin(&self.parts, organisation, mode, HEAD)?;
        let head = rows.first().map(|row| get(row, 0)).transpose();
        match head {
            Ok(Some(head)) => Ok((talk, cell::count(head)?)),
            Ok(None) => {
                talk.roll_back();
                Err(StoreError::NoSuchOrganisation)
            }
            Err(error) => {
                talk.roll_back();
                Err(error)
            }
        }
    }

    /// Reads of one unmoving state of an organisation.
    fn read_of<T>(
        &self,
        organisation: OrganisationId,
        work: impl FnOnce(&mut Talk<'_>) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let (talk, _) = self.begin(organisation, Mode::Read)?;
        end(talk, work)
    }

    /// Writes for an organisation, in a transaction of its own, beside ingest and not behind it.
    fn write_of<T>(
        &self,
        organisation: OrganisationId,
        work: impl FnOnce(&mut Talk<'_>) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let (talk, _) = self.begin(organisation, Mode::Write)?;
        end(talk, work)
    }
}

/// Does the work and ends the transaction with it.
fn end<T>(
    mut talk: Talk<'_>,
    work: impl FnOnce(&mut Talk<'_>) -> Result<T, StoreError>,
) -> Result<T, StoreError> {
    match work(&mut talk) {
        Ok(done) => {
            talk.commit()?;
            Ok(done)
        }
        Err(error) => {
            talk.roll_back();
            Err(error)
        }
    }
}

impl Store for Postgres {
    fn found(&self, tenant: &Tenant, epoch: EpochId) -> Result<(), StoreError> {
        let Taken { link, .. } = self.parts.link()?;
        let life = self.parts.life.known().unwrap_or_default();
        let mut talk = Talk::over(&self.parts, tenant.id, link);
        talk.open(Mode::Write, HEAD)?;
        end(talk, |talk| {
            talk.run_or(ENTER, cells![tenant.slug.clone()], taken("slug"))?;
            talk.send(FOUND, cells![])?;
            life::write(talk, 1, epoch, 0, &life)
        })
    }

    fn tenants(&self) -> Result<Vec<Tenant>, StoreError> {
        let Taken { link, is_fresh } = self.parts.link()?;
        match life::tenants(&self.parts, &link) {
            Ok(tenants) => {
                self.parts.pool.give(link);
                Ok(tenants)
            }
            Err(_) if !is_fresh => {
                drop(link);
                self.parts.pool.forget_idle();
                self.tenants()
            }
            Err(error) => Err(error),
        }
    }

    fn tenant(&self, slug: &str) -> Result<Option<Tenant>, StoreError> {
        Ok(self
            .tenants()?
            .into_iter()
            .find(|tenant| tenant.slug == slug))
    }

    /// A life of PostgreSQL is longer than one of a server of ours: an epoch begins with the first
    /// connection to a database that was restored, failed over or started again, and this looks
    /// once more. Epochs are named after the life, so that several servers name them alike.
    fn open_epoch(&self, _mint: &mut dyn FnMut() -> EpochId) -> Result<(), StoreError> {
        let Taken { link, .. } = self.parts.link()?;
        self.parts.pool.give(life::check(&self.parts, link)?);
        Ok(())
    }

    fn head(&self, organisation: OrganisationId) -> Result<u64, StoreError> {
        let (talk, head) = self.begin(organisation, Mode::Read)?;
        end(talk, |_| Ok(head))
    }

    fn directory(&self, organisation: OrganisationId) -> Result<u64, StoreError> {
        let (talk, rows) = Talk::begin(&self.parts, organisation, Mode::Read, DIRECTORY)?;
        let row = rows.first().ok_or(StoreError::NoSuchOrganisation);
        end(talk, |_| cell::count(get(row?, 0)?))
    }

    fn transact(&self, organisation: OrganisationId, act: Act<'_>) -> Result<(), StoreError> {
        let (before, after) = PostgresLedger::work(&self.parts, organisation, act)?;
        if let Some(voice) = self.voice.get()
            && after != before
        {
            voice.say(organisation, after);
        }
        Ok(())
    }

    fn snapshot(&self, organisation: OrganisationId, look: Look<'_>) -> Result<(), StoreError> {
        let (talk, head) = self.begin(organisation, Mode::Read)?;
        let snapshot = PostgresSnapshot::new(talk, head);
        let looked = look(&snapshot);
        snapshot.end(looked)
    }

    fn heard(&self) -> Option<broadcast::Receiver<Heard>> {
        let start = || Voice::start(&self.parts.engine, Arc::clone(&self.address));
        Some(self.voice.get_or_init(start).hear())
    }
}

impl fmt::Debug for Postgres {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Postgres").finish_non_exhaustive()
    }
}
