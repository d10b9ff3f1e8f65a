//! One change, from its bytes to its verdict.

use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};

use outrider_model::change::{Change, hash};
use outrider_model::decide::{
    self, Code, Effects, Held, Judge, Look, Need, Refusal, Reproach, Verdict,
};
use outrider_model::id::{ChangeId, PersonId, RecordId};
use outrider_model::record::Kind;
use outrider_model::stamp::Stamp;

use super::admit::{Admitted, admit};
use super::bench::Bench;
use super::book::{self, Booking, book};
use super::hand::{Hand, fetch};
use super::undo::Before;
use super::{Judged, Push, Pushed, apply, guard};
use crate::store::StoreError;

/// How often a judgement is begun again because it looked at something that was not at hand.
const ROUNDS: usize = 16;

/// Judges one change and stores what comes of it.
pub(super) fn judge(
    bench: &mut Bench<'_>,
    push: &Push,
    pushed: &Pushed,
) -> Result<Judged, StoreError> {
    let hash = hash(push.author.person, &pushed.bytes);
    match admit(&pushed.bytes) {
        Admitted::Unsupported(id) => Ok(Judged {
            change: id,
            verdict: Verdict::Unsupported,
            seq: None,
            is_fork: false,
            undo: None,
        }),
        Admitted::Refused(id, reproach) if id.0.is_nil() => Ok(Judged {
            change: id,
            verdict: Verdict::Refused(reproach),
            seq: None,
            is_fork: false,
            undo: None,
        }),
        Admitted::Refused(id, reproach) => {
            if let Some(judged) = known(bench, id, push.author.person, &hash)? {
                return Ok(judged);
            }
            let verdict = Verdict::Refused(reproach);
            let record = Booking {
                id,
                change: None,
                verdict,
                stamps: None,
                hash,
            };
            book(bench, push, pushed, record)
        }
        Admitted::Change(change) => {
            if let Some(judged) = known(bench, change.id, push.author.person, &hash)? {
                // A copy whose last reply was lost has still to be told what it is.
                let is_fork = book::is_fork(bench, push, pushed, change.id)?;
                return Ok(Judged { is_fork, ..judged });
            }
            judge_new(bench, push, pushed, *change, hash)
        }
    }
}

/// Answers for a change that could not be judged now.
pub(super) fn unjudged(pushed: &Pushed, verdict: Verdict) -> Judged {
    let change = match admit(&pushed.bytes) {
        Admitted::Change(change) => change.id,
        Admitted::Unsupported(id) | Admitted::Refused(id, _) => id,
    };
    Judged {
        change,
        verdict,
        seq: None,
        is_fork: false,
        undo: None,
    }
}

/// Repeats the first verdict on a change that was judged before. Another change under its id is
/// refused, and leaves the first as it is.
fn known(
    bench: &mut Bench<'_>,
    id: ChangeId,
    author: PersonId,
    hash: &[u8; 32],
) -> Result<Option<Judged>, StoreError> {
    Ok(bench.ledger.known(id)?.map(|known| {
        // Of a change whose words were forgotten only its author is known.
        let is_forgotten = known.hash == [0; 32] && known.author == author;
        if known.hash == *hash || is_forgotten {
            let verdict = Verdict::Duplicate {
                of: Box::new(known.verdict),
            };
            Judged {
                change: id,
                verdict,
                seq: Some(known.seq),
                is_fork: false,
                undo: None,
            }
        } else {
            let reproach = Reproach {
                code: Code::IdReused,
                field: String::new(),
            };
            Judged {
                change: id,
                verdict: Verdict::Refused(reproach),
                seq: None,
                is_fork: false,
                undo: None,
            }
        }
    }))
}

fn judge_new(
    bench: &mut Bench<'_>,
    push: &Push,
    pushed: &Pushed,
    change: Change,
    hash: [u8; 32],
) -> Result<Judged, StoreError> {
    let received = Stamp(bench.now.max(bench.ledger.head().received + 1));
    let mut judge = bench.judge(&push.author);
    let mut decided = decide_with(bench, &mut judge, &change, received)?;
    if let Some(Ok(effects)) = &decided
        && let Some(refusal) = guard::refusal(bench, &judge, &change, received, effects)?
    {
        decided = Some(Err(refusal));
    }
    let stamps = Some((judge.stamp, judge.authority));
    bench.put_back(&push.author, judge);
    let Some(decided) = decided else {
        return Ok(Judged {
            change: change.id,
            verdict: Verdict::Unsupported,
            seq: None,
            is_fork: false,
            undo: None,
        });
    };
    let (verdict, effects) = match decided {
        Ok(effects) => (Verdict::from(&effects), effects),
        Err(Refusal::Code(reproach)) => (Verdict::Refused(reproach), Effects::default()),
        Err(refusal @ (Refusal::Waits(_) | Refusal::NeedBase(..))) => {
            return Ok(Judged {
                change: change.id,
                verdict: refusal.into(),
                seq: None,
                is_fork: false,
                undo: None,
            });
        }
    };
    let touched = touched(bench, &change, &effects);
    let tells_undo = push.tells_undo && verdict == Verdict::Applied;
    let before = tells_undo.then(|| Before::of(bench, &change)).transpose()?;
    let booking = Booking {
        id: change.id,
        change: Some(change),
        verdict,
        stamps,
        hash,
    };
    let judged = book(bench, push, pushed, booking)?;
    let seq = judged.seq.unwrap_or_default();
    for record in touched {
        bench.ledger.touch(record, seq)?;
    }
    apply::apply(bench, push, effects, seq)?;
    let undo = before
        .map(|before| before.undo(bench, &push.author))
        .transpose()?;
    Ok(Judged {
        undo: undo.flatten().map(Box::new),
        ..judged
    })
}

/// Says why a change may not take the place of the one it mends: that one was accepted, or it is
/// somebody else's.
fn may_mend(
    bench: &mut Bench<'_>,
    author: PersonId,
    change: &Change,
) -> Result<Option<Refusal>, StoreError> {
    let Some(mended) = change.mends else {
        return Ok(None);
    };
    if bench.past(mended)?.is_some() {
        return Ok(Some(Refusal::code(Code::IdReused)));
    }
    let known = bench.ledger.known(mended)?;
    let is_anothers = known.is_some_and(|known| known.author != author);
    Ok(is_anothers.then(|| Refusal::code(Code::NotAllowed)))
}

/// Brings to hand what the judgement reads and judges. None when the judge itself fails: such a
/// change stays with its author, and the others go on.
pub(super) fn decide_with(
    bench: &mut Bench<'_>,
    judge: &mut Judge,
    change: &Change,
    received: Stamp,
) -> Result<Option<Result<Effects, Refusal>>, StoreError> {
    if let Some(refusal) = may_mend(bench, judge.author, change)? {
        return Ok(Some(Err(refusal)));
    }
    let mut fetched = BTreeSet::new();
    for _ in 0..ROUNDS {
        let needs = decide::reads(change, &Hand::of(bench));
        let new: Vec<Need> = needs.difference(&fetched).cloned().collect();
        if new.is_empty() {
            break;
        }
        fetch(bench, &new)?;
        fetched.extend(new);
    }
    for _ in 0..ROUNDS {
        let hand = Hand::of(bench);
        let decided = catch_unwind(AssertUnwindSafe(|| {
            (judge.stamp, judge.authority) =
                decide::effective(&hand, &judge.rights, change, received);
            decide::decide(&hand, judge, change)
        }));
        let missed = hand.missed();
        match decided {
            Ok(decided) if missed.is_empty() => return Ok(Some(decided)),
            Ok(_) => fetch(bench, &missed)?,
            Err(_) => {
                tracing::error!(change = %change.id, "the judgement of a change failed");
                return Ok(None);
            }
        }
    }
    Err(StoreError::Broken(format!(
        "the judgement of {} reads without end",
        change.id
    )))
}

/// Returns the records in whose timelines a change stands: those it writes, those it names a base
/// of, and what a note, a visit or a diary entry is about.
fn touched(bench: &Bench<'_>, change: &Change, effects: &Effects) -> BTreeSet<RecordId> {
    let mut touched: BTreeSet<RecordId> = change.was.keys().copied().collect();
    if effects.puts.is_empty() {
        let held = Hand::of(bench);
        let needs = decide::reads(change, &held);
        touched.extend(needs.into_iter().filter_map(|need| {
            match need {
                Need::Record(id) => {
                    matches!(held.record(id), Look::Present(record) if is_work(&record.kind))
                        .then_some(id)
                }
                Need::Past(_) | Need::Text(..) | Need::Standing(_) => None,
            }
        }));
    }
    for put in &effects.puts {
        if put.kind == Kind::Draft {
            continue;
        }
        touched.insert(put.id);
        if matches!(put.kind, Kind::Note | Kind::CheckIn) {
            touched.extend(apply::named(put, "task"));
            touched.extend(apply::named(put, "customer"));
        } else if put.kind == Kind::Diary {
            touched.extend(apply::named(put, "about"));
        }
    }
    touched
}

/// Says whether a timeline of such a record tells of refused changes too.
fn is_work(kind: &Kind) -> bool {
    matches!(
        kind,
        Kind::Task | Kind::Customer | Kind::Note | Kind::CheckIn | Kind::Series
    )
}
