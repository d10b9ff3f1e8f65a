//! What grows old: precise positions are made coarse, in the records and in history, and what was
//! kept for a while only is swept. It goes by small commits and goes on where it was stopped.

use std::collections::BTreeSet;

use outrider_model::decide::Verdict;
use outrider_model::id::{OrganisationId, RecordId};
use outrider_model::record::{Field, Kind, Record};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::precise::{Precise, precise};
use super::setting::retention;
use crate::audit::Why;
use crate::ingest::{REWRITTEN_AT_ONCE, Rewriting, rewrite, system_change};
use crate::store::{HistoryRow, Store, StoreError};

const DAY: i64 = 24 * 3600 * 1_000_000;
/// How long changes stay in quarantine.
const QUARANTINE: i64 = 30 * DAY;
/// How long sessions, one-time secrets, tokens and parcels are still listed after their end.
const ACCESS: i64 = 30 * DAY;
/// The setting that says how far history was gone through.
const PROGRESS: &str = "retention/progress";

/// How far history was gone through.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Progress {
    /// Up to here no precise position is left.
    done: u64,
    /// Up to here none is left that had grown old before it came.
    seen: u64,
}

/// Does what time asks of an organisation's history. Returns how many changes were forgotten.
///
/// # Errors
/// [`StoreError`] when it cannot be stored; what was done before stands.
pub fn retain(
    store: &dyn Store,
    organisation: OrganisationId,
    now: i64,
) -> Result<usize, StoreError> {
    let days = i64::from(retention(store, organisation)?.positions_days);
    let mut keeper = Keeper {
        store,
        organisation,
        now,
        cutoff: now.saturating_sub(days.saturating_mul(DAY)),
        forgotten: 0,
    };
    keeper.positions()?;
    store.empty_quarantine(organisation, now.saturating_sub(QUARANTINE))?;
    store.sweep_access(organisation, now.saturating_sub(ACCESS))?;
    Ok(keeper.forgotten)
}

struct Keeper<'a> {
    store: &'a dyn Store,
    organisation: OrganisationId,
    now: i64,
    cutoff: i64,
    forgotten: usize,
}

impl Keeper<'_> {
    fn positions(&mut self) -> Result<(), StoreError> {
        let before = self.progress()?;
        let mut progress = before;
        // What has come since may be old already: a phone that was away for long.
        progress.seen = self.walk(progress.seen, None)?;
        progress.done = self.walk(progress.done, Some(progress.seen))?;
        if progress == before {
            return Ok(());
        }
        let written =
            serde_json::to_string(&progress).map_err(|why| StoreError::Broken(why.to_string()))?;
        self.store
            .save_setting(self.organisation, PROGRESS, Some(&written))
    }

    fn progress(&self) -> Result<Progress, StoreError> {
        let stored = self.store.setting(self.organisation, PROGRESS)?;
        let read = stored.as_deref().map(serde_json::from_str);
        Ok(read.and_then(Result::ok).unwrap_or_default())
    }

    /// Goes through history after a place, to its end, or up to a place and the first position that
    /// is still young. Returns how far it came.
    fn walk(&mut self, mut after: u64, until: Option<u64>) -> Result<u64, StoreError> {
        loop {
            let rows = self
                .store
                .history_rows(self.organisation, after, REWRITTEN_AT_ONCE)?;
            let mut old = Vec::new();
            let mut is_end = rows.len() < REWRITTEN_AT_ONCE;
            for row in &rows {
                let found = precise(row, self.cutoff);
                let is_young = found.as_ref().is_some_and(|found| found.at >= self.cutoff);
                if until.is_some_and(|until| is_young || row.seq > until) {
                    is_end = true;
                    break;
                }
                after = row.seq;
                old.extend(found.filter(|_| !is_young).map(|found| (row, found)));
            }
            self.coarsen(&old)?;
            if is_end {
                return Ok(after);
            }
        }
    }

    fn coarsen(&mut self, old: &[(&HistoryRow, Precise)]) -> Result<(), StoreError> {
        if old.is_empty() {
            return Ok(());
        }
        let mut changes = Vec::new();
        let mut entries = BTreeSet::new();
        for (row, found) in old {
            if let Some((id, body)) = &found.coarsening {
                changes.push(system_change(*id, self.now, body.clone()).bytes()?);
            }
            entries.extend(losses(row));
        }
        self.forgotten += old.len();
        rewrite(
            self.store,
            self.organisation,
            self.now,
            &Rewriting {
                why: Why::Retention,
                of: None,
                changes,
                records: entries.into_iter().collect(),
                rewrite: &without_fix,
                forgotten: old.iter().map(|(_, found)| found.seq).collect(),
            },
        )
    }
}

/// Returns the diary entries that keep what lost against a change.
fn losses(row: &HistoryRow) -> Vec<RecordId> {
    match serde_json::from_str(&row.verdict) {
        Ok(Verdict::Merged { losses }) => losses.iter().map(|loss| loss.entry.into()).collect(),
        Ok(
            Verdict::Applied
            | Verdict::Duplicate { .. }
            | Verdict::Waits { .. }
            | Verdict::NeedBase { .. }
            | Verdict::Unsupported
            | Verdict::Busy
            | Verdict::Refused(_),
        )
        | Err(_) => Vec::new(),
    }
}

/// A diary entry about the end of a visit keeps its position too.
fn without_fix(record: &mut Record) -> Result<bool, StoreError> {
    let mut has_changed = false;
    if record.kind == Kind::Diary {
        for side in ["mine", "theirs"] {
            let fix = Field::new(&format!("{side}/fix"));
            let is_leg = record.get(&Field::from(side)).is_object();
            if is_leg && !record.get(&fix).is_null() {
                record.set(&fix, Value::Null);
                has_changed = true;
            }
        }
    }
    Ok(has_changed)
}
