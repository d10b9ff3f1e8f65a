//! One line of time for all readings of a day.

use std::collections::BTreeMap;

use crate::record::{Reading, Ticks, WorkDay};

/// Where each start of a device is hung up on the server's clock.
pub(super) struct Timeline<'a> {
    hooks: BTreeMap<&'a str, (i64, i64)>,
}

impl<'a> Timeline<'a> {
    /// Hangs each start of a device up at its earliest reading, withdrawn steps included: what a
    /// clock read stays true.
    pub(super) fn of(day: &'a WorkDay) -> Timeline<'a> {
        let mut hooks: BTreeMap<&str, (i64, i64)> = BTreeMap::new();
        for step in day.steps.values() {
            if let Some(Ticks { boot, micros }) = &step.at.ticks {
                let here = (*micros, step.at.time);
                let hook = hooks.entry(boot).or_insert(here);
                *hook = here.min(*hook);
            }
        }
        Timeline { hooks }
    }

    /// Returns when a reading was: within one start of a device by the clock that nobody can set.
    pub(super) fn at(&self, reading: &Reading) -> i64 {
        let by_ticks = |ticks: &Ticks| {
            let (first, time) = self.hooks.get(ticks.boot.as_str())?;
            Some(time.saturating_add(ticks.micros.saturating_sub(*first)))
        };
        let ticks = reading.ticks.as_ref();
        ticks.and_then(by_ticks).unwrap_or(reading.time)
    }
}
