//! One of everything about consent, work days and positions, with every field filled.

use std::collections::BTreeMap;

use super::World;
use super::author::{Author, civil};
use super::cast::*;
use super::samples::{DAY, of};
use super::seed::Dice;
use crate::change::*;
use crate::id::{ChangeId, RecordId, WorkDayId};
use crate::place::Coarseness;
use crate::record::*;
use crate::stamp::Stamp;

/// A reading of Anna's phone.
pub(crate) fn reading(time: i64) -> Reading {
    Reading {
        time,
        civil: civil(time),
        ticks: Some(ticks(time - NOON + 77)),
    }
}

pub(crate) fn ticks(micros: i64) -> Ticks {
    Ticks {
        boot: "b1".into(),
        micros,
    }
}

/// Anna's work day.
pub(crate) fn annas() -> WorkDayId {
    work_day_id(ANNA, DAY)
}

pub(crate) fn points(times: &[i64]) -> BTreeMap<i64, TrackPoint> {
    let point = TrackPoint {
        position: fix().position,
        accuracy_mm: 8_000,
    };
    times.iter().map(|time| (*time, point)).collect()
}

pub(super) fn bodies() -> Vec<Body> {
    let ticks = || Some(ticks(77));
    let step = || WorkStepRef {
        work_day: annas(),
        step: id(0xa0),
    };
    vec![
        Body::ConsentGiven(ConsentGiven {
            person: ANNA,
            purpose: Purpose::OnDutyLocation,
            version: 2,
        }),
        Body::ConsentWithdrawn(ConsentWithdrawn {
            person: ANNA,
            purpose: Purpose::Dictation,
        }),
        Body::WorkStarted(WorkStarted {
            person: ANNA,
            day: DAY,
            ticks: ticks(),
        }),
        Body::WorkPaused(WorkPaused {
            work_day: annas(),
            period: id(0xa0),
            paid: true,
            ticks: ticks(),
        }),
        Body::WorkResumed(WorkResumed {
            work_day: annas(),
            period: id(0xa0),
            pause: id(0xa1),
            ticks: ticks(),
        }),
        Body::WorkEnded(WorkEnded {
            work_day: annas(),
            period: id(0xa0),
            ticks: ticks(),
        }),
        Body::WorkWithdrawn(step()),
        Body::WorkRestored(step()),
        Body::WorkCorrectionAsked(WorkCorrectionAsked {
            work_day: annas(),
            period: id(0xa0),
            to: NOON,
            reason: "Forgot".into(),
        }),
        Body::WorkCorrectionSettled(WorkCorrectionSettled {
            work_day: annas(),
            correction: id(0xa3),
            approved: Some(true),
            reason: "Seen".into(),
        }),
        Body::TrackRecorded(TrackRecorded {
            person: ANNA,
            work_day: annas(),
            points: points(&[NOON, NOON + 1]),
            gap_before: true,
        }),
        Body::TrackCoarsened(TrackCoarsened {
            track: made(0xa4),
            to: Coarseness::Kilometre,
        }),
        Body::CheckInCoarsened(CheckInCoarsened {
            check_in: made(0x7b),
            to: Coarseness::Nothing,
        }),
        Body::TaskCoarsened(TaskCoarsened {
            task: TASK,
            to: Coarseness::Kilometre,
            until: NOON,
        }),
        Body::LocationViewed(LocationViewed {
            subject: ANNA,
            viewer: MIA,
            what: Looked::Track,
            day: DAY,
        }),
    ]
}

pub(super) fn records() -> Vec<Record> {
    let consent = Consent {
        person: ANNA,
        purpose: Purpose::OnDutyLocation,
        version: 2,
        given: true,
        civil: civil(NOON),
    };
    let step = |does, time| Step {
        does,
        period: Some(id(0xa0)),
        pause: Some(id(0xa1)),
        paid: true,
        at: reading(time),
        withdrawn: true,
    };
    let correction = Correction {
        period: id(0xa0),
        to: NOON,
        reason: "Forgot".into(),
        asked: Stamp(NOON),
        settled: Some(Settlement {
            approved: true,
            person: MIA,
            stamp: Stamp(NOON),
            reason: "Seen".into(),
        }),
        withdrawn: true,
    };
    let day = WorkDay {
        person: ANNA,
        day: DAY,
        steps: BTreeMap::from([
            (id(0xa0), step(StepKind::Started, NOON)),
            (id(0xa2), step(StepKind::Resumed, NOON + 1)),
        ]),
        corrections: BTreeMap::from([(id(0xa3), correction)]),
    };
    let track = Track {
        person: ANNA,
        work_day: annas(),
        points: points(&[NOON, NOON + 1]),
        gap_before: true,
        coarsened: Some(Coarseness::Kilometre),
    };
    let view = LocationView {
        subject: ANNA,
        viewer: MIA,
        what: Looked::Position,
        day: DAY,
        first: Stamp(NOON),
        last: Stamp(NOON + 1),
        times: 2,
    };
    vec![
        of(Kind::Consent, &consent),
        of(Kind::WorkDay, &day),
        of(Kind::Track, &track),
        of(Kind::LocationView, &view),
    ]
}

/// Something about consent or work, by somebody on whichever of his devices. Ways are not among
/// them: whether one may be recorded is judged by what has arrived.
pub(super) fn some_duty(dice: &mut Dice, sees: &World, author: Author) -> Body {
    let person = author.person;
    // Histories take place in the first second of 1970, in Berlin.
    let day = jiff::civil::date(1970, 1, 1);
    let id: RecordId = work_day_id(person, day).into();
    let held: Option<WorkDay> = sees.records.get(&id).map(|record| record.read().unwrap());
    if dice.chance(15) {
        return some_consent(dice, author);
    }
    if dice.chance(20)
        && let Some(settled) = some_settlement(dice, sees)
    {
        return settled;
    }
    let begun = Body::WorkStarted(WorkStarted {
        person,
        day,
        ticks: dice.chance(50).then(|| ticks(77)),
    });
    let Some(held) = held else { return begun };
    let of_kind = |kind: StepKind| -> Vec<ChangeId> {
        let steps = held.steps.iter().filter(|(_, step)| step.does == kind);
        steps.map(|(id, _)| *id).collect()
    };
    let work_day = id.into();
    let period = *dice.pick(&of_kind(StepKind::Started));
    let pauses = of_kind(StepKind::Paused);
    let any: Vec<ChangeId> = held
        .steps
        .keys()
        .chain(held.corrections.keys())
        .copied()
        .collect();
    let step = WorkStepRef {
        work_day,
        step: *dice.pick(&any),
    };
    match dice.below(8) {
        0 => begun,
        1..3 => Body::WorkPaused(WorkPaused {
            work_day,
            period,
            paid: dice.chance(30),
            ticks: None,
        }),
        3 if !pauses.is_empty() => Body::WorkResumed(WorkResumed {
            work_day,
            period,
            pause: *dice.pick(&pauses),
            ticks: None,
        }),
        4 => Body::WorkCorrectionAsked(WorkCorrectionAsked {
            work_day,
            period,
            to: held.steps[&period].at.time + 1,
            reason: "Forgot".into(),
        }),
        5 => Body::WorkWithdrawn(step),
        6 => Body::WorkRestored(step),
        _ => Body::WorkEnded(WorkEnded {
            work_day,
            period,
            ticks: None,
        }),
    }
}

fn some_consent(dice: &mut Dice, author: Author) -> Body {
    let (person, purpose) = (author.person, Purpose::OnDutyLocation);
    if dice.chance(50) {
        Body::ConsentWithdrawn(ConsentWithdrawn { person, purpose })
    } else {
        let version = u32::try_from(1 + dice.below(3)).unwrap();
        Body::ConsentGiven(ConsentGiven {
            person,
            purpose,
            version,
        })
    }
}

fn some_settlement(dice: &mut Dice, sees: &World) -> Option<Body> {
    let asked: Vec<(WorkDayId, ChangeId)> = sees
        .of_kind::<WorkDay>(Kind::WorkDay)
        .flat_map(|(id, day)| {
            let corrections = day.corrections.into_keys();
            corrections.map(move |correction| (id.into(), correction))
        })
        .collect();
    if asked.is_empty() {
        return None;
    }
    let (work_day, correction) = *dice.pick(&asked);
    Some(Body::WorkCorrectionSettled(WorkCorrectionSettled {
        work_day,
        correction,
        approved: *dice.pick(&[Some(true), Some(false), None]),
        reason: String::new(),
    }))
}
