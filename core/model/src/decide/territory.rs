//! Territories: made by managers and admins; who is in them is an add-wins set.

use super::context::Context;
use super::customer::flag;
use super::plain::{admit_name, write, write_fields};
use super::{Code, Look, Refusal};
use crate::change::{Edited, TerritoryCreated, TerritoryPersonAdded, TerritoryPersonRemoved};
use crate::id::TerritoryId;
use crate::record::{Field, Kind, Merge, Person, Record, Territory};

pub(super) fn create(context: &mut Context<'_>, created: &TerritoryCreated) -> Result<(), Refusal> {
    admit_name("name", &created.name)?;
    let territory = Territory {
        name: created.name.clone(),
        people: Default::default(),
        removed: false,
    };
    context.create(Kind::Territory, context.change.key().into(), &territory)
}

pub(super) fn edit(context: &mut Context<'_>, edited: &Edited<TerritoryId>) -> Result<(), Refusal> {
    let Some((mut record, _)) = present(context, edited.target)? else {
        return Ok(());
    };
    write_fields(context, &mut record, &edited.set)?;
    context.put(record);
    Ok(())
}

pub(super) fn remove(context: &mut Context<'_>, id: TerritoryId) -> Result<(), Refusal> {
    let Some((mut record, _)) = present(context, id)? else {
        return Ok(());
    };
    write(
        context,
        &mut record,
        &Field::from("removed"),
        flag(true),
        Merge::Latest,
    )?;
    context.put(record);
    Ok(())
}

pub(super) fn add_person(
    context: &mut Context<'_>,
    added: &TerritoryPersonAdded,
) -> Result<(), Refusal> {
    context.require(context.may(added.person))?;
    let Some((record, mut territory)) = present(context, added.territory)? else {
        return Ok(());
    };
    let is_working = match context.held.record(added.person.into()) {
        Look::Present(record) => record.read::<Person>().is_ok_and(|person| !person.revoked),
        Look::Absent => false,
        Look::NotHeld => true,
    };
    if !is_working {
        return Err(Refusal::invalid("person"));
    }
    territory
        .people
        .entry(added.person)
        .or_default()
        .insert(context.change.key(), true);
    put_people(context, record, &territory)
}

/// A removal takes away only the additions that its author had seen.
pub(super) fn remove_person(
    context: &mut Context<'_>,
    left: &TerritoryPersonRemoved,
) -> Result<(), Refusal> {
    let Some((record, mut territory)) = present(context, left.territory)? else {
        return Ok(());
    };
    if let Some(adds) = territory.people.get_mut(&left.person) {
        adds.retain(|add, _| !left.seen.contains_key(add));
    }
    territory.people.retain(|_, adds| !adds.is_empty());
    put_people(context, record, &territory)
}

fn put_people(
    context: &mut Context<'_>,
    mut record: Record,
    territory: &Territory,
) -> Result<(), Refusal> {
    let people =
        serde_json::to_value(&territory.people).map_err(|_| Refusal::code(Code::Malformed))?;
    record.set(&Field::from("people"), people);
    context.put(record);
    Ok(())
}

/// A manager's are those that he, or somebody he manages, has made; an admin's are all.
fn present(context: &Context<'_>, id: TerritoryId) -> Result<Option<(Record, Territory)>, Refusal> {
    let Some(record) = context.of_kind(id.into(), &Kind::Territory)? else {
        return Ok(None);
    };
    context.require(context.may(record.created().person))?;
    let territory: Territory = record.read()?;
    if territory.removed {
        return Err(Refusal::code(Code::Removed));
    }
    Ok(Some((record, territory)))
}
