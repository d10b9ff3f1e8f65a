//! Customers: fields, owner, tags, and the tombstone.

use std::collections::BTreeMap;

use serde_json::Value;

use super::context::Context;
use super::plain::{admit_name, admit_text, write, write_fields};
use super::{Code, Refusal};
use crate::change::{Body, CustomerAdded, CustomerMoved, CustomerTagged, Edited};
use crate::id::{CustomerId, PersonId, RecordId};
use crate::record::{Customer, Field, Kind, Merge, Record, TagAdds, Territory};

pub(super) fn add(context: &mut Context<'_>, added: &CustomerAdded) -> Result<(), Refusal> {
    admit_name("name", &added.name)?;
    for (field, text) in [
        ("address", &added.address),
        ("about", &added.about),
        ("phone", &added.phone),
        ("email", &added.email),
    ] {
        admit_text(field, text)?;
    }
    match added.owner {
        Some(owner) => context.require_person(owner)?,
        None => context.require(context.is_planner())?,
    }
    let adds = TagAdds::from([(context.change.key(), true)]);
    let tags = added
        .tags
        .iter()
        .filter(|(_, is_on)| **is_on)
        .map(|(tag, _)| (tag.clone(), adds.clone()));
    let customer = Customer {
        name: added.name.clone(),
        code: added.code.clone(),
        phone: added.phone.clone(),
        email: added.email.clone(),
        address: added.address.clone(),
        about: added.about.clone(),
        owner: added.owner,
        territory: None,
        sites: added.sites.clone(),
        tags: tags.collect(),
        custom: added.custom.clone(),
        import: added.import,
        removed: false,
    };
    context.create(Kind::Customer, context.change.key().into(), &customer)
}

pub(super) fn edit(context: &mut Context<'_>, edited: &Edited<CustomerId>) -> Result<(), Refusal> {
    let Some((mut record, _)) = present(context, edited.target)? else {
        return Ok(());
    };
    if let Some(territory) = edited.set.get(&Field::from("territory")) {
        require_territory(context, territory)?;
    }
    write_fields(context, &mut record, &edited.set)?;
    context.put(record);
    Ok(())
}

/// A customer goes to a territory that is there, or to none.
fn require_territory(context: &Context<'_>, value: &Value) -> Result<(), Refusal> {
    if value.is_null() {
        return Ok(());
    }
    let named = value.as_str().and_then(|id| id.parse::<RecordId>().ok());
    let id = named.ok_or_else(|| Refusal::invalid("territory"))?;
    let Some(record) = context.of_kind(id, &Kind::Territory)? else {
        return Ok(());
    };
    if record.read::<Territory>()?.removed {
        return Err(Refusal::invalid("territory"));
    }
    Ok(())
}

/// Another owner: a manager's among his people, an admin's among all.
pub(super) fn move_to(context: &mut Context<'_>, moved: &CustomerMoved) -> Result<(), Refusal> {
    let Some((mut record, _)) = present(context, moved.customer)? else {
        return Ok(());
    };
    if let Some(owner) = moved.owner {
        context.require_person(owner)?;
    }
    let owner = moved
        .owner
        .map_or(Value::Null, |owner| Value::String(owner.to_string()));
    write(
        context,
        &mut record,
        &Field::from("owner"),
        owner,
        Merge::Plan,
    )?;
    context.put(record);
    Ok(())
}

/// An add-wins set: a removal takes away only the additions that its author had seen.
pub(super) fn tag(context: &mut Context<'_>, tagged: &CustomerTagged) -> Result<(), Refusal> {
    let Some((mut record, customer)) = present(context, tagged.customer)? else {
        return Ok(());
    };
    let mut tags = customer.tags;
    for (tag, seen) in &tagged.remove {
        if let Some(adds) = tags.get_mut(tag) {
            adds.retain(|add, _| !seen.contains_key(add));
        }
    }
    for (tag, _) in tagged.add.iter().filter(|(_, is_on)| **is_on) {
        admit_name("tags", tag)?;
        tags.entry(tag.clone())
            .or_default()
            .insert(context.change.key(), true);
    }
    tags.retain(|_, adds| !adds.is_empty());
    let tags: BTreeMap<String, TagAdds> = tags;
    record.set(
        &Field::from("tags"),
        serde_json::to_value(tags).unwrap_or_default(),
    );
    context.put(record);
    Ok(())
}

/// Sets or lifts the tombstone. A rep takes back only what he added and nobody touched.
pub(super) fn remove(
    context: &mut Context<'_>,
    id: CustomerId,
    removed: bool,
) -> Result<(), Refusal> {
    let Some(mut record) = context.of_kind(id.into(), &Kind::Customer)? else {
        return Ok(());
    };
    let customer: Customer = record.read()?;
    if !context.is_planner() {
        let created = record.created();
        context.require(created.person == context.judge.author)?;
        let by_others = record
            .writers()
            .values()
            .any(|writer| writer.person != context.judge.author);
        if by_others {
            return Err(Refusal::code(Code::InUse));
        }
    } else {
        context.require(context.acts_at(id, &customer))?;
    }
    write(
        context,
        &mut record,
        &Field::from("removed"),
        flag(removed),
        Merge::Latest,
    )?;
    context.put(record);
    Ok(())
}

/// A set mark is true, a lifted one is absent.
pub(super) fn flag(is_set: bool) -> Value {
    if is_set {
        Value::Bool(true)
    } else {
        Value::Null
    }
}

fn present(context: &Context<'_>, id: CustomerId) -> Result<Option<(Record, Customer)>, Refusal> {
    let Some(record) = context.of_kind(id.into(), &Kind::Customer)? else {
        return Ok(None);
    };
    let customer: Customer = record.read()?;
    let was_mine = owner_seen(context, &record).is_some_and(|owner| context.may(owner));
    context.require(was_mine || context.acts_at(id, &customer))?;
    if customer.removed {
        return Err(Refusal::code(Code::Removed));
    }
    Ok(Some((record, customer)))
}

/// Returns the owner that the change's author had before him, where another change has moved the
/// customer since: what he wrote as its owner counts whenever it arrives.
fn owner_seen(context: &Context<'_>, record: &Record) -> Option<PersonId> {
    let by = context
        .seen(record, &Field::from("owner"))
        .first()
        .copied()?;
    // A change of another record says nothing about this one.
    let body = &context.past(by)?.change.body;
    if let Body::CustomerMoved(to) = body {
        to.owner
            .filter(|_| RecordId::from(to.customer) == record.id)
    } else if let Body::CustomerAdded(added) = body {
        added.owner.filter(|_| by == record.created().change)
    } else {
        None
    }
}
