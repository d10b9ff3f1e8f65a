//! Delegations: a manager names who stands in for him; an admin does it for a manager who cannot.

use super::context::Context;
use super::customer::flag;
use super::plain::write;
use super::{Look, Refusal};
use crate::change::{DelegationGiven, DelegationRef};
use crate::id::PersonId;
use crate::record::{Delegation, Field, Kind, Merge, Person, Role};

pub(super) fn give(context: &mut Context<'_>, given: &DelegationGiven) -> Result<(), Refusal> {
    // Whoever stands in does not hand on: only the manager himself, or an admin.
    context.require(context.may(given.from))?;
    let is_manager = |person: &Person| person.role == Role::Manager && !person.revoked;
    require_person(context, given.from, "from", is_manager)?;
    require_person(context, given.to, "to", |person| !person.revoked)?;
    if given.to == given.from {
        return Err(Refusal::invalid("to"));
    }
    if given.until <= given.since {
        return Err(Refusal::invalid("until"));
    }
    let delegation = Delegation {
        from: given.from,
        to: given.to,
        since: given.since,
        until: given.until,
        ended: false,
    };
    context.create(Kind::Delegation, context.change.key().into(), &delegation)
}

pub(super) fn end(context: &mut Context<'_>, of: &DelegationRef) -> Result<(), Refusal> {
    let Some(mut record) = context.of_kind(of.delegation.into(), &Kind::Delegation)? else {
        return Ok(());
    };
    let delegation: Delegation = record.read()?;
    context.require(context.may(delegation.from))?;
    write(
        context,
        &mut record,
        &Field::from("ended"),
        flag(true),
        Merge::Latest,
    )?;
    context.put(record);
    Ok(())
}

fn require_person(
    context: &Context<'_>,
    id: PersonId,
    field: &str,
    is_right: impl Fn(&Person) -> bool,
) -> Result<(), Refusal> {
    let is_fine = match context.held.record(id.into()) {
        Look::Present(record) => record
            .read::<Person>()
            .is_ok_and(|person| is_right(&person)),
        Look::Absent => false,
        Look::NotHeld => true,
    };
    if is_fine {
        Ok(())
    } else {
        Err(Refusal::invalid(field))
    }
}
