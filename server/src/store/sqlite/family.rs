//! Families of tokens, on SQLite.

use outrider_model::id::{DeviceId, OrganisationId, PersonId};
use rusqlite::{Row, Transaction, params};

use super::super::{Families, Family, StoreError};
use super::{Sqlite, blob};

impl Families for Sqlite {
    fn save_family(&self, family: &Family) -> Result<(), StoreError> {
        self.write_of(family.organisation, |transaction, org| {
            transaction.execute(
                "DELETE FROM family WHERE org = ?1 AND device = ?2",
                params![org, family.device.0.as_bytes()],
            )?;
            insert(transaction, org, family)
        })
    }

    fn family(
        &self,
        organisation: OrganisationId,
        device: DeviceId,
    ) -> Result<Option<Family>, StoreError> {
        self.read_of(organisation, |reader, org| {
            let mut statement = reader.prepare_cached(
                "SELECT device, person, key, seed, generation, current, previous, nonce, expires, \
                 revoked FROM family WHERE org = ?1 AND device = ?2",
            )?;
            let mut rows = statement.query(params![org, device.0.as_bytes()])?;
            rows.next()?.map(|row| read(organisation, row)).transpose()
        })
    }

    fn turn_family(&self, family: &Family) -> Result<bool, StoreError> {
        self.write_of(family.organisation, |transaction, org| {
            let before = family.generation.checked_sub(1).map(blob::stored);
            let removed = transaction.execute(
                "DELETE FROM family WHERE org = ?1 AND device = ?2 AND generation = ?3 \
                 AND revoked IS NULL",
                params![org, family.device.0.as_bytes(), before],
            )?;
            if removed == 1 {
                insert(transaction, org, family)?;
            }
            Ok(removed == 1)
        })
    }

    fn revoke_families(
        &self,
        organisation: OrganisationId,
        person: PersonId,
        device: Option<DeviceId>,
        now: i64,
    ) -> Result<usize, StoreError> {
        self.write_of(organisation, |transaction, org| {
            let of = device.as_ref().map(|id| id.0.as_bytes());
            Ok(transaction.execute(
                "UPDATE family SET revoked = ?4 WHERE org = ?1 AND person = ?2 \
                 AND (?3 IS NULL OR device = ?3) AND revoked IS NULL",
                params![org, person.0.as_bytes(), of, now],
            )?)
        })
    }
}

fn insert(transaction: &Transaction<'_>, org: i64, family: &Family) -> Result<(), StoreError> {
    let mut statement = transaction.prepare_cached(
        "INSERT INTO family (org, device, person, key, seed, generation, current, previous, nonce, \
         expires, revoked) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
    )?;
    statement.execute(params![
        org,
        family.device.0.as_bytes(),
        family.person.0.as_bytes(),
        family.key,
        family.seed,
        blob::stored(family.generation),
        family.current,
        family.previous,
        family.nonce,
        family.expires,
        family.revoked,
    ])?;
    Ok(())
}

fn read(organisation: OrganisationId, row: &Row<'_>) -> Result<Family, StoreError> {
    Ok(Family {
        organisation,
        device: DeviceId(blob::uuid(row, 0)?),
        person: PersonId(blob::uuid(row, 1)?),
        key: row.get(2)?,
        seed: row.get(3)?,
        generation: blob::count(row.get(4)?)?,
        current: row.get(5)?,
        previous: row.get(6)?,
        nonce: row.get(7)?,
        expires: row.get(8)?,
        revoked: row.get(9)?,
    })
}
