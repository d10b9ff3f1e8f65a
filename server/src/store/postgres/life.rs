//! Lives of the database: whether what was acknowledged may have been lost.
//!
//! A life ends when the database is restored, fails over or starts again: its name is made of the
//! cluster's identifier, its timeline, the moment when it started, and where the organisations'
//! counters are kept. It is looked at on each new connection, since none outlives a start; an epoch
//! more than needed costs a phone nothing.

use std::sync::{Mutex, PoisonError};

use outrider_model::id::{EpochId, OrganisationId};
use tokio_postgres::Row;
use uuid::Uuid;

use super::super::{StoreError, Tenant};
use super::Parts;
use super::failure::failed;
use super::pool::Link;
use super::statement::{cells, statements};
use super::talk::{Mode, Talk, get};
use super::{LOCK, cell};

statements! {
    /// Who speaks to the database, and in which life of it.
    LIFE = "SELECT current_user::text, rolsuper OR rolbypassrls, \
        (SELECT system_identifier::text FROM pg_control_system()) \
        || '/' || substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8) \
        || '/' || extract(epoch FROM pg_postmaster_start_time())::text \
        || '/' || (SELECT oid::text FROM pg_database WHERE datname = current_database()) \
        || '/' || coalesce(pg_relation_filenode(to_regclass('head'))::text, '') \
        FROM pg_roles WHERE rolname = current_user";
    /// Every organisation.
    TENANTS = "SELECT org, slug FROM tenant ORDER BY slug";
    /// The present life of an organisation.
    PRESENT = "SELECT number, life FROM epoch WHERE org = $1 ORDER BY number DESC LIMIT 1";
    /// A new one.
    BEGIN = "INSERT INTO epoch (org, number, epoch, first, life) VALUES ($1, $2, $3, $4, $5)";
}

/// The statements that are of no one organisation.
#[cfg(test)]
pub(super) const OF_ALL: [super::statement::Sql; 2] = [LIFE, TENANTS];

/// The life that this process knows of.
#[derive(Debug, Default)]
pub(super) struct Life(Mutex<Option<String>>);

impl Life {
    /// Returns the life as it was last seen.
    pub(super) fn known(&self) -> Option<String> {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    fn learn(&self, life: String) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(life);
    }
}

/// Refuses a role that row security does not bind, and returns the name of the life.
pub(super) fn look(parts: &Parts, link: &Link) -> Result<String, StoreError> {
    let rows = parts
        .engine
        .wait(link.client.query(LIFE.text(), &[]))?
        .map_err(failed("asking who is speaking"))?;
    let row = rows
        .first()
        .ok_or_else(|| StoreError::Broken("the role is unknown to the database".into()))?;
    let (role, is_free): (String, bool) = (get(row, 0)?, get(row, 1)?);
    if is_free {
        return Err(StoreError::database(
            "looking at the role",
            format!(
                "the role {role} passes by row security, which keeps organisations apart. Make one \
                 that does not: CREATE ROLE outrider LOGIN NOSUPERUSER NOBYPASSRLS PASSWORD '...'; \
                 CREATE DATABASE outrider OWNER outrider; and name it in the address"
            ),
        ));
    }
    get(row, 2)
}

/// Begins a new epoch for every organisation when this is another life than the last.
pub(super) fn check(parts: &Parts, mut link: Link) -> Result<Link, StoreError> {
    let life = look(parts, &link)?;
    if parts.life.known().as_ref() == Some(&life) {
        return Ok(link);
    }
    for tenant in tenants(parts, &link)? {
        link = begin(parts, link, tenant.id, &life)?;
    }
    parts.life.learn(life);
    Ok(link)
}

/// Reads the table of tenants.
pub(super) fn tenants(parts: &Parts, link: &Link) -> Result<Vec<Tenant>, StoreError> {
    let rows = parts
        .engine
        .wait(link.client.query(TENANTS.text(), &[]))?
        .map_err(failed("reading the organisations"))?;
    rows.iter().map(tenant).collect()
}

fn tenant(row: &Row) -> Result<Tenant, StoreError> {
    Ok(Tenant {
        id: OrganisationId(get(row, 0)?),
        slug: get(row, 1)?,
    })
}

/// The head is read under its lock: nobody writes in the new life before it has its epoch.
fn begin(
    parts: &Parts,
    link: Link,
    organisation: OrganisationId,
    life: &str,
) -> Result<Link, StoreError> {
    let mut talk = Talk::over(parts, organisation, link);
    let present = talk.open(Mode::Write, PRESENT)?;
    if read(present.first())?.1 == life {
        return talk.commit_and_stay();
    }
    if let Some(head) = talk.row(LOCK, cells![])? {
        // Another server may have found it out meanwhile.
        let (number, was) = read(talk.row(PRESENT, cells![])?.as_ref())?;
        if was != life {
            let (epoch, first) = (named(organisation, life), cell::count(get(&head, 0)?)?);
            write(&mut talk, number + 1, epoch, first, life)?;
        }
    }
    talk.commit_and_stay()
}

fn read(present: Option<&Row>) -> Result<(i64, String), StoreError> {
    match present {
        Some(row) => Ok((get(row, 0)?, get(row, 1)?)),
        None => Ok((0, String::new())),
    }
}

/// Writes an epoch.
pub(super) fn write(
    talk: &mut Talk<'_>,
    number: i64,
    epoch: EpochId,
    first: u64,
    life: &str,
) -> Result<(), StoreError> {
    let cells = cells![number, epoch.0, cell::stored(first), life.to_owned()];
    talk.send(BEGIN, cells)
}

/// Two servers that find the same life name its epoch alike.
fn named(organisation: OrganisationId, life: &str) -> EpochId {
    EpochId(Uuid::new_v5(&organisation.0, life.as_bytes()))
}
