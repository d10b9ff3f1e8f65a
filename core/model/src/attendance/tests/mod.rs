//! What steps add up to: golden vectors, and what must hold whatever the clocks read.

mod clocks;
mod law;
mod vectors;

use std::collections::BTreeMap;

use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use uuid::Uuid;

use super::*;
use crate::record::{Correction, Reading, Settlement, Step, Ticks};
use crate::stamp::{Civil, Stamp};
use crate::testing::cast::{ANNA, MIA, id};

const MINUTE: i64 = 60 * 1_000_000;

/// A work day as it is told: one line a step.
struct Told {
    day: WorkDay,
    zone: TimeZone,
}

impl Told {
    fn in_zone(zone: &str, day: &str) -> Told {
        Told {
            day: WorkDay {
                person: ANNA,
                day: day.parse().unwrap(),
                steps: BTreeMap::new(),
                corrections: BTreeMap::new(),
            },
            zone: TimeZone::get(zone).unwrap(),
        }
    }

    /// The moment of a wall clock in the zone, in microseconds.
    fn at(&self, wall: &str) -> i64 {
        let wall: DateTime = wall.parse().unwrap();
        let zoned = self.zone.to_zoned(wall).unwrap();
        zoned.timestamp().as_microsecond()
    }

    fn reading(&self, wall: &str) -> Reading {
        plain(self.at(wall))
    }

    fn step(mut self, number: u128, does: StepKind, wall: &str, of: &[u128]) -> Told {
        let at = self.reading(wall);
        self.day.steps.insert(id(number), step(does, at, of));
        self
    }

    fn starts(self, number: u128, wall: &str) -> Told {
        self.step(number, StepKind::Started, wall, &[])
    }

    fn ends(self, number: u128, wall: &str, period: u128) -> Told {
        self.step(number, StepKind::Ended, wall, &[period])
    }

    fn pauses(mut self, number: u128, wall: &str, period: u128, paid: bool) -> Told {
        self = self.step(number, StepKind::Paused, wall, &[period]);
        self.day.steps.get_mut(&id(number)).unwrap().paid = paid;
        self
    }

    fn resumes(self, number: u128, wall: &str, period: u128, pause: u128) -> Told {
        self.step(number, StepKind::Resumed, wall, &[period, pause])
    }

    fn withdraws(mut self, number: u128) -> Told {
        self.day.steps.get_mut(&id(number)).unwrap().withdrawn = true;
        self
    }

    fn corrects(mut self, number: u128, period: u128, wall: &str, approved: Option<bool>) -> Told {
        let correction = Correction {
            period: id(period),
            to: self.at(wall),
            reason: "Forgot".into(),
            asked: Stamp(1),
            settled: approved.map(|approved| Settlement {
                approved,
                person: MIA,
                stamp: Stamp(i64::try_from(number).unwrap()),
                reason: String::new(),
            }),
            withdrawn: false,
        };
        self.day.corrections.insert(id(number), correction);
        self
    }

    fn worked(&self) -> Worked {
        attendance(&self.day).worked()
    }
}

/// A reading of which nothing but the time is known.
fn plain(time: i64) -> Reading {
    Reading {
        time,
        civil: Civil {
            time,
            offset: 0,
            zone: String::new(),
        },
        ticks: None,
    }
}

fn step(does: StepKind, at: Reading, of: &[u128]) -> Step {
    let named = |index: usize| of.get(index).map(|number| id(*number));
    Step {
        does,
        period: named(0),
        pause: named(1),
        paid: false,
        at,
        withdrawn: false,
    }
}

fn minutes(count: i64) -> Worked {
    Worked::Whole(count * MINUTE)
}

fn ticking(time: i64, boot: &str, micros: i64) -> Reading {
    Reading {
        ticks: Some(Ticks {
            boot: boot.into(),
            micros,
        }),
        ..plain(time)
    }
}

fn key(number: u64) -> ChangeId {
    ChangeId(Uuid::from_u128(u128::from(number)))
}
