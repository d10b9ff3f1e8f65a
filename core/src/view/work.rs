//! The screen of the work day.

use jiff::civil::Date;
use outrider_model::attendance::{Break, Period, Standing, attendance};
use outrider_model::id::{ChangeId, WorkDayId};
use outrider_model::record::{Correction, Purpose, WorkDay};
use serde::Serialize;

use crate::query::{SyncMark, WorkDayRow, WorkFacts};

/// Whether the person is at work, what today came to, and what needs mending.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct WorkView {
    /// The civil day, in the person's zone.
    pub day: Date,
    /// Where the person stands.
    pub state: WorkState,
    /// Microseconds worked today so far, the open period included.
    pub worked: i64,
    /// Whether positions are kept now: at work, in no break, and with consent.
    pub is_tracked: bool,
    /// Today's periods, in their order; one over midnight belongs to the day before.
    pub periods: Vec<PeriodLine>,
    /// Periods that nobody ended, the newest first: each needs another end.
    pub to_fix: Vec<PeriodLine>,
    /// Corrections of the last days that a manager has not settled.
    pub asked: usize,
}

/// Where a person stands in his day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "is")]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum WorkState {
    /// Not at work.
    Off,
    /// At work.
    Working {
        /// Since when, microseconds since 1970 (UTC).
        since: i64,
    },
    /// In a break.
    Paused {
        /// Since when, microseconds since 1970 (UTC).
        since: i64,
        /// Whether it counts as worked.
        paid: bool,
    },
}

/// A work period.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct PeriodLine {
    /// The record of its day.
    pub work_day: WorkDayId,
    /// Its day.
    pub day: Date,
    /// The period.
    pub period: ChangeId,
    /// Its beginning, microseconds since 1970 (UTC).
    pub from: i64,
    /// Its end; none while it is open.
    pub to: Option<i64>,
    /// Whether the end is a corrected one.
    pub is_corrected: bool,
    /// Its breaks.
    pub breaks: Vec<BreakLine>,
    /// Other ends that were asked for.
    pub corrections: Vec<CorrectionLine>,
    /// Where it is safe.
    pub mark: SyncMark,
}

/// A break.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct BreakLine {
    /// Its beginning, microseconds since 1970 (UTC).
    pub from: i64,
    /// Its end; none while it goes on.
    pub to: Option<i64>,
    /// Whether it counts as worked.
    pub paid: bool,
}

/// Another end that was asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct CorrectionLine {
    /// The change that asked.
    pub correction: ChangeId,
    /// The end, microseconds since 1970 (UTC).
    pub to: i64,
    /// Why.
    pub reason: String,
    /// What became of it.
    pub state: CorrectionState,
    /// What the manager said to it.
    pub answer: String,
}

/// What became of a correction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum CorrectionState {
    /// Nobody has settled it.
    Asked,
    /// It stands.
    Approved,
    /// It does not.
    Declined,
}

impl WorkView {
    /// Makes the screen of its facts.
    #[must_use]
    pub fn of(facts: &WorkFacts) -> WorkView {
        let (now, today) = (facts.moment.now, facts.moment.today());
        let lines: Vec<(PeriodLine, Standing)> = facts
            .days
            .iter()
            .flat_map(|row| lines(row, facts))
            .collect();
        let going_on = lines
            .iter()
            .find(|(_, standing)| matches!(standing, Standing::Running | Standing::Paused));
        let state = going_on.map_or(WorkState::Off, |(line, _)| state(line));
        let has_consent = facts
            .consents
            .iter()
            .any(|consent| consent.purpose == Purpose::OnDutyLocation && consent.given);
        let worked = facts
            .days
            .iter()
            .find(|row| row.day.day == today)
            .map_or(0, |row| attendance(&row.day).worked_by(now));
        let asked = lines
            .iter()
            .flat_map(|(line, _)| &line.corrections)
            .filter(|correction| correction.state == CorrectionState::Asked)
            .count();
        let to_fix = |(line, standing): &(PeriodLine, Standing)| {
            (*standing == Standing::NeedsFix).then(|| line.clone())
        };
        let of_today =
            |(line, _): &(PeriodLine, Standing)| (line.day == today).then(|| line.clone());
        WorkView {
            day: today,
            state,
            worked,
            is_tracked: has_consent && matches!(state, WorkState::Working { .. }),
            to_fix: lines.iter().filter_map(to_fix).collect(),
            periods: lines.iter().filter_map(of_today).collect(),
            asked,
        }
    }
}

fn state(line: &PeriodLine) -> WorkState {
    match line.breaks.iter().find(|one| one.to.is_none()) {
        Some(pause) => WorkState::Paused {
            since: pause.from,
            paid: pause.paid,
        },
        None => WorkState::Working { since: line.from },
    }
}

fn lines(row: &WorkDayRow, facts: &WorkFacts) -> Vec<(PeriodLine, Standing)> {
    let attended = attendance(&row.day);
    let line = |period: &Period| PeriodLine {
        work_day: row.id,
        day: row.day.day,
        period: period.id,
        from: period.from,
        to: period.to,
        is_corrected: period.corrected.is_some(),
        breaks: period.breaks.iter().map(pause).collect(),
        corrections: corrections(&row.day, period.id),
        mark: facts.pending.mark(row.id.into()),
    };
    attended
        .periods
        .iter()
        .map(|period| (line(period), attended.standing(period, facts.moment.now)))
        .collect()
}

fn pause(one: &Break) -> BreakLine {
    BreakLine {
        from: one.from,
        to: one.to,
        paid: one.paid,
    }
}

fn corrections(day: &WorkDay, period: ChangeId) -> Vec<CorrectionLine> {
    let mut asked: Vec<(&ChangeId, &Correction)> = day
        .corrections
        .iter()
        .filter(|(_, correction)| correction.period == period && !correction.withdrawn)
        .collect();
    asked.sort_by_key(|(id, correction)| (correction.asked, **id));
    asked
        .into_iter()
        .map(|(id, correction)| {
            let settled = correction.settled.as_ref();
            CorrectionLine {
                correction: *id,
                to: correction.to,
                reason: correction.reason.clone(),
                state: match settled.map(|settled| settled.approved) {
                    None => CorrectionState::Asked,
                    Some(true) => CorrectionState::Approved,
                    Some(false) => CorrectionState::Declined,
                },
                answer: settled
                    .map(|settled| settled.reason.clone())
                    .unwrap_or_default(),
            }
        })
        .collect()
}
