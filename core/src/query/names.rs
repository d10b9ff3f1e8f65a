//! The names behind ids.

use std::collections::{BTreeMap, BTreeSet};

use outrider_model::id::{ActivityTypeId, PersonId, RecordId, TeamId};
use outrider_model::record::{ActivityType, Field, Kind, Organisation, Reason, Record, Team};
use serde::Serialize;

use crate::error::Result;
use crate::store::Reader;

/// A kind of activity, as a screen names it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct ActivityName {
    /// Which.
    pub id: ActivityTypeId,
    /// What people read; none when this phone does not hold it.
    pub name: Option<String>,
    /// Whether it is no longer offered.
    pub retired: bool,
}

/// Names that a screen needs. What is missing is not on this phone; screens then show none.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Names {
    /// People.
    pub people: BTreeMap<PersonId, String>,
    /// Teams.
    pub teams: BTreeMap<TeamId, String>,
    /// Kinds of activity, retired ones too.
    pub activities: BTreeMap<ActivityTypeId, ActivityType>,
    /// The reasons that the organisation has words for, retired ones too.
    pub reasons: BTreeMap<String, Reason>,
    /// What records are called: tasks by their titles, notes and visits by their customers.
    pub subjects: BTreeMap<RecordId, String>,
}

impl Names {
    /// Names a kind of activity.
    #[must_use]
    pub fn activity(&self, id: ActivityTypeId) -> ActivityName {
        let known = self.activities.get(&id);
        ActivityName {
            id,
            name: known.map(|activity| activity.name.clone()),
            retired: known.is_some_and(|activity| activity.retired),
        }
    }

    /// Names a record.
    #[must_use]
    pub fn subject(&self, id: impl Into<RecordId>) -> Option<String> {
        self.subjects.get(&id.into()).cloned()
    }

    /// Reads kinds of activity, teams and reasons.
    pub(super) fn read(reader: &Reader<'_>) -> Result<Names> {
        let mut names = Names::default();
        for record in reader.small_records(&Kind::ActivityType)? {
            names.activities.insert(record.id.into(), record.read()?);
        }
        for record in reader.small_records(&Kind::Team)? {
            names
                .teams
                .insert(record.id.into(), record.read::<Team>()?.name);
        }
        for record in reader.small_records(&Kind::Organisation)? {
            names.reasons.extend(record.read::<Organisation>()?.reasons);
        }
        Ok(names)
    }

    /// Adds people.
    pub(super) fn add_people(
        &mut self,
        reader: &Reader<'_>,
        ids: impl IntoIterator<Item = PersonId>,
    ) -> Result<()> {
        for id in ids.into_iter().collect::<BTreeSet<_>>() {
            if !self.people.contains_key(&id)
                && let Some(person) = reader.person(id)?
            {
                self.people.insert(id, person.name);
            }
        }
        Ok(())
    }

    /// Adds what a record is called, where it has a name.
    pub(super) fn add_subject(&mut self, reader: &Reader<'_>, id: RecordId) -> Result<()> {
        if self.subjects.contains_key(&id) {
            return Ok(());
        }
        let Some(record) = reader.record(id)? else {
            return Ok(());
        };
        let name = match own_name(&record) {
            Some(field) => text(&record, field),
            None => match text(&record, "customer").and_then(|customer| customer.parse().ok()) {
                Some(customer) => reader
                    .record(customer)?
                    .and_then(|customer| text(&customer, "name")),
                None => None,
            },
        };
        self.subjects.extend(name.map(|name| (id, name)));
        Ok(())
    }
}

/// The field by which a record is called; none where it is called by its customer.
fn own_name(record: &Record) -> Option<&'static str> {
    match record.kind {
        Kind::Task | Kind::Series => Some("title"),
        Kind::CheckIn
        | Kind::Note
        | Kind::Draft
        | Kind::Diary
        | Kind::Consent
        | Kind::WorkDay
        | Kind::Track
        | Kind::LocationView
        | Kind::Delegation
        | Kind::Dismissal => None,
        Kind::Organisation
        | Kind::ActivityType
        | Kind::Person
        | Kind::Team
        | Kind::Device
        | Kind::Customer
        | Kind::Template
        | Kind::Territory
        | Kind::Unknown(_) => Some("name"),
    }
}

fn text(record: &Record, field: &str) -> Option<String> {
    record.get(&Field::from(field)).as_str().map(str::to_owned)
}
