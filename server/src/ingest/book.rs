//! How a judged change enters history.

use outrider_model::change::Change;
use outrider_model::decide::{Past, Verdict};
use outrider_model::id::ChangeId;
use outrider_model::stamp::Stamp;
use outrider_model::wire::MAX_CHANGE;

use super::bench::Bench;
use super::{Judged, Push, Pushed};
use crate::store::{Judgement, StoreError};

/// A judged change on its way into history.
pub(super) struct Booking {
    pub(super) id: ChangeId,
    pub(super) change: Option<Change>,
    pub(super) verdict: Verdict,
    pub(super) stamps: Option<(Stamp, Stamp)>,
    pub(super) hash: [u8; 32],
}

/// Gives the change its sequence and writes it into history.
pub(super) fn book(
    bench: &mut Bench<'_>,
    push: &Push,
    pushed: &Pushed,
    booking: Booking,
) -> Result<Judged, StoreError> {
    let is_fork = is_fork(bench, push, pushed, booking.id)?;
    let sequence = pushed.sequence.filter(|_| !is_fork);
    if is_fork {
        tracing::warn!(device = %push.author.device, "a number came with two changes");
        bench
            .ledger
            .count_fork(push.author.device, push.author.person)?;
    }
    let mut head = bench.ledger.head();
    head.seq += 1;
    head.received = bench.now.max(head.received + 1);
    bench.ledger.set_head(head);
    let received = Stamp(head.received);
    let (stamp, authority) = booking.stamps.unwrap_or((received, received));
    let is_too_large = pushed.bytes.len() > MAX_CHANGE;
    let judgement = Judgement {
        change: booking.id,
        mends: booking.change.as_ref().and_then(|change| change.mends),
        seq: head.seq,
        author: push.author.person,
        device: push.author.device,
        sequence,
        from_phone: pushed.sequence.is_some() || push.vouched.is_some(),
        stamp,
        authority,
        received: head.received,
        hash: booking.hash,
        verdict: &booking.verdict,
        payload: (!is_too_large).then_some(pushed.bytes.as_slice()),
    };
    bench.ledger.judged(&judgement)?;
    bench
        .binder
        .bind(bench.ledger, &judgement, booking.change.as_ref())?;
    let judged = Judged {
        change: booking.id,
        verdict: booking.verdict,
        seq: Some(head.seq),
        is_fork,
        undo: None,
    };
    if let Some(change) = booking.change.filter(|_| judged.is_accepted()) {
        let author = push.author.person;
        bench.pasts.insert(
            change.key(),
            Some(Past {
                author,
                stamp,
                authority,
                change,
            }),
        );
    }
    Ok(judged)
}

/// Says whether the phone's number for a change came with another one before: then the phone was
/// copied or put back, and the change goes on without a number.
pub(super) fn is_fork(
    bench: &mut Bench<'_>,
    push: &Push,
    pushed: &Pushed,
    change: ChangeId,
) -> Result<bool, StoreError> {
    let Some(sequence) = pushed.sequence else {
        return Ok(false);
    };
    let other = bench.ledger.numbered(push.author.device, sequence)?;
    Ok(other.is_some_and(|other| other != change))
}
