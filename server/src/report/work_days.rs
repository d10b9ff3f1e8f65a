//! Work days with what they add up to.

use std::collections::{BTreeMap, BTreeSet};

use outrider_model::attendance::{Worked, attendance};
use outrider_model::id::{ChangeId, PersonId, RecordId};
use outrider_model::record::WorkDay;
use outrider_model::stamp::Stamp;
use serde::Serialize;
use utoipa::ToSchema;

use super::described::WorkDayItem;
use super::{Item, Located, Part, Seen, item, names_of};
use crate::error::ServerError;
use crate::store::{Query, Store, Stored, WorkDayFilter};

/// Some work days of many.
#[derive(Debug, Serialize, ToSchema)]
pub struct WorkDays {
    /// Work days, the newest first.
    pub items: Vec<WorkDayView>,
    /// What to ask for as `after` to go on; none at the end.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
    /// How many there are in all.
    pub total: u64,
    /// What people are called.
    pub names: BTreeMap<RecordId, String>,
}

/// A work day.
#[derive(Debug, Serialize, ToSchema)]
pub struct WorkDayView {
    /// The record.
    #[schema(value_type = WorkDayItem)]
    pub item: Item,
    /// How many minutes were worked, in periods that have ended.
    pub worked: i64,
    /// Whether a period has no end.
    pub is_open: bool,
    /// Other ends of periods that wait for a manager, the newest first.
    pub corrections: Vec<OpenCorrection>,
}

/// Another end of a period that somebody asks for.
#[derive(Debug, Serialize, ToSchema)]
pub struct OpenCorrection {
    /// The change that asked.
    pub change: ChangeId,
    /// The period.
    pub period: ChangeId,
    /// When it ended, microseconds since 1970 (UTC).
    pub to: i64,
    /// Why.
    pub reason: String,
    /// When it was asked for.
    pub asked: Stamp,
}

impl Located for WorkDays {
    fn located(&self) -> BTreeSet<PersonId> {
        self.items
            .iter()
            .flat_map(|day| day.item.located())
            .collect()
    }
}

/// Reads work days.
///
/// # Errors
/// [`ServerError`] when the store cannot be read.
pub fn work_days(
    store: &dyn Store,
    seen: Seen,
    filter: WorkDayFilter,
    part: Part,
) -> Result<WorkDays, ServerError> {
    let query = Query::WorkDays(filter);
    let total = store.count(seen.organisation, &query, seen.viewer)?;
    let stored = store.records(
        seen.organisation,
        &query,
        seen.viewer,
        part.limit,
        part.skip,
    )?;
    let items: Vec<WorkDayView> = stored.iter().map(view).collect::<Result<_, _>>()?;
    let named = items.iter().flat_map(|day| day.item.refers.clone());
    let reached = part.skip.saturating_add(items.len());
    let is_more = u64::try_from(reached).is_ok_and(|reached| reached < total);
    Ok(WorkDays {
        names: names_of(store, seen, named)?,
        next: (is_more && !items.is_empty()).then(|| reached.to_string()),
        items,
        total,
    })
}

fn view(stored: &Stored) -> Result<WorkDayView, ServerError> {
    let day: WorkDay = serde_json::from_slice(&stored.bytes).map_err(ServerError::internal)?;
    let (worked, is_open) = match attendance(&day).worked() {
        Worked::Whole(micros) => (micros, false),
        Worked::Open(micros) => (micros, true),
    };
    let waits = day.corrections.iter();
    let mut corrections: Vec<OpenCorrection> = waits
        .filter(|(_, one)| one.settled.is_none() && !one.withdrawn)
        .map(|(change, one)| OpenCorrection {
            change: *change,
            period: one.period,
            to: one.to,
            reason: one.reason.clone(),
            asked: one.asked,
        })
        .collect();
    corrections.sort_by_key(|one| (std::cmp::Reverse(one.asked), one.change));
    Ok(WorkDayView {
        item: item(stored)?,
        worked: worked / 60_000_000,
        is_open,
        corrections,
    })
}
