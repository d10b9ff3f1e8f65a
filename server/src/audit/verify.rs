//! Recomputes the chain and what it binds, and names the first row that is not as it was written.
//!
//! What was forgotten by retention or erasure is excepted, but only where a line says so. Whoever
//! can write to the whole database can write a new chain from some line on: only the number and
//! hash of a line that were kept elsewhere show that.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use outrider_model::change::{Change, Read, hash};
use outrider_model::id::{OrganisationId, PersonId};
use serde::Serialize;
use utoipa::ToSchema;

use super::chain::{self, Row};
use super::key::{Key, OF_NOBODY};
use super::push::{self, Bound};
use super::{Action, forget};
use crate::store::{AuditFilter, AuditLine, AuditTip, HistoryRow, Store, StoreError};

/// How many rows are read at a time.
const PAGE: usize = 1000;

/// Which row is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = AuditPlace)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// The line of the log with this number.
    Line(u64),
    /// The change at this place in the sequence.
    Change(u64),
}

/// A row that is not as it was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = AuditFinding)]
pub struct Finding {
    /// Which.
    pub at: Place,
    /// What is wrong with it.
    pub why: &'static str,
}

/// What came of verifying.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The newest line that was read.
    pub head: AuditTip,
    /// How many changes the log binds.
    pub changes: u64,
    /// How many changes were judged before there was a log.
    pub before: u64,
    /// How many changes are bound whose words were forgotten.
    pub forgotten: u64,
    /// The first row that is not as it was written; none when all are.
    pub finding: Option<Finding>,
}

/// Verifies the log of an organisation, against a line that was kept elsewhere if there is one.
///
/// # Errors
/// [`StoreError`] when the database cannot be read.
pub fn verify(
    store: &dyn Store,
    organisation: OrganisationId,
    expected: Option<AuditTip>,
) -> Result<Outcome, StoreError> {
    let mut verifier = Verifier {
        store,
        organisation,
        expected,
        keys: store.audit_keys(organisation)?.into_iter().collect(),
        tip: AuditTip::default(),
        forgotten: BTreeSet::new(),
        erased: BTreeSet::new(),
        bare: BTreeMap::new(),
        changes: 0,
        before: 0,
        blank: 0,
    };
    let finding = match verifier.all() {
        Ok(()) => None,
        Err(Stop::Found(finding)) => Some(finding),
        Err(Stop::Store(error)) => return Err(error),
    };
    Ok(Outcome {
        head: verifier.tip,
        changes: verifier.changes,
        before: verifier.before,
        forgotten: verifier.blank,
        finding,
    })
}

/// Why verifying ends early.
enum Stop {
    Found(Finding),
    Store(StoreError),
}

impl From<StoreError> for Stop {
    fn from(error: StoreError) -> Self {
        Stop::Store(error)
    }
}

fn line(number: u64, why: &'static str) -> Stop {
    let at = Place::Line(number);
    Stop::Found(Finding { at, why })
}

fn change(seq: u64, why: &'static str) -> Stop {
    let at = Place::Change(seq);
    Stop::Found(Finding { at, why })
}

struct Verifier<'a> {
    store: &'a dyn Store,
    organisation: OrganisationId,
    expected: Option<AuditTip>,
    keys: BTreeMap<PersonId, Key>,
    tip: AuditTip,
    forgotten: BTreeSet<u64>,
    erased: BTreeSet<PersonId>,
    /// The first line without a detail of each person without a key.
    bare: BTreeMap<PersonId, u64>,
    changes: u64,
    before: u64,
    blank: u64,
}

impl Verifier<'_> {
    fn all(&mut self) -> Result<(), Stop> {
        self.lines()?;
        let number = self.tip.number;
        if self
            .expected
            .is_some_and(|expected| expected.number > number)
        {
            let why = "the log ends before the line that was kept elsewhere";
            return Err(line(number + 1, why));
        }
        self.bindings()
    }

    /// Reads on along the chain as far as it goes.
    fn lines(&mut self) -> Result<(), Stop> {
        loop {
            let lines = self.page(self.tip.number, "")?;
            let is_end = lines.len() < PAGE;
            for one in lines {
                self.line(&one)?;
            }
            if is_end {
                break;
            }
        }
        let first = self
            .bare
            .iter()
            .filter(|(person, _)| !self.erased.contains(person))
            .map(|(_, number)| *number)
            .min();
        first.map_or(Ok(()), |number| {
            Err(line(number, "its detail is gone, and nobody was erased"))
        })
    }

    /// Reads lines after a number; one that cannot be read is found by reading one by one.
    fn page(&self, after: u64, action: &str) -> Result<Vec<AuditLine>, Stop> {
        let read = |after: u64, limit: usize| {
            let filter = AuditFilter {
                after,
                action: action.to_owned(),
                ..AuditFilter::default()
            };
            self.store.audit(self.organisation, &filter, limit)
        };
        if let Ok(lines) = read(after, PAGE) {
            return Ok(lines);
        }
        let mut after = after;
        let mut lines = Vec::new();
        while lines.len() < PAGE {
            match read(after, 1) {
                Ok(one) if one.is_empty() => break,
                Ok(one) => {
                    after = one.last().map_or(after, |line| line.number);
                    lines.extend(one);
                }
                // What comes before it may be wrong too, and is then the first.
                Err(_) if !lines.is_empty() => break,
                Err(_) => return Err(line(after + 1, "it cannot be read")),
            }
        }
        Ok(lines)
    }

    fn line(&mut self, one: &AuditLine) -> Result<(), Stop> {
        let number = self.tip.number + 1;
        if one.number != number {
            return Err(line(number, "it is missing"));
        }
        if one.hash != chain::hash(&self.tip.hash, one) {
            return Err(line(
                number,
                "its hash does not follow from it and the line before",
            ));
        }
        self.detail(one)?;
        let is_expected = |tip: AuditTip| tip.number != number || tip.hash == one.hash;
        if !self.expected.is_none_or(is_expected) {
            return Err(line(
                number,
                "it is another than the line that was kept elsewhere",
            ));
        }
        let action = Action::from(one.action.as_str());
        if action == Action::Erased
            && let Some(subject) = one.subject
        {
            self.erased.insert(PersonId::from(subject));
        } else if action == Action::Forgotten {
            let seqs = one.detail.as_deref().and_then(forget::read);
            let seqs = seqs.ok_or_else(|| line(number, "its detail is of unknown form"))?;
            self.forgotten.extend(seqs);
        }
        self.tip = AuditTip {
            number,
            hash: one.hash,
        };
        Ok(())
    }

    fn detail(&mut self, one: &AuditLine) -> Result<(), Stop> {
        let number = one.number;
        let Some(person) = one.keyed_by else {
            let detail = one.detail.as_deref().unwrap_or_default();
            return if one.digest == chain::digest(&OF_NOBODY, detail.as_bytes()) {
                Ok(())
            } else {
                Err(line(number, "its detail is not what was written"))
            };
        };
        let key = self.key(person)?;
        match (key, one.detail.as_deref()) {
            (Some(key), Some(detail)) if one.digest == chain::digest(&key, detail.as_bytes()) => {
                Ok(())
            }
            (Some(_), Some(_)) => Err(line(number, "its detail is not what was written")),
            (Some(_), None) => Err(line(number, "its detail is gone, though its key stands")),
            (None, Some(_)) => Err(line(number, "its detail stands, though its key is gone")),
            (None, None) => {
                self.bare.entry(person).or_insert(number);
                Ok(())
            }
        }
    }

    /// Walks history along what the lines bind.
    fn bindings(&mut self) -> Result<(), Stop> {
        let mut history = History {
            store: self.store,
            organisation: self.organisation,
            after: 0,
            ahead: VecDeque::new(),
        };
        let (mut after, mut is_begun) = (0, false);
        loop {
            let lines = self.page(after, Action::Pushed.as_str())?;
            if lines.is_empty() {
                let Some(row) = history.peek(0)? else {
                    return Ok(());
                };
                let (seq, tip) = (row.seq, self.tip);
                // It may have been judged after the last line was read.
                self.lines()?;
                if self.tip == tip {
                    return if is_begun {
                        Err(change(seq, "no line binds it"))
                    } else {
                        self.before += history.rest()?;
                        Ok(())
                    };
                }
                continue;
            }
            for one in lines {
                after = one.number;
                let bound = one.detail.as_deref().and_then(push::read);
                let bound =
                    bound.ok_or_else(|| line(one.number, "its detail is of unknown form"))?;
                if !is_begun && let Some(first) = bound.first() {
                    self.before += history.skip_to(first.seq)?;
                    is_begun = true;
                }
                for bound in bound {
                    self.bound(&bound, &mut history)?;
                }
            }
        }
    }

    fn bound(&mut self, bound: &Bound, history: &mut History<'_>) -> Result<(), Stop> {
        match history.peek(bound.seq)? {
            Some(row) if row.seq < bound.seq => return Err(change(row.seq, "no line binds it")),
            Some(row) if row.seq == bound.seq => {}
            Some(_) | None => return Err(change(bound.seq, "it is missing")),
        }
        let Some(row) = history.ahead.pop_front() else {
            return Ok(());
        };
        history.after = row.seq;
        self.changes += 1;
        if chain::row(&parts(&row)) != bound.row {
            return Err(change(row.seq, "it is not what was judged"));
        }
        self.words(&row, bound)
    }

    fn words(&mut self, row: &HistoryRow, bound: &Bound) -> Result<(), Stop> {
        if row.is_blank() {
            if !self.forgotten.contains(&row.seq) {
                self.lines()?;
            }
            self.blank += 1;
            return if self.forgotten.contains(&row.seq) {
                Ok(())
            } else {
                Err(change(row.seq, "its words are gone, and no line says why"))
            };
        }
        if let Some(payload) = &row.payload
            && row.hash != hash(row.author, payload)
        {
            return Err(change(row.seq, "its words are not those that were judged"));
        }
        let read = row.payload.as_deref().map(Change::read);
        let known = match &read {
            Some(Ok(Read::Known(change))) => Some(&**change),
            Some(Ok(Read::Unsupported(_)) | Err(_)) | None => None,
        };
        let person = push::tells_of(row.author, known);
        // Of somebody who was erased no words stand; what came of him after was bound without.
        let digest = self
            .key(person)?
            .map_or([0; 16], |key| chain::words(&key, &row.hash));
        if digest != bound.words {
            return Err(change(row.seq, "its words are not those that were judged"));
        }
        Ok(())
    }

    /// Returns a person's key; somebody may have come since the keys were read.
    fn key(&mut self, person: PersonId) -> Result<Option<Key>, StoreError> {
        if !self.keys.contains_key(&person) {
            let keys = self.store.audit_keys(self.organisation)?;
            self.keys = keys.into_iter().collect();
        }
        Ok(self.keys.get(&person).copied())
    }
}

fn parts(row: &HistoryRow) -> Row<'_> {
    Row {
        seq: row.seq,
        change: row.change,
        mends: row.mends,
        author: row.author,
        device: row.device,
        sequence: row.sequence,
        from_phone: row.from_phone,
        stamp: row.stamp,
        authority: row.authority,
        received: row.received,
        verdict: &row.verdict,
        is_accepted: row.is_accepted,
    }
}

/// The rows of history, a page at a time.
struct History<'a> {
    store: &'a dyn Store,
    organisation: OrganisationId,
    after: u64,
    ahead: VecDeque<HistoryRow>,
}

impl History<'_> {
    /// Looks at the next row. One that cannot be read is the one that was expected.
    fn peek(&mut self, expected: u64) -> Result<Option<&HistoryRow>, Stop> {
        if self.ahead.is_empty() {
            let read = |limit| {
                self.store
                    .history_rows(self.organisation, self.after, limit)
            };
            let page = match read(PAGE) {
                Ok(page) => page,
                Err(_) => read(1)
                    .map_err(|_| change(expected.max(self.after + 1), "it cannot be read"))?,
            };
            self.ahead.extend(page);
        }
        Ok(self.ahead.front())
    }

    /// Passes by what comes before a row; returns how many.
    fn skip_to(&mut self, seq: u64) -> Result<u64, Stop> {
        let mut skipped = 0;
        while self.peek(seq)?.is_some_and(|row| row.seq < seq) {
            self.after = self.ahead.pop_front().map_or(self.after, |row| row.seq);
            skipped += 1;
        }
        Ok(skipped)
    }

    fn rest(&mut self) -> Result<u64, Stop> {
        self.skip_to(u64::MAX)
    }
}
