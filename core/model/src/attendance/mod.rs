//! Attendance: how long somebody worked, of the steps of his day.
//!
//! Worked is the sum of what lies between beginning and end of each period, less its unpaid breaks;
//! an hour that two periods cover counts once. Durations go by the clock that nobody can set as long
//! as two readings come of one start of a device, and by the server's clock otherwise. A period
//! counts to the day on which it began, whatever midnight does. One without an end is open and is
//! mended by a correction that a manager approves; it is never worth a silent nothing.

mod duty;
mod timeline;

use std::collections::BTreeMap;

pub use duty::on_duty;

use crate::id::ChangeId;
use crate::record::{StepKind, WorkDay};
use timeline::Timeline;

/// How long a period may be open before it is taken for forgotten, in microseconds.
pub const LONGEST: i64 = 24 * 3600 * 1_000_000;

/// What the steps of a work day add up to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attendance {
    /// Its periods, in the order in which they began.
    pub periods: Vec<Period>,
}

/// A time at work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Period {
    /// The change that started it.
    pub id: ChangeId,
    /// Its beginning, in microseconds since 1970 (UTC).
    pub from: i64,
    /// Its end; none while it is open.
    pub to: Option<i64>,
    /// The approved correction that says when it ended, where one does.
    pub corrected: Option<ChangeId>,
    /// Its breaks, in the order in which they began.
    pub breaks: Vec<Break>,
}

/// A break in a period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Break {
    /// The change that paused.
    pub id: ChangeId,
    /// Its beginning, in microseconds since 1970 (UTC).
    pub from: i64,
    /// Its end, which is the period's at the latest; none while both are open.
    pub to: Option<i64>,
    /// Whether it counts as worked.
    pub paid: bool,
}

/// How long somebody worked on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Worked {
    /// So many microseconds in all.
    Whole(i64),
    /// A period is open: so many microseconds in those that are not.
    Open(i64),
}

/// How a period stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It has ended.
    Closed,
    /// It goes on.
    Running,
    /// It goes on, and a break does too.
    Paused,
    /// Nobody ended it: it is open for too long, or the next one began.
    NeedsFix,
}

/// Adds up the steps of a work day.
#[must_use]
pub fn attendance(day: &WorkDay) -> Attendance {
    let timeline = Timeline::of(day);
    let standing = || day.steps.iter().filter(|(_, step)| !step.withdrawn);
    let mut periods: Vec<Period> = standing()
        .filter(|(_, step)| step.does == StepKind::Started)
        .map(|(id, step)| Period {
            id: *id,
            from: timeline.at(&step.at),
            to: None,
            corrected: None,
            breaks: Vec::new(),
        })
        .collect();
    for period in &mut periods {
        let corrected = correction(day, period.id);
        period.corrected = corrected.map(|(id, _)| id);
        let ended = standing()
            .filter(|(_, step)| step.does == StepKind::Ended && step.period == Some(period.id))
            .map(|(_, step)| timeline.at(&step.at));
        // An end that lies before its beginning tells of a clock, not of work: it ends nothing.
        let ended = ended.filter(|to| *to >= period.from).min();
        period.to = corrected.map(|(_, to)| to).or(ended);
        period.breaks = breaks(day, &timeline, period);
    }
    periods.sort_by_key(|period| (period.from, period.id));
    Attendance { periods }
}

/// Returns the correction of a period that stands: of several approved ones the last settled.
fn correction(day: &WorkDay, period: ChangeId) -> Option<(ChangeId, i64)> {
    day.corrections
        .iter()
        .filter(|(_, correction)| correction.period == period && !correction.withdrawn)
        .filter_map(|(id, correction)| {
            let settled = correction.settled.as_ref()?;
            settled
                .approved
                .then_some((settled.stamp, *id, correction.to))
        })
        .max()
        .map(|(_, id, to)| (id, to))
}

fn breaks(day: &WorkDay, timeline: &Timeline<'_>, period: &Period) -> Vec<Break> {
    let standing = || day.steps.iter().filter(|(_, step)| !step.withdrawn);
    let mut ends: BTreeMap<ChangeId, i64> = BTreeMap::new();
    for (_, step) in standing().filter(|(_, step)| step.does == StepKind::Resumed) {
        if let Some(pause) = step.pause {
            let at = timeline.at(&step.at);
            let end = ends.entry(pause).or_insert(at);
            *end = at.min(*end);
        }
    }
    let last = period.to.unwrap_or(i64::MAX);
    let mut breaks: Vec<Break> = standing()
        .filter(|(_, step)| step.does == StepKind::Paused && step.period == Some(period.id))
        .map(|(id, step)| {
            let from = timeline.at(&step.at).clamp(period.from, last);
            let to = ends.get(id).map(|to| (*to).clamp(from, last));
            Break {
                id: *id,
                from,
                to: to.or(period.to),
                paid: step.paid,
            }
        })
        .collect();
    breaks.sort_by_key(|one| (one.from, one.id));
    breaks
}

impl Attendance {
    /// Returns how long the person worked. An open period adds nothing and says that it is open.
    #[must_use]
    pub fn worked(&self) -> Worked {
        let closed = measure(self.periods.iter().flat_map(|period| period.worked(None)));
        if self.periods.iter().any(|period| period.to.is_none()) {
            Worked::Open(closed)
        } else {
            Worked::Whole(closed)
        }
    }

    /// Returns how long the person has worked by a moment, what is open included, in microseconds.
    #[must_use]
    pub fn worked_by(&self, now: i64) -> i64 {
        measure(
            self.periods
                .iter()
                .flat_map(|period| period.worked(Some(now))),
        )
    }

    /// Says how a period stands at a moment.
    #[must_use]
    pub fn standing(&self, period: &Period, now: i64) -> Standing {
        let is_forgotten = now.saturating_sub(period.from) > LONGEST
            || self
                .periods
                .iter()
                .any(|later| (later.from, later.id) > (period.from, period.id));
        if period.to.is_some() {
            Standing::Closed
        } else if is_forgotten {
            Standing::NeedsFix
        } else if period.breaks.iter().any(|one| one.to.is_none()) {
            Standing::Paused
        } else {
            Standing::Running
        }
    }
}

impl Period {
    /// Returns the spans that count as worked; of an open period those up to `now`, if at all.
    fn worked(&self, now: Option<i64>) -> Vec<(i64, i64)> {
        let Some(to) = self.to.or(now) else {
            return Vec::new();
        };
        let (mut spans, mut from) = (Vec::new(), self.from);
        for unpaid in self.breaks.iter().filter(|one| !one.paid) {
            spans.push((from, unpaid.from.min(to)));
            from = from.max(unpaid.to.unwrap_or(to));
        }
        spans.push((from, to));
        spans
    }
}

/// Adds spans up, each moment once.
fn measure(spans: impl IntoIterator<Item = (i64, i64)>) -> i64 {
    let mut spans: Vec<(i64, i64)> = spans.into_iter().collect();
    spans.sort_unstable();
    let (mut sum, mut until) = (0_i64, i64::MIN);
    for (from, to) in spans {
        let from = from.max(until);
        if to > from {
            sum = sum.saturating_add(to.saturating_sub(from));
            until = to;
        }
    }
    sum
}

#[cfg(test)]
mod tests;
