//! One of everything about consent, work days and positions, with every field filled.

use std::collections::BTreeMap;

use super::author::civil;
use super::cast::*;
use super::samples::{DAY, of};
use crate::change::*;
use crate::id::WorkDayId;
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
