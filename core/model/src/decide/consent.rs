//! Consent: each person's own, given and withdrawn as often as he likes; the last word holds.

use serde_json::Value;

use super::context::Context;
use super::customer::flag;
use super::plain::precedes;
use super::{Code, Refusal};
use crate::change::{ConsentGiven, ConsentWithdrawn};
use crate::id::PersonId;
use crate::record::{Consent, Field, Kind, Merge, Purpose, Record, consent_id};

pub(super) fn give(context: &mut Context<'_>, given: &ConsentGiven) -> Result<(), Refusal> {
    if given.version == 0 {
        return Err(Refusal::invalid("version"));
    }
    let mut record = own(context, given.person, &given.purpose)?;
    let had = context.has_seen(&record, &Field::from("given"))
        && record.read::<Consent>().is_ok_and(|consent| consent.given);
    if stands(context, &mut record, "given", flag(true))? && !had {
        note_when(context, &mut record)?;
    }
    stands(context, &mut record, "version", given.version.into())?;
    context.put(record);
    Ok(())
}

pub(super) fn withdraw(
    context: &mut Context<'_>,
    withdrawn: &ConsentWithdrawn,
) -> Result<(), Refusal> {
    let mut record = own(context, withdrawn.person, &withdrawn.purpose)?;
    if stands(context, &mut record, "given", flag(false))? {
        note_when(context, &mut record)?;
    }
    context.put(record);
    Ok(())
}

fn own(context: &Context<'_>, person: PersonId, purpose: &Purpose) -> Result<Record, Refusal> {
    context.require(context.may(person))?;
    if matches!(purpose, Purpose::Unknown(_)) {
        return Err(Refusal::invalid("purpose"));
    }
    let fresh = Consent {
        person,
        purpose: purpose.clone(),
        version: 0,
        given: false,
        civil: context.change.civil.clone(),
    };
    context.shared(
        Kind::Consent,
        consent_id(person, purpose).into(),
        person,
        &fresh,
    )
}

/// Writes a field of one's own: the later word stands, and of the other nothing has to be told.
fn stands(
    context: &Context<'_>,
    record: &mut Record,
    name: &str,
    value: Value,
) -> Result<bool, Refusal> {
    let field = Field::from(name);
    let mine = context.writer(Merge::Latest);
    let is_last =
        context.has_seen(record, &field) || precedes(&record.writer(&field), &mine, Merge::Latest);
    if is_last {
        record.set(&field, value);
        record.sign(&field, &mine)?;
    }
    Ok(is_last)
}

fn note_when(context: &Context<'_>, record: &mut Record) -> Result<(), Refusal> {
    let civil =
        serde_json::to_value(&context.change.civil).map_err(|_| Refusal::code(Code::Malformed))?;
    record.set(&Field::from("civil"), civil);
    Ok(())
}
