//! Whether the person is at work now.

use jiff::civil::Date;
use outrider_model::attendance::{Standing, attendance};
use outrider_model::decide::{Code, Reproach};
use outrider_model::id::{ChangeId, WorkDayId};
use outrider_model::record::{Person, WorkDay, work_day_id};

use crate::error::{Error, Result};
use crate::query::Moment;
use crate::transact::Pen;

/// A work period that goes on.
pub(crate) struct Duty {
    /// The record of its day.
    pub(crate) work_day: WorkDayId,
    /// What is in it.
    pub(crate) day: WorkDay,
    /// The period.
    pub(crate) period: ChangeId,
    /// The break that goes on in it.
    pub(crate) pause: Option<ChangeId>,
}

/// Returns the work period that goes on: one of today, or of yesterday over midnight.
///
/// # Errors
/// What the disk does.
pub(crate) fn duty(pen: &Pen<'_, '_>) -> Result<Option<Duty>> {
    let (person, now, today) = (pen.profile()?.person, pen.now(), today(pen)?);
    for date in [Some(today), today.yesterday().ok()].into_iter().flatten() {
        let work_day = work_day_id(person, date);
        let Some(day) = pen.look::<WorkDay>(work_day)? else {
            continue;
        };
        let attended = attendance(&day);
        let going_on = attended.periods.iter().rev().find(|period| {
            let standing = attended.standing(period, now);
            matches!(standing, Standing::Running | Standing::Paused)
        });
        if let Some(period) = going_on {
            let open = period.breaks.iter().find(|one| one.to.is_none());
            return Ok(Some(Duty {
                work_day,
                period: period.id,
                pause: open.map(|one| one.id),
                day,
            }));
        }
    }
    Ok(None)
}

/// As [`duty`], where there must be one.
///
/// # Errors
/// [`Error::Refused`] off duty.
pub(super) fn on_duty(pen: &Pen<'_, '_>) -> Result<Duty> {
    duty(pen)?.ok_or_else(|| not_now("period"))
}

/// Returns the civil day in the person's zone.
///
/// # Errors
/// What the disk does.
pub(super) fn today(pen: &Pen<'_, '_>) -> Result<Date> {
    let civil = pen.civil();
    let person: Option<Person> = pen.look(pen.profile()?.person)?;
    let zone = person.map_or_else(|| civil.zone.clone(), |person| person.zone);
    Ok(Moment::told(civil, pen.now(), &zone).today())
}

/// Says that a step does not follow from where the person is.
pub(super) fn not_now(field: &str) -> Error {
    Error::Refused(Reproach {
        code: Code::NotOpen,
        field: field.to_owned(),
    })
}
