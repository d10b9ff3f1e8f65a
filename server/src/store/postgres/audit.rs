//! The audit log, on PostgreSQL.

use outrider_model::id::{DeviceId, PersonId, RecordId};
use tokio_postgres::Row;
use uuid::Uuid;

use super::super::{AuditFilter, AuditLine, AuditTip, StoreError};
use super::statement::{cells, statements};
use super::talk::{Talk, get, hash};
use super::{cell, taken};

statements! {
    /// The newest line.
    TIP = "SELECT number, hash FROM audit WHERE org = $1 ORDER BY number DESC LIMIT 1";
    /// A new line.
    APPEND = "INSERT INTO audit (org, number, at, actor, device, action, subject, keyed_by, \
        detail, digest, hash) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    /// Lines by number.
    LINES = "SELECT number, at, actor, device, action, subject, keyed_by, detail, digest, hash \
        FROM audit WHERE org = $1 AND number > $2 AND ($3::uuid IS NULL OR actor = $3) \
        AND ($4::uuid IS NULL OR subject = $4) AND starts_with(action, $5) \
        AND ($6::bigint IS NULL OR at >= $6) AND ($7::bigint IS NULL OR at < $7) \
        ORDER BY number LIMIT $8";
    /// Lines by number, the newest first.
    NEWEST = "SELECT number, at, actor, device, action, subject, keyed_by, detail, digest, hash \
        FROM audit WHERE org = $1 AND number < $2 AND ($3::uuid IS NULL OR actor = $3) \
        AND ($4::uuid IS NULL OR subject = $4) AND starts_with(action, $5) \
        AND ($6::bigint IS NULL OR at >= $6) AND ($7::bigint IS NULL OR at < $7) \
        ORDER BY number DESC LIMIT $8";
    /// A person's key.
    KEY = "SELECT key FROM audit_key WHERE org = $1 AND person = $2";
    /// A new key.
    KEEP_KEY = "INSERT INTO audit_key (org, person, key) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
    /// A key that is no more.
    DESTROY_KEY = "INSERT INTO audit_key (org, person, key) VALUES ($1, $2, NULL) \
        ON CONFLICT (org, person) DO UPDATE SET key = NULL";
    /// The details that it keyed.
    BLANK = "UPDATE audit SET detail = NULL WHERE org = $1 AND keyed_by = $2";
    /// Every key that is.
    KEYS = "SELECT person, key FROM audit_key WHERE org = $1 AND key IS NOT NULL ORDER BY person";
}

pub(super) fn tip(talk: &mut Talk<'_>) -> Result<AuditTip, StoreError> {
    match talk.row(TIP, cells![])? {
        Some(row) => Ok(AuditTip {
            number: cell::count(get(&row, 0)?)?,
            hash: hash(&row, 1)?,
        }),
        None => Ok(AuditTip::default()),
    }
}

pub(super) fn append(talk: &mut Talk<'_>, line: &AuditLine) -> Result<(), StoreError> {
    let cells = cells![
        cell::stored(line.number),
        line.at,
        line.actor.map(|id| id.0),
        line.device.map(|id| id.0),
        line.action.clone(),
        line.subject.map(|id| id.0),
        line.keyed_by.map(|id| id.0),
        line.detail.clone(),
        line.digest.to_vec(),
        line.hash.to_vec(),
    ];
    talk.run_or(APPEND, cells, taken("number"))?;
    Ok(())
}

pub(super) fn lines(
    talk: &mut Talk<'_>,
    filter: &AuditFilter,
    limit: usize,
) -> Result<Vec<AuditLine>, StoreError> {
    let cells = cells![
        cell::stored(filter.start()),
        filter.actor.map(|id| id.0),
        filter.subject.map(|id| id.0),
        super::talk::plain(&filter.action),
        filter.from,
        filter.to,
        cell::whole(limit),
    ];
    let statement = match filter.is_newest_first {
        true => NEWEST,
        false => LINES,
    };
    talk.rows(statement, cells)?.iter().map(line).collect()
}

pub(super) fn key(talk: &mut Talk<'_>, person: PersonId) -> Result<Option<[u8; 32]>, StoreError> {
    let Some(row) = talk.row(KEY, cells![person.0])? else {
        return Ok(None);
    };
    match get::<Option<&[u8]>>(&row, 0)? {
        Some(_) => hash(&row, 0).map(Some),
        None => Ok(None),
    }
}

pub(super) fn keep_key(
    talk: &mut Talk<'_>,
    person: PersonId,
    key: &[u8; 32],
) -> Result<bool, StoreError> {
    Ok(talk.run(KEEP_KEY, cells![person.0, key.to_vec()])? == 1)
}

pub(super) fn destroy_key(talk: &mut Talk<'_>, person: PersonId) -> Result<(), StoreError> {
    talk.send(DESTROY_KEY, cells![person.0])?;
    talk.send(BLANK, cells![person.0])
}

pub(super) fn keys(talk: &mut Talk<'_>) -> Result<Vec<(PersonId, [u8; 32])>, StoreError> {
    let rows = talk.rows(KEYS, cells![])?;
    rows.iter()
        .map(|row| Ok((PersonId(get(row, 0)?), hash(row, 1)?)))
        .collect()
}

fn line(row: &Row) -> Result<AuditLine, StoreError> {
    let id = |column| get::<Option<Uuid>>(row, column);
    Ok(AuditLine {
        number: cell::count(get(row, 0)?)?,
        at: get(row, 1)?,
        actor: id(2)?.map(PersonId),
        device: id(3)?.map(DeviceId),
        action: get(row, 4)?,
        subject: id(5)?.map(RecordId),
        keyed_by: id(6)?.map(PersonId),
        detail: get(row, 7)?,
        digest: hash(row, 8)?,
        hash: hash(row, 9)?,
    })
}
