//! The audit log, on SQLite.

use outrider_model::id::{DeviceId, PersonId, RecordId};
use rusqlite::{Connection, OptionalExtension, Row, params};
use uuid::Uuid;

use super::super::{AuditFilter, AuditLine, AuditTip, StoreError};
use super::{blob, taken};

pub(super) fn tip(connection: &Connection, org: i64) -> Result<AuditTip, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT number, hash FROM audit WHERE org = ?1 ORDER BY number DESC LIMIT 1",
    )?;
    let mut rows = statement.query(params![org])?;
    match rows.next()? {
        Some(row) => Ok(AuditTip {
            number: blob::count(row.get(0)?)?,
            hash: row.get(1)?,
        }),
        None => Ok(AuditTip::default()),
    }
}

pub(super) fn append(
    connection: &Connection,
    org: i64,
    line: &AuditLine,
) -> Result<(), StoreError> {
    let mut statement = connection.prepare_cached(
        "INSERT INTO audit (org, number, at, actor, device, action, subject, keyed_by, detail, \
         digest, hash) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
    )?;
    statement
        .execute(params![
            org,
            blob::stored(line.number),
            line.at,
            line.actor.as_ref().map(|id| id.0.as_bytes()),
            line.device.as_ref().map(|id| id.0.as_bytes()),
            line.action,
            line.subject.as_ref().map(|id| id.0.as_bytes()),
            line.keyed_by.as_ref().map(|id| id.0.as_bytes()),
            line.detail,
            line.digest,
            line.hash,
        ])
        .map_err(taken("number"))?;
    Ok(())
}

pub(super) fn lines(
    connection: &Connection,
    org: i64,
    filter: &AuditFilter,
    limit: usize,
) -> Result<Vec<AuditLine>, StoreError> {
    let (past, order) = match filter.is_newest_first {
        true => ("number < ?2", "DESC"),
        false => ("number > ?2", "ASC"),
    };
    let mut statement = connection.prepare_cached(&format!(
        "SELECT number, at, actor, device, action, subject, keyed_by, detail, digest, hash \
         FROM audit WHERE org = ?1 AND {past} AND (?3 IS NULL OR actor = ?3) \
         AND (?4 IS NULL OR subject = ?4) AND substr(action, 1, length(?5)) = ?5 \
         AND (?6 IS NULL OR at >= ?6) AND (?7 IS NULL OR at < ?7) ORDER BY number {order} LIMIT ?8"
    ))?;
    let mut rows = statement.query(params![
        org,
        blob::stored(filter.start()),
        filter.actor.as_ref().map(|id| id.0.as_bytes()),
        filter.subject.as_ref().map(|id| id.0.as_bytes()),
        filter.action,
        filter.from,
        filter.to,
        i64::try_from(limit).unwrap_or(i64::MAX),
    ])?;
    let mut lines = Vec::new();
    while let Some(row) = rows.next()? {
        lines.push(line(row)?);
    }
    Ok(lines)
}

pub(super) fn key(
    connection: &Connection,
    org: i64,
    person: PersonId,
) -> Result<Option<[u8; 32]>, StoreError> {
    let mut statement =
        connection.prepare_cached("SELECT key FROM audit_key WHERE org = ?1 AND person = ?2")?;
    Ok(statement
        .query_row(params![org, person.0.as_bytes()], |row| row.get(0))
        .optional()?
        .flatten())
}

pub(super) fn keep_key(
    connection: &Connection,
    org: i64,
    person: PersonId,
    key: &[u8; 32],
) -> Result<bool, StoreError> {
    let mut statement = connection.prepare_cached(
        "INSERT INTO audit_key (org, person, key) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING",
    )?;
    Ok(statement.execute(params![org, person.0.as_bytes(), key])? == 1)
}

pub(super) fn destroy_key(
    connection: &Connection,
    org: i64,
    person: PersonId,
) -> Result<(), StoreError> {
    connection.execute(
        "INSERT INTO audit_key (org, person, key) VALUES (?1, ?2, NULL) \
         ON CONFLICT (org, person) DO UPDATE SET key = NULL",
        params![org, person.0.as_bytes()],
    )?;
    connection.execute(
        "UPDATE audit SET detail = NULL WHERE org = ?1 AND keyed_by = ?2",
        params![org, person.0.as_bytes()],
    )?;
    Ok(())
}

pub(super) fn keys(
    connection: &Connection,
    org: i64,
) -> Result<Vec<(PersonId, [u8; 32])>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT person, key FROM audit_key WHERE org = ?1 AND key IS NOT NULL ORDER BY person",
    )?;
    let keys = statement.query_map(params![org], |row| {
        Ok((PersonId(blob::uuid(row, 0)?), row.get(1)?))
    })?;
    Ok(keys.collect::<Result<_, _>>()?)
}

fn line(row: &Row<'_>) -> Result<AuditLine, StoreError> {
    let id = |column| -> Result<Option<Uuid>, StoreError> {
        let id: Option<[u8; 16]> = row.get(column)?;
        Ok(id.map(Uuid::from_bytes))
    };
    Ok(AuditLine {
        number: blob::count(row.get(0)?)?,
        at: row.get(1)?,
        actor: id(2)?.map(PersonId),
        device: id(3)?.map(DeviceId),
        action: row.get(4)?,
        subject: id(5)?.map(RecordId),
        keyed_by: id(6)?.map(PersonId),
        detail: row.get(7)?,
        digest: row.get(8)?,
        hash: row.get(9)?,
    })
}
