//! Parcels and settings, on PostgreSQL.

use outrider_model::id::{OrganisationId, PersonId};
use uuid::Uuid;

use super::super::{Parcel, Parcels, Settings, StoreError};
use super::Postgres;
use super::statement::{cells, statements};
use super::talk::{get, plain};

statements! {
    /// A parcel over the same person's.
    SAVE = "INSERT INTO parcel (org, id, person, sealed, expires, taken) \
        VALUES ($1, $2, $3, $4, $5, $6) \
        ON CONFLICT (org, id) DO UPDATE SET sealed = excluded.sealed, expires = excluded.expires, \
        taken = excluded.taken WHERE parcel.person = excluded.person";
    /// A person's.
    PARCEL = "SELECT sealed, expires, taken FROM parcel \
        WHERE org = $1 AND id = $2 AND person = $3 AND expires > $4";
    /// That it was taken.
    TAKE = "UPDATE parcel SET sealed = '', taken = coalesce(taken, $4) \
        WHERE org = $1 AND id = $2 AND person = $3";
    /// A setting by its name.
    SETTING = "SELECT value FROM setting WHERE org = $1 AND name = $2";
    /// A setting over the old one.
    SET = "INSERT INTO setting (org, name, value) VALUES ($1, $2, $3) \
        ON CONFLICT (org, name) DO UPDATE SET value = excluded.value";
    /// No setting.
    UNSET = "DELETE FROM setting WHERE org = $1 AND name = $2";
}

impl Parcels for Postgres {
    fn save_parcel(&self, parcel: &Parcel) -> Result<(), StoreError> {
        let cells = cells![
            parcel.id,
            parcel.person.0,
            parcel.sealed.clone(),
            parcel.expires,
            parcel.taken,
        ];
        self.write_of(parcel.organisation, |talk| {
            if talk.run(SAVE, cells)? == 1 {
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
        self.read_of(organisation, |talk| {
            let Some(row) = talk.row(PARCEL, cells![id, person.0, now])? else {
                return Ok(None);
            };
            Ok(Some(Parcel {
                organisation,
                id,
                person,
                sealed: get(&row, 0)?,
                expires: get(&row, 1)?,
                taken: get(&row, 2)?,
            }))
        })
    }

    fn take_parcel(
        &self,
        organisation: OrganisationId,
        person: PersonId,
        id: Uuid,
        now: i64,
    ) -> Result<bool, StoreError> {
        self.write_of(organisation, |talk| {
            Ok(talk.run(TAKE, cells![id, person.0, now])? == 1)
        })
    }
}

impl Settings for Postgres {
    fn setting(
        &self,
        organisation: OrganisationId,
        name: &str,
    ) -> Result<Option<String>, StoreError> {
        self.read_of(organisation, |talk| {
            let row = talk.row(SETTING, cells![plain(name)])?;
            row.map(|row| get(&row, 0)).transpose()
        })
    }

    fn save_setting(
        &self,
        organisation: OrganisationId,
        name: &str,
        value: Option<&str>,
    ) -> Result<(), StoreError> {
        let name = plain(name);
        self.write_of(organisation, |talk| match value {
            Some(value) => talk.send(SET, cells![name, plain(value)]),
            None => talk.send(UNSET, cells![name]),
        })
    }
}
