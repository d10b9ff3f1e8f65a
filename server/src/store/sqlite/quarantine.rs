//! Quarantine, on SQLite.

use outrider_model::id::{ChangeId, DeviceId, OrganisationId, PersonId};
use rusqlite::{Row, params};
use uuid::Uuid;

use super::super::{Custody, Detained, Quarantine, StoreError};
use super::{Sqlite, blob};

impl Quarantine for Sqlite {
    fn quarantine(
        &self,
        organisation: OrganisationId,
        changes: &[Detained],
    ) -> Result<usize, StoreError> {
        self.write_of(organisation, |transaction, org| {
            let mut statement = transaction.prepare_cached(
                "INSERT INTO quarantine (org, change, author, device, received, bytes, custody, \
                 settled_by, settled) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) \
                 ON CONFLICT DO NOTHING",
            )?;
            let mut new = 0;
            for one in changes {
                new += statement.execute(params![
                    org,
                    one.change.0.as_bytes(),
                    one.author.0.as_bytes(),
                    one.device.0.as_bytes(),
                    one.received,
                    one.bytes,
                    one.custody.as_str(),
                    one.settled_by.as_ref().map(|id| id.0.as_bytes()),
                    one.settled,
                ])?;
            }
            Ok(new)
        })
    }

    fn quarantined(
        &self,
        organisation: OrganisationId,
        author: Option<PersonId>,
    ) -> Result<Vec<Detained>, StoreError> {
        self.read_of(organisation, |reader, org| {
            let mut statement = reader.prepare_cached(
                "SELECT change, author, device, received, bytes, custody, settled_by, settled \
                 FROM quarantine WHERE org = ?1 AND (?2 IS NULL OR author = ?2) \
                 ORDER BY received, change",
            )?;
            let author = author.as_ref().map(|id| id.0.as_bytes());
            Ok(statement
                .query_map(params![org, author], read)?
                .collect::<Result<_, _>>()?)
        })
    }

    fn detained(
        &self,
        organisation: OrganisationId,
        device: DeviceId,
    ) -> Result<(u64, u64), StoreError> {
        self.read_of(organisation, |reader, org| {
            let mut statement = reader.prepare_cached(
                "SELECT count(*), coalesce(sum(length(bytes)), 0) FROM quarantine \
                 WHERE org = ?1 AND device = ?2 AND custody = 'waiting'",
            )?;
            let (count, bytes) = statement.query_row(params![org, device.0.as_bytes()], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })?;
            Ok((blob::count(count)?, blob::count(bytes)?))
        })
    }

    fn settle_quarantine(
        &self,
        organisation: OrganisationId,
        changes: &[ChangeId],
        custody: &Custody,
        by: PersonId,
        now: i64,
    ) -> Result<Vec<ChangeId>, StoreError> {
        self.write_of(organisation, |transaction, org| {
            let mut statement = transaction.prepare_cached(
                "UPDATE quarantine SET custody = ?3, settled_by = ?4, settled = ?5 \
                 WHERE org = ?1 AND change = ?2 AND custody = 'waiting'",
            )?;
            let mut settled = Vec::new();
            for change in changes {
                let done = statement.execute(params![
                    org,
                    change.0.as_bytes(),
                    custody.as_str(),
                    by.0.as_bytes(),
                    now
                ])?;
                settled.extend((done == 1).then_some(*change));
            }
            Ok(settled)
        })
    }

    fn empty_quarantine(
        &self,
        organisation: OrganisationId,
        before: i64,
    ) -> Result<usize, StoreError> {
        self.write_of(organisation, |transaction, org| {
            Ok(transaction.execute(
                "DELETE FROM quarantine WHERE org = ?1 AND received < ?2",
                params![org, before],
            )?)
        })
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<Detained> {
    let settled_by: Option<[u8; 16]> = row.get(6)?;
    Ok(Detained {
        change: ChangeId(blob::uuid(row, 0)?),
        author: PersonId(blob::uuid(row, 1)?),
        device: DeviceId(blob::uuid(row, 2)?),
        received: row.get(3)?,
        bytes: row.get(4)?,
        custody: Custody::from(row.get_ref(5)?.as_str()?),
        settled_by: settled_by.map(|id| PersonId(Uuid::from_bytes(id))),
        settled: row.get(7)?,
    })
}
