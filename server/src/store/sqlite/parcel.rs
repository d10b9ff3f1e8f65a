//! Parcels and settings, on SQLite.

use outrider_model::id::{OrganisationId, PersonId};
use rusqlite::{OptionalExtension, params};
use uuid::Uuid;

use super::super::{Parcel, Parcels, Settings, StoreError};
use super::Sqlite;

impl Parcels for Sqlite {
    fn save_parcel(&self, parcel: &Parcel) -> Result<(), StoreError> {
        self.write_of(parcel.organisation, |transaction, org| {
            let stored = transaction.execute(
                "INSERT INTO parcel (org, id, person, sealed, expires, taken) \
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6) \
                 ON CONFLICT (org, id) DO UPDATE SET sealed = excluded.sealed, \
                 expires = excluded.expires, taken = excluded.taken WHERE person = excluded.person",
                params![
                    org,
                    parcel.id.as_bytes(),
                    parcel.person.0.as_bytes(),
                    parcel.sealed,
                    parcel.expires,
                    parcel.taken
                ],
            )?;
            if stored == 1 {
                Ok(())
            } else {
                Err(StoreError::Taken("parcel"))
            }
        })
    }

    fn parcel(
        &self,
        organisation: OrganisationId,
        person: PersonId,
        id: Uuid,
        now: i64,
    ) -> Result<Option<Parcel>, StoreError> {
        self.read_of(organisation, |reader, org| {
            let mut statement = reader.prepare_cached(
                "SELECT sealed, expires, taken FROM parcel \
                 WHERE org = ?1 AND id = ?2 AND person = ?3 AND expires > ?4",
            )?;
            Ok(statement
                .query_row(
                    params![org, id.as_bytes(), person.0.as_bytes(), now],
                    |row| {
                        Ok(Parcel {
                            organisation,
                            id,
                            person,
                            sealed: row.get(0)?,
                            expires: row.get(1)?,
                            taken: row.get(2)?,
                        })
                    },
                )
                .optional()?)
        })
    }

    fn take_parcel(
        &self,
        organisation: OrganisationId,
        person: PersonId,
        id: Uuid,
        now: i64,
    ) -> Result<bool, StoreError> {
        self.write_of(organisation, |transaction, org| {
            let taken = transaction.execute(
                "UPDATE parcel SET sealed = x'', taken = coalesce(taken, ?4) \
                 WHERE org = ?1 AND id = ?2 AND person = ?3",
                params![org, id.as_bytes(), person.0.as_bytes(), now],
            )?;
            Ok(taken == 1)
        })
    }
}

impl Settings for Sqlite {
    fn setting(
        &self,
        organisation: OrganisationId,
        name: &str,
    ) -> Result<Option<String>, StoreError> {
        self.read_of(organisation, |reader, org| {
            let mut statement =
                reader.prepare_cached("SELECT value FROM setting WHERE org = ?1 AND name = ?2")?;
            Ok(statement
                .query_row(params![org, name], |row| row.get(0))
                .optional()?)
        })
    }

    fn save_setting(
        &self,
        organisation: OrganisationId,
        name: &str,
        value: Option<&str>,
    ) -> Result<(), StoreError> {
        self.write_of(organisation, |transaction, org| {
            match value {
                Some(value) => transaction.execute(
                    "INSERT INTO setting (org, name, value) VALUES (?1, ?2, ?3) \
                     ON CONFLICT (org, name) DO UPDATE SET value = excluded.value",
                    params![org, name, value],
                )?,
                None => transaction.execute(
                    "DELETE FROM setting WHERE org = ?1 AND name = ?2",
                    params![org, name],
                )?,
            };
            Ok(())
        })
    }
}
