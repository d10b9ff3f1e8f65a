//! One line for each push: it binds every row of history that the push left.
//!
//! A row is bound twice. What is no secret (place, author, device, stamps, verdict) by a hash;
//! the words of the change by a digest with the key of the person of whom they tell, so that when
//! words and key are gone nobody can try guesses against it.

use std::collections::BTreeMap;

use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use outrider_model::change::{Body, Change};
use outrider_model::decide::Verdict;
use outrider_model::id::{DeviceId, PersonId};
use serde::{Deserialize, Serialize};

use super::chain::{self, Row};
use super::key::{self, Key};
use super::write::append;
use super::{Action, Note};
use crate::store::{AuditTip, Judgement, Ledger, StoreError, verdict_cell};

/// How many bytes bind a row: its distance from the first one, its hash, the digest of its words.
const BOUND: usize = 4 + 16 + 16;

/// A row of history as a line binds it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Bound {
    /// Its place in the sequence.
    pub(super) seq: u64,
    /// The hash of what is no secret.
    pub(super) row: [u8; 16],
    /// The keyed digest of the words; zeroes when there was no key any more.
    pub(super) words: [u8; 16],
}

/// The detail of a line about a push.
#[derive(Debug, Serialize, Deserialize)]
struct Detail {
    count: usize,
    from: u64,
    to: u64,
    rows: String,
}

/// What is bound while a push is judged.
#[derive(Debug, Default)]
pub(crate) struct Binder {
    tip: Option<AuditTip>,
    keys: BTreeMap<PersonId, Option<Key>>,
    bound: Vec<Bound>,
    marked: usize,
}

impl Binder {
    /// Begins a part that may be rolled back.
    pub(crate) fn mark(&mut self) {
        self.marked = self.bound.len();
    }

    /// Forgets what was bound since the mark.
    pub(crate) fn go_back(&mut self) {
        self.bound.truncate(self.marked);
        // Keys that were made since are not kept either.
        self.keys.clear();
    }

    /// Binds a row that was written just now.
    pub(crate) fn bind(
        &mut self,
        ledger: &mut dyn Ledger,
        judgement: &Judgement<'_>,
        change: Option<&Change>,
    ) -> Result<(), StoreError> {
        let verdict = verdict_cell(judgement.verdict)?;
        let is_accepted = matches!(judgement.verdict, Verdict::Applied | Verdict::Merged { .. });
        let row = chain::row(&Row {
            seq: judgement.seq,
            change: judgement.change,
            mends: judgement.mends,
            author: judgement.author,
            device: judgement.device,
            sequence: judgement.sequence,
            from_phone: judgement.from_phone,
            stamp: judgement.stamp,
            authority: judgement.authority,
            received: judgement.received,
            verdict: &verdict,
            is_accepted,
        });
        let person = tells_of(judgement.author, change);
        let key = match self.keys.get(&person) {
            Some(key) => *key,
            None => {
                let key = key::of(ledger, person)?;
                self.keys.insert(person, key);
                key
            }
        };
        let words = key.map_or([0; 16], |key| chain::words(&key, &judgement.hash));
        let seq = judgement.seq;
        self.bound.push(Bound { seq, row, words });
        Ok(())
    }

    /// Writes the line of the push that ends here, if it left anything.
    pub(crate) fn close(
        &mut self,
        ledger: &mut dyn Ledger,
        now: i64,
        author: PersonId,
        device: DeviceId,
    ) -> Result<(), StoreError> {
        let bound = std::mem::take(&mut self.bound);
        self.marked = 0;
        let Some(detail) = Detail::of(&bound) else {
            return Ok(());
        };
        let detail = serde_json::to_value(&detail)
            .map_err(|error| StoreError::database("noting a push", error))?;
        let tip = match self.tip {
            Some(tip) => tip,
            None => ledger.audit_tip()?,
        };
        // The detail holds nothing personal, so it stands when its author is erased.
        let note = Note::of(Action::Pushed)
            .by(author)
            .on(device)
            .telling_of_nobody()
            .saying(detail);
        self.tip = Some(append(ledger, tip, now, &note)?);
        Ok(())
    }
}

impl Detail {
    fn of(bound: &[Bound]) -> Option<Detail> {
        let (from, to) = (bound.first()?.seq, bound.last()?.seq);
        let mut rows = Vec::with_capacity(bound.len() * BOUND);
        for one in bound {
            let distance = u32::try_from(one.seq - from).unwrap_or(u32::MAX);
            rows.extend_from_slice(&distance.to_be_bytes());
            rows.extend_from_slice(&one.row);
            rows.extend_from_slice(&one.words);
        }
        Some(Detail {
            count: bound.len(),
            from,
            to,
            rows: STANDARD_NO_PAD.encode(rows),
        })
    }
}

/// Reads what a line binds; none when it is not of this form.
pub(super) fn read(detail: &str) -> Option<Vec<Bound>> {
    let detail: Detail = serde_json::from_str(detail).ok()?;
    let bytes = STANDARD_NO_PAD.decode(detail.rows).ok()?;
    let bound: Option<Vec<Bound>> = bytes
        .chunks(BOUND)
        .map(|chunk| {
            let (distance, rest) = chunk.split_first_chunk::<4>()?;
            let (row, rest) = rest.split_first_chunk::<16>()?;
            let words = <[u8; 16]>::try_from(rest).ok()?;
            let seq = detail
                .from
                .checked_add(u64::from(u32::from_be_bytes(*distance)))?;
            Some(Bound {
                seq,
                row: *row,
                words,
            })
        })
        .collect();
    bound.filter(|bound| !bound.is_empty())
}

/// Returns of whom the words of a change tell: its author, unless it is about another person's
/// name or device.
pub(super) fn tells_of(author: PersonId, change: Option<&Change>) -> PersonId {
    let Some(change) = change else {
        return author;
    };
    if let Body::PersonAdded(_) = &change.body {
        PersonId(change.key().0)
    } else if let Body::PersonEdited(edited) = &change.body {
        edited.target
    } else if let Body::DeviceEnrolled(enrolled) = &change.body {
        enrolled.enrolled.person
    } else {
        author
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_line_binds_is_read_as_it_was_written() {
        let bound: Vec<Bound> = [7, 8, 12]
            .into_iter()
            .map(|seq| Bound {
                seq,
                row: [u8::try_from(seq).unwrap(); 16],
                words: [0xff; 16],
            })
            .collect();
        let written = serde_json::to_string(&Detail::of(&bound).unwrap()).unwrap();
        assert_eq!(read(&written), Some(bound));
        assert!(Detail::of(&[]).is_none());
        assert_eq!(read("{}"), None);
    }
}
