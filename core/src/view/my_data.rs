//! The screen of one's own data: what was agreed to, every position kept, and who looked at it.

use jiff::civil::Date;
use outrider_model::id::{CheckInId, TrackId, WorkDayId};
use outrider_model::place::{Coarseness, Position};
use outrider_model::record::{Consent, Hours, Looked, Purpose};
use outrider_model::stamp::Window;
use serde::Serialize;

use super::line::Who;
use crate::query::{
    CheckInRow, Cost, LocationMode, LookRow, MyDataFacts, Pending, Rhythm, SyncMark, WayRow, cost,
};

/// What is kept about where the person was, and who looked at it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct MyDataView {
    /// Everything that consent can be asked for, given or not.
    pub consents: Vec<ConsentLine>,
    /// When the person works: no position is kept outside a work period.
    pub hours: Hours,
    /// The ways of the last days, the oldest first.
    pub ways: Vec<WayLine>,
    /// Points on this phone that are in no way yet.
    pub held: u64,
    /// The newest visits with a position.
    pub positions: Vec<PositionLine>,
    /// Who looked, the last look first.
    pub looks: Vec<LookLine>,
    /// How closely the way on duty can be followed, and what each asks of the phone.
    pub modes: Vec<ModeLine>,
    /// The working day that those are counted for, in minutes: the usual one by the hours above.
    pub minutes_a_day: u64,
}

/// A way of following the person on duty.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct ModeLine {
    /// Which.
    pub mode: LocationMode,
    /// Whether it is the chosen one.
    pub is_chosen: bool,
    /// How many seconds apart positions are to be asked for; none where none are.
    pub seconds_apart: Option<u32>,
    /// Positions in an hour at work.
    pub fixes_an_hour: u64,
    /// Bytes of requests and replies a day, before compression.
    pub bytes_a_day: u64,
    /// How often the phone wakes for it a day.
    pub wake_ups_a_day: u64,
}

/// What a person agreed to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct ConsentLine {
    /// To what.
    pub purpose: Purpose,
    /// Whether it holds.
    pub given: bool,
    /// The version of the words that were shown; 0 when they never were.
    pub version: u32,
    /// When it was given or withdrawn by the device's clock, microseconds since 1970 (UTC).
    pub since: Option<i64>,
}

/// A piece of a way.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct WayLine {
    /// Its record.
    pub track: TrackId,
    /// The work day.
    pub work_day: WorkDayId,
    /// Every point of it.
    pub points: Vec<PointLine>,
    /// Whether something is missing before it.
    pub gap_before: bool,
    /// How coarse it was made since.
    pub coarsened: Option<Coarseness>,
    /// Where it is safe.
    pub mark: SyncMark,
}

/// A point of a way.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct PointLine {
    /// The device's clock, microseconds since 1970 (UTC).
    pub time: i64,
    /// Where.
    pub position: Position,
    /// The radius, in millimetres, that holds the true position with 68 %.
    pub accuracy_mm: i64,
}

/// A position that was kept of a visit.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct PositionLine {
    /// The visit.
    pub check_in: CheckInId,
    /// The customer, where this phone holds him.
    pub customer: Option<String>,
    /// When, microseconds since 1970 (UTC).
    pub time: i64,
    /// Where; none when none was kept, or it is kept no more.
    pub position: Option<Position>,
    /// How coarse it was made since.
    pub coarsened: Option<Coarseness>,
    /// Where it is safe.
    pub mark: SyncMark,
}

/// Somebody's looks on one day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct LookLine {
    /// Who looked.
    pub viewer: Who,
    /// At what.
    pub what: Looked,
    /// On which civil day.
    pub day: Date,
    /// The first look, microseconds since 1970 (UTC).
    pub first: i64,
    /// The last one.
    pub last: i64,
    /// How many.
    pub times: i64,
}

impl MyDataView {
    /// Makes the screen of its facts and of how often the phone asks the server.
    #[must_use]
    pub fn of(facts: &MyDataFacts, rhythm: Rhythm) -> MyDataView {
        let minutes_a_day = usual_day(&facts.hours);
        MyDataView {
            consents: Purpose::KNOWN
                .iter()
                .map(|purpose| consent(purpose, &facts.consents))
                .collect(),
            hours: facts.hours.clone(),
            ways: facts
                .ways
                .iter()
                .map(|row| way(row, &facts.pending))
                .collect(),
            held: facts.held,
            positions: facts
                .visits
                .iter()
                .map(|row| position(row, facts))
                .collect(),
            looks: facts.looks.iter().map(|row| look(row, facts)).collect(),
            modes: LocationMode::ALL
                .iter()
                .map(|mode| mode_line(*mode, facts.mode, minutes_a_day, rhythm))
                .collect(),
            minutes_a_day,
        }
    }
}

/// The working day of somebody of whom no hours are known, in minutes.
const EIGHT_HOURS: u64 = 480;

/// The mean of the days on which there are hours, in minutes.
fn usual_day(hours: &Hours) -> u64 {
    let minutes = |window: &Window| u64::from(window.to.saturating_sub(window.from));
    let all: u64 = hours.values().map(minutes).sum();
    all.checked_div(hours.len() as u64).unwrap_or(EIGHT_HOURS)
}

fn mode_line(
    mode: LocationMode,
    chosen: LocationMode,
    minutes_a_day: u64,
    rhythm: Rhythm,
) -> ModeLine {
    let Cost {
        fixes_an_hour,
        bytes_a_day,
        wake_ups_a_day,
    } = cost(mode, minutes_a_day, rhythm);
    ModeLine {
        mode,
        is_chosen: mode == chosen,
        seconds_apart: mode.apart(),
        fixes_an_hour,
        bytes_a_day,
        wake_ups_a_day,
    }
}

fn consent(purpose: &Purpose, all: &[Consent]) -> ConsentLine {
    let known = all.iter().find(|consent| consent.purpose == *purpose);
    ConsentLine {
        purpose: purpose.clone(),
        given: known.is_some_and(|consent| consent.given),
        version: known.map_or(0, |consent| consent.version),
        since: known.map(|consent| consent.civil.time),
    }
}

fn way(row: &WayRow, pending: &Pending) -> WayLine {
    let points = row.track.points.iter().map(|(time, point)| PointLine {
        time: *time,
        position: point.position,
        accuracy_mm: point.accuracy_mm,
    });
    WayLine {
        track: row.id,
        work_day: row.track.work_day,
        points: points.collect(),
        gap_before: row.track.gap_before,
        coarsened: row.track.coarsened.clone(),
        mark: pending.mark(row.id.into()),
    }
}

fn position(row: &CheckInRow, facts: &MyDataFacts) -> PositionLine {
    let begin = &row.visit.begin;
    PositionLine {
        check_in: row.id,
        customer: facts.names.subject(row.visit.customer),
        time: begin.civil.time,
        position: begin.fix.as_ref().map(|fix| fix.position),
        coarsened: row.visit.coarsened.clone(),
        mark: facts.pending.mark(row.id.into()),
    }
}

fn look(row: &LookRow, facts: &MyDataFacts) -> LookLine {
    let look = &row.look;
    LookLine {
        viewer: Who::of(look.viewer, &facts.names),
        what: look.what.clone(),
        day: look.day,
        first: look.first.0,
        last: look.last.0,
        times: look.times,
    }
}
