//! People, and the small records that everybody holds.

use outrider_model::id::{PersonId, TeamId};
use outrider_model::record::{Kind, Record, Role};

use super::super::Reader;
use super::{uuid_or_none, word};
use crate::error::Result;

/// A person of the directory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonRow {
    /// The person.
    pub id: PersonId,
    /// Full name.
    pub name: String,
    /// What the person may do.
    pub role: Role,
    /// Which team.
    pub team: Option<TeamId>,
    /// Whether the person works here no more.
    pub revoked: bool,
}

impl Reader<'_> {
    /// Returns a person of the directory.
    ///
    /// # Errors
    /// Those of storage.
    pub fn person(&self, id: PersonId) -> Result<Option<PersonRow>> {
        self.one(
            "SELECT person.name, person.role, person.team, person.revoked
             FROM record JOIN person ON person.rid = record.rid WHERE record.id = ?1",
            [id.0.as_bytes()],
            |row| {
                Ok(PersonRow {
                    id,
                    name: row.get(0)?,
                    role: word(row, 1)?,
                    team: uuid_or_none(row, 2)?.map(TeamId),
                    revoked: row.get(3)?,
                })
            },
        )
    }

    /// Returns every record of one of the small kinds: activity types, teams, the organisation,
    /// devices, series.
    ///
    /// # Errors
    /// Those of storage and of records.
    pub fn small_records(&self, kind: &Kind) -> Result<Vec<Record>> {
        let found = self.list(
            "SELECT bytes FROM record
             WHERE kind = ?1 AND kind NOT IN ('task', 'customer', 'note', 'check_in', 'diary', 'draft') ORDER BY id",
            [kind.as_str()],
            |row| row.get::<_, Vec<u8>>(0),
        )?;
        found
            .iter()
            .map(|bytes| Ok(Record::parse(bytes)?))
            .collect()
    }
}
