//! Which changes of history hold a precise position of somebody, and of when.

use outrider_model::change::{Body, Change, Read, StatusReport};
use outrider_model::id::{ChangeId, RecordId};
use outrider_model::place::{Coarseness, Fix};

use outrider_model::change::{CheckInCoarsened, TaskCoarsened, TrackCoarsened};

use crate::store::HistoryRow;

/// A change that holds positions.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Precise {
    /// Its place in history.
    pub(super) seq: u64,
    /// The oldest moment of them, microseconds since 1970 (UTC), never after the receipt.
    pub(super) at: i64,
    /// What makes the record coarse that it wrote; none where it wrote none.
    pub(super) coarsening: Option<(ChangeId, Body)>,
}

/// Returns what of a row is a position; none where there is none, and where its words are gone.
pub(super) fn precise(row: &HistoryRow, until: i64) -> Option<Precise> {
    let payload = row.payload.as_deref()?;
    // Most changes hold none, and need not be read for that.
    let is_named = |name: &[u8]| payload.windows(name.len()).any(|part| part == name);
    if !is_named(b"\"position\"") {
        return None;
    }
    let Ok(Read::Known(change)) = Change::read(payload) else {
        return None;
    };
    let (oldest, body) = positions(&change, until)?;
    let id = ChangeId(RecordId::from(row.change).derived("coarsened").0);
    Some(Precise {
        seq: row.seq,
        at: oldest.min(row.received),
        coarsening: row.is_accepted.then_some((id, body)),
    })
}

fn positions(change: &Change, until: i64) -> Option<(i64, Body)> {
    let to = Coarseness::Kilometre;
    if let Body::CheckedIn(arrived) = &change.body {
        let check_in = RecordId::from(change.key()).into();
        let body = Body::CheckInCoarsened(CheckInCoarsened { check_in, to });
        return Some((arrived.fix.as_ref()?.at, body));
    }
    if let Body::CheckedOut(left) = &change.body {
        let check_in = left.check_in;
        let body = Body::CheckInCoarsened(CheckInCoarsened { check_in, to });
        return Some((left.fix.as_ref()?.at, body));
    }
    if let Body::TrackRecorded(recorded) = &change.body {
        let track = RecordId::from(change.key()).into();
        let body = Body::TrackCoarsened(TrackCoarsened { track, to });
        return recorded.points.keys().next().map(|first| (*first, body));
    }
    let (report, fix) = report(&change.body)?;
    let body = Body::TaskCoarsened(TaskCoarsened {
        task: report.task,
        to,
        until,
    });
    Some((fix.at, body))
}

fn report(body: &Body) -> Option<(&StatusReport, &Fix)> {
    let report = if let Body::TaskAccepted(report)
    | Body::TaskDeclined(report)
    | Body::TaskStarted(report)
    | Body::TaskCompleted(report)
    | Body::TaskNotDone(report)
    | Body::TaskReopened(report)
    | Body::TaskCancelled(report)
    | Body::TaskClosed(report) = body
    {
        report
    } else {
        return None;
    };
    Some((report, report.fix.as_ref()?))
}
