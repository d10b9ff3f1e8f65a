//! One change, from its bytes to its verdict.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};

use outrider_model::change::{Change, hash};
use outrider_model::decide::{
    self, Code, Effects, Held, Judge, Look, Need, Past, Refusal, Reproach, Rights, Verdict,
};
use outrider_model::id::{ChangeId, PersonId, RecordId};
use outrider_model::record::{Kind, Record};
use outrider_model::stamp::Stamp;
use outrider_model::text::TextHash;

use super::admit::{Admitted, admit};
use super::bench::Bench;
use super::{Judged, Push, Pushed, apply};
use crate::store::{Judgement, StoreError};

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
        }),
        Admitted::Refused(id, reproach) if id.0.is_nil() => Ok(Judged {
            change: id,
            verdict: Verdict::Refused(reproach),
            seq: None,
        }),
        Admitted::Refused(id, reproach) => {
            if let Some(judged) = known(bench, id, &hash)? {
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
            if let Some(judged) = known(bench, change.id, &hash)? {
                return Ok(judged);
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
    }
}

/// Repeats the first verdict on a change that was judged before. Another change under its id is
/// refused, and leaves the first as it is.
fn known(
    bench: &mut Bench<'_>,
    id: ChangeId,
    hash: &[u8; 32],
) -> Result<Option<Judged>, StoreError> {
    Ok(bench.ledger.known(id)?.map(|known| {
        if known.hash == *hash {
            let verdict = Verdict::Duplicate {
                of: Box::new(known.verdict),
            };
            Judged {
                change: id,
                verdict,
                seq: Some(known.seq),
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
    let rights = bench.rights(&push.author);
    let (judge, decided) = match decide_with(bench, push, &change, rights, received)? {
        Some(decided) => decided,
        None => {
            return Ok(Judged {
                change: change.id,
                verdict: Verdict::Unsupported,
                seq: None,
            });
        }
    };
    let (verdict, effects) = match decided {
        Ok(effects) => (Verdict::from(&effects), effects),
        Err(Refusal::Code(reproach)) => (Verdict::Refused(reproach), Effects::default()),
        Err(refusal @ (Refusal::Waits(_) | Refusal::NeedBase(..))) => {
            return Ok(Judged {
                change: change.id,
                verdict: refusal.into(),
                seq: None,
            });
        }
    };
    let touched = touched(bench, &change, &effects);
    let stamps = Some((judge.stamp, judge.authority));
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
    Ok(judged)
}

type Decided = (Judge, Result<Effects, Refusal>);

/// Brings to hand what the judgement reads and judges. None when the judge itself fails: such a
/// change stays with its author, and the others go on.
fn decide_with(
    bench: &mut Bench<'_>,
    push: &Push,
    change: &Change,
    rights: Rights,
    received: Stamp,
) -> Result<Option<Decided>, StoreError> {
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
            let (stamp, authority) = decide::effective(&hand, &rights, change, received);
            let (author, device) = (push.author.person, push.author.device);
            let judge = Judge {
                author,
                device,
                rights: rights.clone(),
                stamp,
                authority,
            };
            let decided = decide::decide(&hand, &judge, change);
            (judge, decided)
        }));
        let missed: Vec<Need> = hand.missed.into_inner().into_iter().collect();
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

fn fetch(bench: &mut Bench<'_>, needs: &[Need]) -> Result<(), StoreError> {
    for need in needs {
        match need {
            Need::Record(id) => {
                bench.record(*id)?;
            }
            Need::Past(id) if !bench.pasts.contains_key(id) => {
                let past = bench.ledger.past(*id)?;
                bench.pasts.insert(*id, past);
            }
            Need::Past(_) => {}
            Need::Text(of, hash) => {
                let text = bench.ledger.text(*of, hash)?;
                bench.texts.insert((*of, *hash), text);
            }
            Need::Standing(home) => {
                bench.standing_at(*home)?;
            }
        }
    }
    Ok(())
}

/// What is at hand, as a judgement asks for it. What it asks for in vain is noted, to be fetched
/// before it is asked again.
struct Hand<'b, 'l> {
    bench: &'b Bench<'l>,
    missed: RefCell<BTreeSet<Need>>,
}

impl<'b, 'l> Hand<'b, 'l> {
    fn of(bench: &'b Bench<'l>) -> Hand<'b, 'l> {
        Hand {
            bench,
            missed: RefCell::default(),
        }
    }

    fn answer<'a, T: ?Sized>(
        &self,
        held: Option<Option<&'a T>>,
        need: impl FnOnce() -> Need,
    ) -> Look<&'a T> {
        match held {
            Some(Some(value)) => Look::Present(value),
            Some(None) => Look::Absent,
            None => {
                self.missed.borrow_mut().insert(need());
                Look::Absent
            }
        }
    }
}

impl Held for Hand<'_, '_> {
    fn record(&self, id: RecordId) -> Look<&Record> {
        let held = self.bench.records.get(&id);
        let held = held.map(|held| held.as_ref().map(|in_hand| &in_hand.record));
        self.answer(held, || Need::Record(id))
    }

    fn past(&self, id: ChangeId) -> Look<&Past> {
        self.answer(self.bench.pasts.get(&id).map(Option::as_ref), || {
            Need::Past(id)
        })
    }

    fn text(&self, of: RecordId, hash: &TextHash) -> Look<&str> {
        let held = self.bench.texts.get(&(of, *hash)).map(Option::as_deref);
        self.answer(held, || Need::Text(of, *hash))
    }

    fn stands(&self, person: PersonId, home: RecordId) -> Look<()> {
        let Some(standing) = self.bench.standing.get(&home) else {
            self.missed.borrow_mut().insert(Need::Standing(home));
            return Look::Absent;
        };
        if self.bench.directory.audiences(person).is_disjoint(standing) {
            Look::Absent
        } else {
            Look::Present(())
        }
    }
}

/// A judged change on its way into history.
struct Booking {
    id: ChangeId,
    change: Option<Change>,
    verdict: Verdict,
    stamps: Option<(Stamp, Stamp)>,
    hash: [u8; 32],
}

/// Gives the change its sequence and writes it into history.
fn book(
    bench: &mut Bench<'_>,
    push: &Push,
    pushed: &Pushed,
    booking: Booking,
) -> Result<Judged, StoreError> {
    let sequence = free_sequence(bench, push, pushed, booking.id)?;
    let mut head = bench.ledger.head();
    head.seq += 1;
    head.received = bench.now.max(head.received + 1);
    bench.ledger.set_head(head);
    let received = Stamp(head.received);
    let (stamp, authority) = booking.stamps.unwrap_or((received, received));
    let is_too_large = pushed.bytes.len() > outrider_model::wire::MAX_CHANGE;
    bench.ledger.judged(&Judgement {
        change: booking.id,
        mends: booking.change.as_ref().and_then(|change| change.mends),
        seq: head.seq,
        author: push.author.person,
        device: push.author.device,
        sequence,
        from_phone: pushed.sequence.is_some(),
        stamp,
        authority,
        received: head.received,
        hash: booking.hash,
        verdict: &booking.verdict,
        payload: (!is_too_large).then_some(pushed.bytes.as_slice()),
    })?;
    let judged = Judged {
        change: booking.id,
        verdict: booking.verdict,
        seq: Some(head.seq),
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

/// Returns the phone's number for a change, unless another change came with it before: then the
/// phone was copied or put back, which is counted, and the change goes on without a number.
fn free_sequence(
    bench: &mut Bench<'_>,
    push: &Push,
    pushed: &Pushed,
    change: ChangeId,
) -> Result<Option<u64>, StoreError> {
    let Some(sequence) = pushed.sequence else {
        return Ok(None);
    };
    match bench.ledger.numbered(push.author.device, sequence)? {
        Some(other) if other != change => {
            tracing::warn!(device = %push.author.device, sequence, "a number came with two changes");
            bench
                .ledger
                .count_fork(push.author.device, push.author.person)?;
            Ok(None)
        }
        Some(_) | None => Ok(Some(sequence)),
    }
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
