//! Work days: every step is a fact under its change. What they add up to, whatever their order of
//! arrival, is computed in [`crate::attendance`]; here nothing is refused that another device
//! could make right.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::Serialize;
use serde_json::Value;

use super::context::Context;
use super::customer::flag;
use super::plain::{admit_name, admit_text, write};
use super::{Code, Look, Refusal};
use crate::change::{
    WorkCorrectionAsked, WorkCorrectionSettled, WorkEnded, WorkPaused, WorkResumed, WorkStarted,
    WorkStepRef,
};
use crate::id::{ChangeId, RecordId, WorkDayId};
use crate::record::{
    Correction, Field, Kind, Merge, Person, Reading, Record, Settlement, Step, StepKind, Ticks,
    WorkDay, work_day_id,
};
use crate::stamp::Civil;

/// How long after a step its author may take it back: then it takes a correction.
const SECOND_THOUGHTS: i64 = 24 * 3600 * 1_000_000;
/// How long the name of a device's start may be.
const BOOT: usize = 64;

pub(super) fn start(context: &mut Context<'_>, started: &WorkStarted) -> Result<(), Refusal> {
    context.require(context.may(started.person))?;
    if !is_today(context, started) {
        return Err(Refusal::invalid("day"));
    }
    let step = step(context, StepKind::Started, started.ticks.as_ref())?;
    let fresh = WorkDay {
        person: started.person,
        day: started.day,
        steps: Default::default(),
        corrections: Default::default(),
    };
    let id = work_day_id(started.person, started.day).into();
    let record = context.shared(Kind::WorkDay, id, started.person, &fresh)?;
    keep(context, record, "steps", &step)
}

/// Says whether a day is that of the moment, on the device's clock or where the person is at home:
/// near midnight these differ, and a phone cannot know by which of them its server counts.
fn is_today(context: &Context<'_>, started: &WorkStarted) -> bool {
    let civil = &context.change.civil;
    let claimed = Civil {
        time: context.change.stamp.0,
        ..civil.clone()
    };
    let at_home = match context.held.record(started.person.into()) {
        Look::Present(record) => record.read().ok().map(|person: Person| person.zone),
        Look::Absent | Look::NotHeld => None,
    };
    [civil, &claimed].into_iter().any(|shown| {
        let at_home = at_home.as_ref().and_then(|zone| day_in(zone, shown.time));
        shown.day() == Some(started.day) || at_home == Some(started.day)
    })
}

fn day_in(zone: &str, time: i64) -> Option<Date> {
    let at = jiff::Timestamp::from_microsecond(time).ok()?;
    let zone = jiff::tz::TimeZone::get(zone).ok()?;
    Some(at.to_zoned(zone).date())
}

pub(super) fn pause(context: &mut Context<'_>, paused: &WorkPaused) -> Result<(), Refusal> {
    let step = Step {
        period: Some(paused.period),
        paid: paused.paid,
        ..step(context, StepKind::Paused, paused.ticks.as_ref())?
    };
    add(context, paused.work_day, &step)
}

pub(super) fn resume(context: &mut Context<'_>, resumed: &WorkResumed) -> Result<(), Refusal> {
    let step = Step {
        period: Some(resumed.period),
        pause: Some(resumed.pause),
        ..step(context, StepKind::Resumed, resumed.ticks.as_ref())?
    };
    add(context, resumed.work_day, &step)
}

pub(super) fn end(context: &mut Context<'_>, ended: &WorkEnded) -> Result<(), Refusal> {
    let step = Step {
        period: Some(ended.period),
        ..step(context, StepKind::Ended, ended.ticks.as_ref())?
    };
    add(context, ended.work_day, &step)
}

fn step(context: &Context<'_>, does: StepKind, ticks: Option<&Ticks>) -> Result<Step, Refusal> {
    let is_sound =
        |ticks: &Ticks| ticks.micros >= 0 && !ticks.boot.is_empty() && ticks.boot.len() <= BOOT;
    if !ticks.is_none_or(is_sound) {
        return Err(Refusal::invalid("ticks"));
    }
    Ok(Step {
        does,
        period: None,
        pause: None,
        paid: false,
        at: Reading {
            time: context.judge.stamp.0,
            civil: context.change.civil.clone(),
            ticks: ticks.cloned(),
        },
        withdrawn: false,
    })
}

/// Adds a step to a period of the author's own day, once what it follows has arrived.
fn add(context: &mut Context<'_>, id: WorkDayId, step: &Step) -> Result<(), Refusal> {
    let Some((record, day)) = own(context, id)? else {
        return Ok(());
    };
    if let Some(period) = step.period {
        require_step(context, &day, period, &StepKind::Started, "period")?;
    }
    if let Some(pause) = step.pause {
        require_step(context, &day, pause, &StepKind::Paused, "pause")?;
    }
    keep(context, record, "steps", step)
}

/// Puts something under the id of this change.
fn keep(
    context: &mut Context<'_>,
    mut record: Record,
    collection: &str,
    entry: &impl Serialize,
) -> Result<(), Refusal> {
    let field = Field::new(&format!("{collection}/{}", context.change.key()));
    record.set(&field, json(entry)?);
    context.put(record);
    Ok(())
}

fn require_step(
    context: &Context<'_>,
    day: &WorkDay,
    id: ChangeId,
    does: &StepKind,
    field: &str,
) -> Result<(), Refusal> {
    match day.steps.get(&id) {
        Some(step) if step.does == *does => Ok(()),
        Some(_) => Err(Refusal::invalid(field)),
        None => waits(context, id, field),
    }
}

/// Waits for what a change names and the day does not have; what belongs elsewhere is wrong.
fn waits(context: &Context<'_>, id: ChangeId, field: &str) -> Result<(), Refusal> {
    match context.held.past(id) {
        Look::Absent => Err(Refusal::Waits(BTreeSet::from([RecordId::from(id)]))),
        Look::Present(_) => Err(Refusal::invalid(field)),
        Look::NotHeld => Ok(()),
    }
}

/// Takes a step back or lets it stand again: within a day, later only by a correction. A
/// correction goes as long as its author has not seen it settled.
pub(super) fn withdraw(
    context: &mut Context<'_>,
    of: &WorkStepRef,
    withdrawn: bool,
) -> Result<(), Refusal> {
    let Some((mut record, day)) = own(context, of.work_day)? else {
        return Ok(());
    };
    let collection = if let Some(step) = day.steps.get(&of.step) {
        let apart = context.change.civil.time.abs_diff(step.at.civil.time);
        if apart > SECOND_THOUGHTS.unsigned_abs() {
            return Err(Refusal::code(Code::NotOpen));
        }
        "steps"
    } else if day.corrections.contains_key(&of.step) {
        let settled = Field::new(&format!("corrections/{}/settled", of.step));
        if context.change.seen(record.id, &settled).is_some() {
            return Err(Refusal::code(Code::InUse));
        }
        "corrections"
    } else {
        return waits(context, of.step, "step");
    };
    let field = Field::new(&format!("{collection}/{}/withdrawn", of.step));
    write(context, &mut record, &field, flag(withdrawn), Merge::Latest)?;
    context.put(record);
    Ok(())
}

pub(super) fn ask_correction(
    context: &mut Context<'_>,
    asked: &WorkCorrectionAsked,
) -> Result<(), Refusal> {
    admit_name("reason", &asked.reason)?;
    if asked.to > context.judge.stamp.0 {
        return Err(Refusal::invalid("to"));
    }
    let Some((record, day)) = own(context, asked.work_day)? else {
        return Ok(());
    };
    require_step(context, &day, asked.period, &StepKind::Started, "period")?;
    let begin = day.steps.get(&asked.period).map(|step| step.at.time);
    if begin.is_some_and(|begin| asked.to <= begin) {
        return Err(Refusal::invalid("to"));
    }
    let correction = Correction {
        period: asked.period,
        to: asked.to,
        reason: asked.reason.clone(),
        asked: context.judge.stamp,
        settled: None,
        withdrawn: false,
    };
    keep(context, record, "corrections", &correction)
}

/// A manager of the person settles, never the person himself, unless he is an admin.
pub(super) fn settle_correction(
    context: &mut Context<'_>,
    settled: &WorkCorrectionSettled,
) -> Result<(), Refusal> {
    admit_text("reason", &settled.reason)?;
    let Some(mut record) = context.of_kind(settled.work_day.into(), &Kind::WorkDay)? else {
        return Ok(());
    };
    let day: WorkDay = record.read()?;
    let is_own = day.person == context.judge.author && !context.is_admin();
    context.require(context.may(day.person) && !is_own)?;
    if !day.corrections.contains_key(&settled.correction) {
        return waits(context, settled.correction, "correction");
    }
    let value = match settled.approved {
        Some(approved) => json(&Settlement {
            approved,
            person: context.judge.author,
            stamp: context.judge.stamp,
            reason: settled.reason.clone(),
        })?,
        None => Value::Null,
    };
    let field = Field::new(&format!("corrections/{}/settled", settled.correction));
    write(context, &mut record, &field, value, Merge::Latest)?;
    context.put(record);
    Ok(())
}

fn own(context: &Context<'_>, id: WorkDayId) -> Result<Option<(Record, WorkDay)>, Refusal> {
    let Some(record) = context.of_kind(id.into(), &Kind::WorkDay)? else {
        return Ok(None);
    };
    let day: WorkDay = record.read()?;
    context.require(context.may(day.person))?;
    Ok(Some((record, day)))
}

fn json(value: &impl Serialize) -> Result<Value, Refusal> {
    serde_json::to_value(value).map_err(|_| Refusal::code(Code::Malformed))
}
