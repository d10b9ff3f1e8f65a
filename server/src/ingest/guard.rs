//! What one change alone does not show: rules over all people and teams, and how long a right
//! outlives the standing that it came from.
//!
//! Other rules over sets only note; these refuse, for what they keep out cannot be mended by those
//! whom it would shut out.

use std::collections::{BTreeMap, BTreeSet};

use outrider_model::change::Change;
use outrider_model::decide::{self, Code, Effects, Judge, Refusal, Reproach};
use outrider_model::record::{Field, Kind, Person, Record, Team};
use outrider_model::stamp::Stamp;

use super::bench::{Bench, InHand};
use super::judge::decide_with;
use crate::store::StoreError;

/// How long whoever lost a customer or a task may still send what he did while it was his: as long
/// as a phone is promised to work without signal.
const AFTER: i64 = 30 * 24 * 3600 * 1_000_000;
/// The fields that give the right to write a record to whom they name.
const STANDING: [&str; 2] = ["owner", "assignee"];

/// Returns why an accepted change may not stand after all.
pub(super) fn refusal(
    bench: &mut Bench<'_>,
    judge: &Judge,
    change: &Change,
    received: Stamp,
    effects: &Effects,
) -> Result<Option<Refusal>, StoreError> {
    for put in &effects.puts {
        let refusal = match put.kind {
            Kind::Person => leaves_no_admin(bench, put)?,
            Kind::Team => closes_ring(bench, put)?,
            Kind::Organisation
            | Kind::ActivityType
            | Kind::Series
            | Kind::Device
            | Kind::Customer
            | Kind::Task
            | Kind::CheckIn
            | Kind::Note
            | Kind::Draft
            | Kind::Diary
            | Kind::Consent
            | Kind::WorkDay
            | Kind::Track
            | Kind::LocationView
            | Kind::Territory
            | Kind::Delegation
            | Kind::Template
            | Kind::Dismissal
            | Kind::Unknown(_) => None,
        };
        if refusal.is_some() {
            return Ok(refusal);
        }
    }
    is_too_late(bench, judge, change, received)
}

/// An organisation keeps an admin who works here: nobody else could make another.
fn leaves_no_admin(bench: &Bench<'_>, put: &Record) -> Result<Option<Refusal>, StoreError> {
    let is_admin = |member: &super::Member| member.is_active_admin();
    let directory = &*bench.directory;
    if !directory.member(put.id.into()).is_some_and(is_admin) {
        return Ok(None);
    }
    let mut after = directory.clone();
    after.note(put)?;
    if after.admins().next().is_some() {
        return Ok(None);
    }
    let field = if put.read::<Person>()?.revoked {
        "revoked"
    } else {
        "role"
    };
    Ok(Some(Refusal::Code(Reproach {
        code: Code::NotAllowed,
        field: field.to_owned(),
    })))
}

/// Teams form a tree: in a ring everybody would manage everybody.
fn closes_ring(bench: &Bench<'_>, put: &Record) -> Result<Option<Refusal>, StoreError> {
    let parent = put.read::<Team>()?.parent;
    let is_ring = bench.directory.closes_ring(put.id.into(), parent);
    Ok(is_ring.then(|| Refusal::invalid("parent")))
}

/// A right by a standing that was lost long ago has lapsed: the change is judged once more as if its
/// author had seen whose the record is now.
fn is_too_late(
    bench: &mut Bench<'_>,
    judge: &Judge,
    change: &Change,
    received: Stamp,
) -> Result<Option<Refusal>, StoreError> {
    let Some(today) = as_of_today(bench, change, received) else {
        return Ok(None);
    };
    let decided = decide_with(bench, &mut judge.clone(), &today, received)?;
    Ok(match decided {
        Some(Err(Refusal::Code(reproach))) if reproach.code == Code::NotAllowed => {
            Some(Refusal::Code(reproach))
        }
        Some(Ok(_) | Err(_)) | None => None,
    })
}

/// Returns the change as written by somebody who knows whose the records are; none where its author
/// knew, or could not know for long.
fn as_of_today(bench: &Bench<'_>, change: &Change, received: Stamp) -> Option<Change> {
    let mut today = None;
    for id in decide::written(change) {
        let Some(InHand { record, .. }) = bench.records.get(&id).and_then(Option::as_ref) else {
            continue;
        };
        for field in STANDING.map(Field::from) {
            let writer = record.writer(&field);
            let seen = change
                .seen(id, &field)
                .unwrap_or_else(|| BTreeSet::from([record.created().change]));
            if seen.contains(&writer.change) || received.0.saturating_sub(writer.stamp.0) <= AFTER {
                continue;
            }
            let today = today.get_or_insert_with(|| change.clone());
            let knows = BTreeMap::from([(writer.change, true)]);
            today.was.entry(id).or_default().insert(field, knows);
        }
    }
    today
}
