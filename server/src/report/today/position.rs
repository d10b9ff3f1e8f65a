//! Where somebody was last on duty.

use std::collections::BTreeMap;

use outrider_model::attendance::{Attendance, Standing, attendance, on_duty};
use outrider_model::id::PersonId;
use outrider_model::place::{Fix, Position};
use outrider_model::record::WorkDay;

use super::{LastPosition, PositionSource, WorkState};

/// The work days of each person that a day may have to do with: its own, and the one before, whose
/// last period may go on over midnight.
#[derive(Default)]
pub(super) struct Duty(BTreeMap<PersonId, Vec<WorkDay>>);

impl Duty {
    /// Takes a work day in.
    pub(super) fn add(&mut self, day: WorkDay) {
        self.0.entry(day.person).or_default().push(day);
    }

    /// Says whether a person was on duty at a moment of his device's clock.
    pub(super) fn covers(&self, person: PersonId, moment: i64) -> bool {
        let days = self.0.get(&person);
        days.into_iter().flatten().any(|day| on_duty(day, moment))
    }

    /// Says how a person stands now, and since when.
    pub(super) fn state(&self, person: PersonId, now: i64) -> (WorkState, Option<i64>) {
        let mut last: Option<(i64, WorkState, Option<i64>)> = None;
        for day in self.0.get(&person).into_iter().flatten() {
            let worked = attendance(day);
            if let Some(found) = newest(&worked, now)
                && last.is_none_or(|(from, _, _)| found.0 >= from)
            {
                last = Some(found);
            }
        }
        last.map_or((WorkState::Unknown, None), |(_, state, since)| {
            (state, since)
        })
    }
}

/// How the last period of a day stands, with its beginning.
fn newest(worked: &Attendance, now: i64) -> Option<(i64, WorkState, Option<i64>)> {
    let period = worked.periods.last()?;
    let (state, since) = match worked.standing(period, now) {
        Standing::Running => (WorkState::Working, Some(period.from)),
        Standing::Paused => {
            let open = period.breaks.iter().find(|one| one.to.is_none());
            (WorkState::Break, open.map(|one| one.from))
        }
        Standing::Closed => (WorkState::Off, period.to),
        Standing::NeedsFix => (WorkState::Unknown, None),
    };
    Some((period.from, state, since))
}

/// The newest position of each person, as far as it was on duty.
#[derive(Default)]
pub(super) struct Positions(BTreeMap<PersonId, LastPosition>);

impl Positions {
    /// Takes a fix in.
    pub(super) fn fix(&mut self, duty: &Duty, person: PersonId, fix: &Fix, source: PositionSource) {
        self.point(
            duty,
            person,
            (fix.position, fix.accuracy_mm, fix.at),
            source,
        );
    }

    /// Takes a position in: where, how sure, when.
    pub(super) fn point(
        &mut self,
        duty: &Duty,
        person: PersonId,
        point: (Position, i64, i64),
        source: PositionSource,
    ) {
        let (position, accuracy, at) = point;
        let is_newer = self.0.get(&person).is_none_or(|known| known.at < at);
        if is_newer && duty.covers(person, at) {
            let found = LastPosition {
                lat: position.lat(),
                lon: position.lon(),
                accuracy_mm: (accuracy > 0).then_some(accuracy),
                at,
                source,
            };
            self.0.insert(person, found);
        }
    }

    /// Hands the position of a person out.
    pub(super) fn of(&self, person: PersonId) -> Option<LastPosition> {
        self.0.get(&person).copied()
    }
}
