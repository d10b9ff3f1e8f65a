//! Keeps a point of the way, if it may.

use outrider_model::attendance::on_duty;
use outrider_model::place::Fix;
use outrider_model::record::{Consent, Purpose, TrackPoint, consent_id};

use crate::command::work::{Duty, duty};
use crate::error::Result;
use crate::query::{FULL, OLD};
use crate::transact::{Op, Pen, Saved, Transactor, WayPoint};

/// From how far apart on something is missing between two points.
const GAP: i64 = 5 * 60_000_000;
/// What became of a point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum Gate {
    /// It is on disk.
    Kept,
    /// The person did not agree to it: nothing was written.
    NoConsent,
    /// No work period is open, or a break is: nothing was written.
    OffDuty,
    /// The person chose that no way is kept on this phone: nothing was written.
    CheckInsOnly,
    /// The last one is seconds old: nothing was written.
    TooSoon,
    /// Another program made it up: nothing was written, which leaves a gap.
    Mock,
}

/// Keeps a point of the way on duty. The gate stands here, in the transaction that would write.
///
/// # Errors
/// What the disk does; nothing is then written.
pub fn record(door: &Transactor, fix: &Fix) -> Result<Saved<Gate>> {
    door.transact(Op::RecordWay, |pen| {
        if !has_consent(pen)? {
            return Ok(Gate::NoConsent);
        }
        let time = pen.civil().time;
        let is_open = |duty: &Duty| duty.pause.is_none() && on_duty(&duty.day, time);
        let Some(duty) = duty(pen)?.filter(is_open) else {
            return Ok(Gate::OffDuty);
        };
        if fix.mock {
            return Ok(Gate::Mock);
        }
        match pen.location_mode()?.apart() {
            Some(apart) => keep(pen, &duty, time, fix, i64::from(apart)),
            None => Ok(Gate::CheckInsOnly),
        }
    })
}

fn has_consent(pen: &Pen<'_, '_>) -> Result<bool> {
    let id = consent_id(pen.profile()?.person, &Purpose::OnDutyLocation);
    let consent: Option<Consent> = pen.look(id)?;
    Ok(consent.is_some_and(|consent| consent.given))
}

fn keep(pen: &mut Pen<'_, '_>, duty: &Duty, time: i64, fix: &Fix, apart: i64) -> Result<Gate> {
    let last = pen.end_of_way()?;
    let since = last.map(|last| time.saturating_sub(last.time));
    // Systems give positions a little before or after the second that was asked for.
    if since.is_some_and(|since| since < apart * 800_000) {
        return Ok(Gate::TooSoon);
    }
    pen.add_to_way(&WayPoint {
        time,
        work_day: duty.work_day,
        point: TrackPoint {
            position: fix.position,
            accuracy_mm: fix.accuracy_mm,
        },
        gap: since.is_some_and(|since| since > GAP),
    })?;
    let (count, first) = pen.length_of_way()?;
    let age = first.map_or(0, |first| time.saturating_sub(first));
    if count >= FULL || age >= OLD {
        pen.send_way()?;
    }
    Ok(Gate::Kept)
}
