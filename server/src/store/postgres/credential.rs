//! Credentials, on PostgreSQL.

use outrider_model::id::{OrganisationId, PersonId};
use tokio_postgres::Row;
use uuid::Uuid;

use super::super::{Credential, CredentialKind, Credentials, StoreError};
use super::statement::{cells, statements};
use super::talk::{get, plain};
use super::{Postgres, taken};

statements! {
    /// A credential over the old one.
    SAVE = "INSERT INTO credential (org, id, person, kind, name, handle, data, made, used) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) \
        ON CONFLICT (org, id) DO UPDATE SET name = excluded.name, handle = excluded.handle, \
        data = excluded.data, used = excluded.used";
    /// A person's.
    OF_PERSON = "SELECT id, person, kind, name, handle, data, made, used FROM credential \
        WHERE org = $1 AND person = $2 ORDER BY made, id";
    /// One by its handle.
    BY_HANDLE = "SELECT id, person, kind, name, handle, data, made, used FROM credential \
        WHERE org = $1 AND kind = $2 AND handle = $3";
    /// A use of one that nobody has used since.
    USE = "UPDATE credential SET data = $4, used = $5 WHERE org = $1 AND id = $2 AND data = $3";
    /// The end of one.
    REMOVE = "DELETE FROM credential WHERE org = $1 AND id = $2 AND person = $3";
}

impl Credentials for Postgres {
    fn save_credential(
        &self,
        organisation: OrganisationId,
        credential: &Credential,
    ) -> Result<(), StoreError> {
        let cells = cells![
            credential.id,
            credential.person.0,
            credential.kind.as_str().to_owned(),
            plain(&credential.name),
            credential.handle.clone(),
            credential.data.clone(),
            credential.made,
            credential.used,
        ];
        self.write_of(organisation, |talk| {
            talk.run_or(SAVE, cells, taken("credential"))?;
            Ok(())
        })
    }

    fn credentials(
        &self,
        organisation: OrganisationId,
        person: PersonId,
    ) -> Result<Vec<Credential>, StoreError> {
        self.read_of(organisation, |talk| {
            let rows = talk.rows(OF_PERSON, cells![person.0])?;
            rows.iter().map(credential).collect()
        })
    }

    fn credential(
        &self,
        organisation: OrganisationId,
        kind: &CredentialKind,
        handle: &[u8],
    ) -> Result<Option<Credential>, StoreError> {
        self.read_of(organisation, |talk| {
            let cells = cells![kind.as_str().to_owned(), handle.to_vec()];
            let row = talk.row(BY_HANDLE, cells)?;
            row.as_ref().map(credential).transpose()
        })
    }

    fn use_credential(
        &self,
        organisation: OrganisationId,
        seen: &Credential,
        data: &str,
        now: i64,
    ) -> Result<bool, StoreError> {
        let cells = cells![seen.id, seen.data.clone(), data.to_owned(), now];
        self.write_of(organisation, |talk| Ok(talk.run(USE, cells)? == 1))
    }

    fn remove_credential(
        &self,
        organisation: OrganisationId,
        person: PersonId,
        id: Uuid,
    ) -> Result<bool, StoreError> {
        self.write_of(organisation, |talk| {
            Ok(talk.run(REMOVE, cells![id, person.0])? == 1)
        })
    }
}

fn credential(row: &Row) -> Result<Credential, StoreError> {
    Ok(Credential {
        id: get(row, 0)?,
        person: PersonId(get(row, 1)?),
        kind: CredentialKind::from(get::<&str>(row, 2)?),
        name: get(row, 3)?,
        handle: get(row, 4)?,
        data: get(row, 5)?,
        made: get(row, 6)?,
        used: get(row, 7)?,
    })
}
