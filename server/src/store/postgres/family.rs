//! Families of tokens, on PostgreSQL.

use outrider_model::id::{DeviceId, OrganisationId, PersonId};
use tokio_postgres::Row;

use super::super::{Families, Family, StoreError};
use super::statement::{cells, statements};
use super::talk::{Cell, get, hash};
use super::{Postgres, cell};

statements! {
    /// A family over the phone's earlier one.
    SAVE = "INSERT INTO family (org, device, person, key, seed, generation, current, previous, \
        nonce, expires, revoked) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) \
        ON CONFLICT (org, device) DO UPDATE SET person = excluded.person, key = excluded.key, \
        seed = excluded.seed, generation = excluded.generation, current = excluded.current, \
        previous = excluded.previous, nonce = excluded.nonce, expires = excluded.expires, \
        revoked = excluded.revoked";
    /// A phone's.
    FAMILY = "SELECT device, person, key, seed, generation, current, previous, nonce, expires, \
        revoked FROM family WHERE org = $1 AND device = $2";
    /// The next generation over the one before it.
    TURN = "UPDATE family SET person = $3, key = $4, seed = $5, generation = $6, current = $7, \
        previous = $8, nonce = $9, expires = $10, revoked = $11 \
        WHERE org = $1 AND device = $2 AND generation = $6::bigint - 1 AND revoked IS NULL";
    /// The end of a person's.
    REVOKE = "UPDATE family SET revoked = $4 WHERE org = $1 AND person = $2 \
        AND ($3::uuid IS NULL OR device = $3) AND revoked IS NULL";
}

impl Families for Postgres {
    fn save_family(&self, family: &Family) -> Result<(), StoreError> {
        self.write_of(family.organisation, |talk| talk.send(SAVE, written(family)))
    }

    fn family(
        &self,
        organisation: OrganisationId,
        device: DeviceId,
    ) -> Result<Option<Family>, StoreError> {
        self.read_of(organisation, |talk| {
            let row = talk.row(FAMILY, cells![device.0])?;
            row.map(|row| read(organisation, &row)).transpose()
        })
    }

    fn turn_family(&self, family: &Family) -> Result<bool, StoreError> {
        self.write_of(family.organisation, |talk| {
            Ok(talk.run(TURN, written(family))? == 1)
        })
    }

    fn revoke_families(
        &self,
        organisation: OrganisationId,
        person: PersonId,
        device: Option<DeviceId>,
        now: i64,
    ) -> Result<usize, StoreError> {
        self.write_of(organisation, |talk| {
            talk.run(REVOKE, cells![person.0, device.map(|id| id.0), now])
        })
    }
}

fn written(family: &Family) -> Vec<Cell> {
    cells![
        family.device.0,
        family.person.0,
        family.key.clone(),
        family.seed.to_vec(),
        cell::stored(family.generation),
        family.current.to_vec(),
        family.previous.map(|hash| hash.to_vec()),
        family.nonce.map(|hash| hash.to_vec()),
        family.expires,
        family.revoked,
    ]
}

fn read(organisation: OrganisationId, row: &Row) -> Result<Family, StoreError> {
    let maybe = |column| -> Result<Option<[u8; 32]>, StoreError> {
        let is_there = get::<Option<&[u8]>>(row, column)?.is_some();
        is_there.then(|| hash(row, column)).transpose()
    };
    Ok(Family {
        organisation,
        device: DeviceId(get(row, 0)?),
        person: PersonId(get(row, 1)?),
        key: get(row, 2)?,
        seed: hash(row, 3)?,
        generation: cell::count(get(row, 4)?)?,
        current: hash(row, 5)?,
        previous: maybe(6)?,
        nonce: maybe(7)?,
        expires: get(row, 8)?,
        revoked: get(row, 9)?,
    })
}
