//! Where people are: recorded with consent and on duty alone, coarse after a while, and everybody
//! who looks is noted.

use super::context::Context;
use super::{Code, Look, Refusal, Reproach};
use crate::attendance::on_duty;
use crate::change::{
    CheckInCoarsened, LocationViewed, TaskCoarsened, TrackCoarsened, TrackRecorded,
};
use crate::place::{Coarseness, coarse_fix, coarse_points};
use crate::record::{
    CheckIn, Consent, Field, Kind, Leg, LocationView, Looked, Purpose, Record, Task, Track,
    WorkDay, consent_id, location_view_id,
};
use crate::stamp::Stamp;

/// How many points one change may bring.
pub(crate) const MAX_POINTS: usize = 500;

pub(super) fn record(context: &mut Context<'_>, recorded: &TrackRecorded) -> Result<(), Refusal> {
    context.require(context.may(recorded.person))?;
    let count = recorded.points.len();
    let is_sound = recorded
        .points
        .iter()
        .all(|(time, point)| *time > 0 && point.accuracy_mm >= 0);
    if count == 0 || count > MAX_POINTS || !is_sound {
        return Err(Refusal::invalid("points"));
    }
    require_consent(context, recorded)?;
    if let Some(record) = context.of_kind(recorded.work_day.into(), &Kind::WorkDay)? {
        let day: WorkDay = record.read()?;
        if day.person != recorded.person {
            return not_allowed("work_day");
        }
        if !recorded.points.keys().all(|time| on_duty(&day, *time)) {
            return not_allowed("points");
        }
    }
    let track = Track {
        person: recorded.person,
        work_day: recorded.work_day,
        points: recorded.points.clone(),
        gap_before: recorded.gap_before,
        coarsened: None,
    };
    context.create(Kind::Track, context.change.key().into(), &track)
}

/// No point from before consent was given, and none at all once it was withdrawn.
fn require_consent(context: &Context<'_>, recorded: &TrackRecorded) -> Result<(), Refusal> {
    let id = consent_id(recorded.person, &Purpose::OnDutyLocation);
    match context.held.record(id.into()) {
        Look::Present(record) => {
            let consent: Consent = record.read()?;
            let first = recorded.points.keys().next();
            let is_covered = first.is_some_and(|first| consent.civil.time <= *first);
            if consent.given && is_covered {
                Ok(())
            } else {
                not_allowed("consent")
            }
        }
        Look::Absent => not_allowed("consent"),
        Look::NotHeld => Ok(()),
    }
}

fn not_allowed(field: &str) -> Result<(), Refusal> {
    Err(Refusal::Code(Reproach {
        code: Code::NotAllowed,
        field: field.to_owned(),
    }))
}

pub(super) fn coarsen_track(
    context: &mut Context<'_>,
    coarsened: &TrackCoarsened,
) -> Result<(), Refusal> {
    let Some(mut record) = old(context, coarsened.track.into(), Kind::Track, &coarsened.to)? else {
        return Ok(());
    };
    let track: Track = record.read()?;
    let points = coarse_points(&track.points, &coarsened.to);
    set(&mut record, "points", &points)?;
    mark(&mut record, track.coarsened, &coarsened.to)?;
    context.put(record);
    Ok(())
}

pub(super) fn coarsen_check_in(
    context: &mut Context<'_>,
    coarsened: &CheckInCoarsened,
) -> Result<(), Refusal> {
    let to = &coarsened.to;
    let Some(mut record) = old(context, coarsened.check_in.into(), Kind::CheckIn, to)? else {
        return Ok(());
    };
    let check_in: CheckIn = record.read()?;
    let coarse = |leg: &Leg| leg.fix.as_ref().and_then(|fix| coarse_fix(fix, to));
    set(&mut record, "in/fix", &coarse(&check_in.begin))?;
    if let Some(end) = &check_in.end {
        set(&mut record, "out/fix", &coarse(end))?;
    }
    mark(&mut record, check_in.coarsened, to)?;
    context.put(record);
    Ok(())
}

pub(super) fn coarsen_task(
    context: &mut Context<'_>,
    coarsened: &TaskCoarsened,
) -> Result<(), Refusal> {
    let Some(mut record) = old(context, coarsened.task.into(), Kind::Task, &coarsened.to)? else {
        return Ok(());
    };
    let mut heads = record.read::<Task>()?.heads;
    for head in heads.values_mut() {
        if head.stamp <= Stamp(coarsened.until) {
            head.fix = head
                .fix
                .as_ref()
                .and_then(|fix| coarse_fix(fix, &coarsened.to));
        }
    }
    if !heads.is_empty() {
        set(&mut record, "heads", &heads)?;
    }
    context.put(record);
    Ok(())
}

/// Returns a record whose positions the server makes coarse.
fn old(
    context: &Context<'_>,
    id: crate::id::RecordId,
    kind: Kind,
    to: &Coarseness,
) -> Result<Option<Record>, Refusal> {
    if matches!(to, Coarseness::Unknown(_)) {
        return Err(Refusal::invalid("to"));
    }
    context.of_kind(id, &kind)
}

/// What was made nothing stays nothing.
fn mark(record: &mut Record, was: Option<Coarseness>, to: &Coarseness) -> Result<(), Refusal> {
    let coarsest = if was == Some(Coarseness::Nothing) {
        &Coarseness::Nothing
    } else {
        to
    };
    set(record, "coarsened", coarsest)
}

fn set(record: &mut Record, field: &str, value: &impl serde::Serialize) -> Result<(), Refusal> {
    let value = serde_json::to_value(value).map_err(|_| Refusal::code(Code::Malformed))?;
    record.set(&Field::from(field), value);
    Ok(())
}

pub(super) fn note_view(context: &mut Context<'_>, viewed: &LocationViewed) -> Result<(), Refusal> {
    if matches!(viewed.what, Looked::Unknown(_)) {
        return Err(Refusal::invalid("what"));
    }
    let now = context.judge.stamp;
    let fresh = LocationView {
        subject: viewed.subject,
        viewer: viewed.viewer,
        what: viewed.what.clone(),
        day: viewed.day,
        first: now,
        last: now,
        times: 0,
    };
    let id = location_view_id(viewed.subject, viewed.viewer, &viewed.what, viewed.day).into();
    let mut record = context.shared(Kind::LocationView, id, viewed.viewer, &fresh)?;
    let view: LocationView = record.read()?;
    set(&mut record, "first", &view.first.min(now))?;
    set(&mut record, "last", &view.last.max(now))?;
    set(&mut record, "times", &view.times.saturating_add(1))?;
    context.put(record);
    Ok(())
}
