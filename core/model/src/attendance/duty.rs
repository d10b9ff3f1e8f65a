//! When positions may be recorded: in an open period, outside every break.

use super::LONGEST;
use crate::id::ChangeId;
use crate::record::{Step, StepKind, WorkDay};

/// Says whether a person was on duty at a time of his device's clock, which is the one that dates
/// positions. Any end closes and any break counts, paid or not; a forgotten period is duty for a day
/// at most.
#[must_use]
pub fn on_duty(day: &WorkDay, time: i64) -> bool {
    steps(day, &StepKind::Started).any(|(period, step)| {
        let from = step.at.civil.time;
        let ended = steps(day, &StepKind::Ended)
            .filter(|(_, end)| end.period == Some(period))
            .map(|(_, end)| end.at.civil.time)
            .min();
        let to = ended.unwrap_or(from.saturating_add(LONGEST));
        from <= time && time <= to && !is_in_break(day, period, time)
    })
}

fn is_in_break(day: &WorkDay, period: ChangeId, time: i64) -> bool {
    let of_period = steps(day, &StepKind::Paused).filter(|(_, step)| step.period == Some(period));
    of_period.into_iter().any(|(pause, step)| {
        let resumed = steps(day, &StepKind::Resumed)
            .filter(|(_, end)| end.pause == Some(pause))
            .map(|(_, end)| end.at.civil.time)
            .min();
        step.at.civil.time < time && resumed.is_none_or(|resumed| time < resumed)
    })
}

fn steps<'a>(day: &'a WorkDay, does: &'a StepKind) -> impl Iterator<Item = (ChangeId, &'a Step)> {
    day.steps
        .iter()
        .filter(move |(_, step)| step.does == *does && !step.withdrawn)
        .map(|(id, step)| (*id, step))
}
