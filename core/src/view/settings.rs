//! The screen of the settings.

use outrider_model::id::{DeviceId, OrganisationId, PersonId, TeamId};
use outrider_model::record::{Hours, Reason, Role};
use serde::Serialize;
use std::collections::BTreeMap;

use super::line::ActivityLine;
use crate::query::SettingsFacts;
use crate::space::StorageState;

/// Who works here, on what, with which words.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct SettingsView {
    /// The person.
    pub person: PersonId,
    /// His name.
    pub person_name: String,
    /// What he may do.
    pub role: Role,
    /// His team.
    pub team: Option<TeamId>,
    /// That team's name.
    pub team_name: Option<String>,
    /// The zone of his day plan.
    pub zone: Option<String>,
    /// The zone that the device is in; it moves no day.
    pub device_zone: String,
    /// His working hours: his own, else the organisation's.
    pub hours: Hours,
    /// The organisation.
    pub organisation: OrganisationId,
    /// Its name.
    pub organisation_name: String,
    /// The device.
    pub device: DeviceId,
    /// What he calls it.
    pub device_name: String,
    /// The address of the server.
    pub server: String,
    /// Kinds of activity: those offered in their order, then retired ones, which still render.
    pub activities: Vec<ActivityLine>,
    /// Reasons to choose from, by their short names; retired ones still render.
    pub reasons: BTreeMap<String, Reason>,
    /// Bytes of this phone that are in use.
    pub bytes_used: u64,
    /// Whether the next save will find room.
    pub storage: StorageState,
    /// Records of each kind.
    pub records: BTreeMap<String, u64>,
    /// Changes that are not on the server yet; leaving the organisation keeps them.
    pub waiting: u64,
}

impl SettingsView {
    /// Makes the screen of its facts and of how much room there is.
    #[must_use]
    pub fn of(facts: &SettingsFacts, storage: StorageState) -> SettingsView {
        let team = facts.person.as_ref().and_then(|person| person.team);
        let own = facts
            .person
            .as_ref()
            .map(|person| &person.hours)
            .filter(|hours| !hours.is_empty());
        let hours = own.or(facts
            .organisation
            .as_ref()
            .map(|organisation| &organisation.hours));
        SettingsView {
            person: facts.profile.person,
            person_name: facts
                .person
                .as_ref()
                .map_or(&facts.profile.person_name, |person| &person.name)
                .clone(),
            role: facts.judge.rights.role.clone(),
            team,
            team_name: team.and_then(|team| facts.names.teams.get(&team).cloned()),
            zone: facts.person.as_ref().map(|person| person.zone.clone()),
            device_zone: facts.moment.civil.zone.clone(),
            hours: hours.cloned().unwrap_or_default(),
            organisation: facts.profile.organisation,
            organisation_name: facts
                .organisation
                .as_ref()
                .map_or(&facts.profile.organisation_name, |organisation| {
                    &organisation.name
                })
                .clone(),
            device: facts.profile.device,
            device_name: facts
                .device
                .as_ref()
                .map(|device| device.name.clone())
                .unwrap_or_default(),
            server: facts.profile.server.clone(),
            activities: activities(facts),
            reasons: facts.names.reasons.clone(),
            bytes_used: facts.sizes.bytes.saturating_sub(facts.sizes.free),
            storage,
            records: facts.sizes.records.clone(),
            waiting: facts.waiting,
        }
    }
}

fn activities(facts: &SettingsFacts) -> Vec<ActivityLine> {
    let mut known: Vec<_> = facts.names.activities.iter().collect();
    known.sort_by_key(|(id, activity)| (activity.retired, activity.rank, **id));
    known
        .into_iter()
        .map(|(id, _)| facts.names.activity(*id))
        .collect()
}
