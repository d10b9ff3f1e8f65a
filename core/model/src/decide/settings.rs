//! The organisation and what it is made of: people, teams, devices, activity types, series.

use serde_json::Value;

use super::context::Context;
use super::plain::{admit_name, is_zone, write_fields};
use super::{Code, Look, Refusal};
use crate::change::{
    ActivityTypeAdded, DeviceEnrolled, Edited, Fields, OrganisationFounded, PersonAdded,
    SeriesStarted, TeamAdded,
};
use crate::id::{DeviceId, PersonId, RecordId, SeriesId};
use crate::record::{
    ActivityType, BUILT_IN, Device, DeviceKind, Field, Kind, Role, Series, built_in_id,
};

pub(super) fn found(
    context: &mut Context<'_>,
    founded: &OrganisationFounded,
) -> Result<(), Refusal> {
    context.require(context.judge.rights.is_system)?;
    admit_name("name", &founded.settings.name)?;
    admit_name("currency", &founded.settings.currency)?;
    admit_zone(&founded.settings.zone)?;
    context.create(Kind::Organisation, founded.target.into(), &founded.settings)
}

/// Edits what only an admin may edit: the organisation, its activity types, its teams.
pub(super) fn edit(
    context: &mut Context<'_>,
    kind: &Kind,
    id: RecordId,
    set: &Fields,
) -> Result<(), Refusal> {
    context.require(context.is_admin())?;
    let Some(mut record) = context.of_kind(id, kind)? else {
        return Ok(());
    };
    write_fields(context, &mut record, set)?;
    context.put(record);
    Ok(())
}

pub(super) fn add_activity_type(
    context: &mut Context<'_>,
    added: &ActivityTypeAdded,
) -> Result<(), Refusal> {
    context.require(context.is_admin())?;
    admit_name("name", &added.name)?;
    let id = match &added.built_in {
        Some(built_in) => {
            let is_one = BUILT_IN.iter().any(|(name, _)| *name == built_in.name);
            if !is_one {
                return Err(Refusal::invalid("built_in"));
            }
            built_in_id(built_in.of, &built_in.name).into()
        }
        None => context.change.key().into(),
    };
    let activity = ActivityType {
        name: added.name.clone(),
        rank: added.rank,
        retired: false,
    };
    context.create(Kind::ActivityType, id, &activity)
}

pub(super) fn start_series(
    context: &mut Context<'_>,
    started: &SeriesStarted,
) -> Result<(), Refusal> {
    let series = &started.series;
    admit_name("title", &series.title)?;
    context.require(context.is_planner())?;
    require_worker(context, series)?;
    if series.days.is_empty()
        || series.every == 0
        || series.until.is_some_and(|until| until < series.from)
    {
        return Err(Refusal::invalid("days"));
    }
    if let Some(customer) = series.customer {
        context.customer(customer)?;
    }
    context.create(Kind::Series, context.change.key().into(), series)
}

pub(super) fn edit_series(
    context: &mut Context<'_>,
    edited: &Edited<SeriesId>,
) -> Result<(), Refusal> {
    let Some(mut record) = context.of_kind(edited.record(), &Kind::Series)? else {
        return Ok(());
    };
    require_worker(context, &record.read()?)?;
    write_fields(context, &mut record, &edited.set)?;
    context.put(record);
    Ok(())
}

fn require_worker(context: &Context<'_>, series: &Series) -> Result<(), Refusal> {
    match (series.assignee, series.team) {
        (Some(person), _) => {
            context.require(context.manages(person))?;
            context.require_person(person)
        }
        (None, Some(team)) => {
            context.require(context.is_admin() || context.judge.rights.manages.contains(&team))
        }
        (None, None) => Err(Refusal::invalid("assignee")),
    }
}

pub(super) fn add_person(context: &mut Context<'_>, added: &PersonAdded) -> Result<(), Refusal> {
    let person = &added.person;
    admit_name("name", &person.name)?;
    admit_zone(&person.zone)?;
    let is_own_team = person
        .team
        .is_some_and(|team| context.judge.rights.manages.contains(&team));
    let is_managers = context.is_planner() && is_own_team && person.role == Role::Rep;
    context.require(context.is_admin() || is_managers)?;
    context.create(Kind::Person, context.change.key().into(), person)
}

/// People edit their own name, zone and hours; their manager these and the team; an admin all.
pub(super) fn edit_person(
    context: &mut Context<'_>,
    edited: &Edited<PersonId>,
) -> Result<(), Refusal> {
    let is_self = edited.target == context.judge.author;
    let is_manager = !context.is_admin() && context.manages(edited.target) && !is_self;
    for field in edited.set.keys() {
        let name = field.as_str();
        let is_personal = matches!(name, "name" | "zone") || name.starts_with("hours/");
        let is_allowed = context.is_admin()
            || (is_personal && (is_self || is_manager))
            || (is_manager && is_team_of_mine(context, name, edited.set.get(field)));
        context.require(is_allowed)?;
    }
    let Some(mut record) = context.of_kind(edited.record(), &Kind::Person)? else {
        return Ok(());
    };
    write_fields(context, &mut record, &edited.set)?;
    context.put(record);
    Ok(())
}

fn is_team_of_mine(context: &Context<'_>, name: &str, value: Option<&Value>) -> bool {
    let team = value.and_then(Value::as_str).and_then(|id| id.parse().ok());
    name == "team" && team.is_some_and(|team| context.judge.rights.manages.contains(&team))
}

pub(super) fn add_team(context: &mut Context<'_>, added: &TeamAdded) -> Result<(), Refusal> {
    context.require(context.is_admin())?;
    admit_name("name", &added.team.name)?;
    context.create(Kind::Team, context.change.key().into(), &added.team)
}

pub(super) fn enrol(context: &mut Context<'_>, enrolled: &DeviceEnrolled) -> Result<(), Refusal> {
    let is_own = enrolled.enrolled.person == context.judge.author;
    let is_systems = enrolled.enrolled.is == DeviceKind::System;
    context.require(context.judge.rights.is_system || (is_own && !is_systems))?;
    if matches!(
        context.held.record(enrolled.enrolled.person.into()),
        Look::Absent
    ) {
        return Err(Refusal::invalid("person"));
    }
    context.create(
        Kind::Device,
        context.change.key().into(),
        &enrolled.enrolled,
    )
}

/// The owner names his device; he, his manager or an admin revokes it. It never comes back.
pub(super) fn edit_device(
    context: &mut Context<'_>,
    edited: &Edited<DeviceId>,
) -> Result<(), Refusal> {
    let Some(mut record) = context.of_kind(edited.record(), &Kind::Device)? else {
        return Ok(());
    };
    let device: Device = record.read()?;
    let is_own = device.person == context.judge.author;
    context.require(is_own || context.manages(device.person))?;
    let revives = edited
        .set
        .get(&Field::from("revoked"))
        .is_some_and(|value| *value != Value::Bool(true));
    if revives && device.revoked {
        return Err(Refusal::code(Code::Removed));
    }
    write_fields(context, &mut record, &edited.set)?;
    context.put(record);
    Ok(())
}

fn admit_zone(zone: &str) -> Result<(), Refusal> {
    if is_zone(zone) {
        Ok(())
    } else {
        Err(Refusal::invalid("zone"))
    }
}
