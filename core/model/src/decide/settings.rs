//! The organisation and what it is made of: people, teams, devices, activity types, series.

use serde_json::Value;

use super::context::Context;
use super::plain::{admit_name, is_zone, write_fields};
use super::{Code, Refusal};
use crate::change::{
    ActivityTypeAdded, Edited, Fields, OrganisationFounded, PersonAdded, SeriesStarted, TeamAdded,
};
use crate::id::{PersonId, RecordId, SeriesId};
use crate::record::{
    ActivityType, BUILT_IN, ERASED_NAME, Field, Kind, Merge, Person, Role, Series, built_in_id,
};

pub(super) fn found(
    context: &mut Context<'_>,
    founded: &OrganisationFounded,
) -> Result<(), Refusal> {
    admit_name("name", &founded.settings.name)?;
    admit_name("currency", &founded.settings.currency)?;
    admit_zone(&founded.settings.zone)?;
    context.create(Kind::Organisation, founded.target.into(), &founded.settings)
}

/// Edits what belongs to nobody in particular: the organisation, its activity types, its teams.
pub(super) fn edit(
    context: &mut Context<'_>,
    kind: &Kind,
    id: RecordId,
    set: &Fields,
) -> Result<(), Refusal> {
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
        (Some(person), _) => context.require_person(person),
        (None, Some(team)) => {
            context.require(context.is_admin() || context.judge.rights.manages.contains(&team))
        }
        (None, None) => Err(Refusal::invalid("assignee")),
    }
}

pub(super) fn add_person(context: &mut Context<'_>, added: &PersonAdded) -> Result<(), Refusal> {
    let person = &added.person;
    if person.erased {
        return Err(Refusal::invalid("erased"));
    }
    admit_name("name", &person.name)?;
    admit_zone(&person.zone)?;
    let is_own_team = person
        .team
        .is_some_and(|team| context.judge.rights.manages.contains(&team));
    let is_managers = is_own_team && person.role == Role::Rep;
    context.require(context.is_admin() || is_managers)?;
    context.create(Kind::Person, context.change.key().into(), person)
}

/// Whoever may edit a person: a manager moves nobody but his people, and among his teams.
pub(super) fn edit_person(
    context: &mut Context<'_>,
    edited: &Edited<PersonId>,
) -> Result<(), Refusal> {
    context.require(context.may(edited.target))?;
    if let Some(team) = edited.set.get(&Field::from("team")) {
        let is_self = edited.target == context.judge.author;
        let is_moved = !is_self && is_team_of_mine(context, team);
        context.require(context.is_admin() || is_moved)?;
    }
    let Some(mut record) = context.of_kind(edited.record(), &Kind::Person)? else {
        return Ok(());
    };
    if record.read::<Person>()?.erased {
        return Err(Refusal::code(Code::Removed));
    }
    write_fields(context, &mut record, &edited.set)?;
    context.put(record);
    Ok(())
}

fn is_team_of_mine(context: &Context<'_>, team: &Value) -> bool {
    let team = team.as_str().and_then(|id| id.parse().ok());
    team.is_some_and(|team| context.judge.rights.manages.contains(&team))
}

pub(super) fn add_team(context: &mut Context<'_>, added: &TeamAdded) -> Result<(), Refusal> {
    admit_name("name", &added.team.name)?;
    context.create(Kind::Team, context.change.key().into(), &added.team)
}

/// Leaves of a person what figures need: a record without a name that works here no more.
pub(super) fn erase_person(context: &mut Context<'_>, id: PersonId) -> Result<(), Refusal> {
    let Some(mut record) = context.of_kind(id.into(), &Kind::Person)? else {
        return Ok(());
    };
    let mine = context.writer(Merge::Latest);
    for (name, value) in [
        ("name", Value::String(ERASED_NAME.to_owned())),
        ("hours", Value::Null),
        ("revoked", Value::Bool(true)),
        ("erased", Value::Bool(true)),
    ] {
        let field = Field::from(name);
        record.set(&field, value);
        record.sign(&field, &mine)?;
    }
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
