//! Credentials, on SQLite.

use outrider_model::id::{OrganisationId, PersonId};
use rusqlite::{OptionalExtension, Row, params};
use uuid::Uuid;

use super::super::{Credential, CredentialKind, Credentials, StoreError};
use super::{Sqlite, blob, taken};

const CREDENTIALS: &str =
    "SELECT id, person, kind, name, handle, data, made, used FROM credential WHERE org = ?1";

impl Credentials for Sqlite {
    fn save_credential(
        &self,
        organisation: OrganisationId,
        credential: &Credential,
    ) -> Result<(), StoreError> {
        self.write_of(organisation, |transaction, org| {
            let mut statement = transaction.prepare_cached(
                "INSERT INTO credential (org, id, person, kind, name, handle, data, made, used) \
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) \
                 ON CONFLICT (org, id) DO UPDATE SET name = excluded.name, \
                 handle = excluded.handle, data = excluded.data, used = excluded.used",
            )?;
            statement
                .execute(params![
                    org,
                    credential.id.as_bytes(),
                    credential.person.0.as_bytes(),
                    credential.kind.as_str(),
                    credential.name,
                    credential.handle,
                    credential.data,
                    credential.made,
                    credential.used,
                ])
                .map_err(taken("credential"))?;
            Ok(())
        })
    }

    fn credentials(
        &self,
        organisation: OrganisationId,
        person: PersonId,
    ) -> Result<Vec<Credential>, StoreError> {
        self.read_of(organisation, |reader, org| {
            let mut statement = reader
                .prepare_cached(&format!("{CREDENTIALS} AND person = ?2 ORDER BY made, id"))?;
            Ok(statement
                .query_map(params![org, person.0.as_bytes()], credential)?
                .collect::<Result<_, _>>()?)
        })
    }

    fn credential(
        &self,
        organisation: OrganisationId,
        kind: &CredentialKind,
        handle: &[u8],
    ) -> Result<Option<Credential>, StoreError> {
        self.read_of(organisation, |reader, org| {
            let mut statement =
                reader.prepare_cached(&format!("{CREDENTIALS} AND kind = ?2 AND handle = ?3"))?;
            Ok(statement
                .query_row(params![org, kind.as_str(), handle], credential)
                .optional()?)
        })
    }

    fn use_credential(
        &self,
        organisation: OrganisationId,
        seen: &Credential,
        data: &str,
        now: i64,
    ) -> Result<bool, StoreError> {
        self.write_of(organisation, |transaction, org| {
            let used = transaction.execute(
                "UPDATE credential SET data = ?4, used = ?5 WHERE org = ?1 AND id = ?2 AND data = ?3",
                params![org, seen.id.as_bytes(), seen.data, data, now],
            )?;
            Ok(used == 1)
        })
    }

    fn remove_credential(
        &self,
        organisation: OrganisationId,
        person: PersonId,
        id: Uuid,
    ) -> Result<bool, StoreError> {
        self.write_of(organisation, |transaction, org| {
            let removed = transaction.execute(
                "DELETE FROM credential WHERE org = ?1 AND id = ?2 AND person = ?3",
                params![org, id.as_bytes(), person.0.as_bytes()],
            )?;
            Ok(removed == 1)
        })
    }
}

fn credential(row: &Row<'_>) -> rusqlite::Result<Credential> {
    Ok(Credential {
        id: blob::uuid(row, 0)?,
        person: PersonId(blob::uuid(row, 1)?),
        kind: CredentialKind::from(row.get_ref(2)?.as_str()?),
        name: row.get(3)?,
        handle: row.get(4)?,
        data: row.get(5)?,
        made: row.get(6)?,
        used: row.get(7)?,
    })
}
