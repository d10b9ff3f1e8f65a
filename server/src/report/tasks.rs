//! Tasks that are late.

use outrider_model::record::{Record, Task};

use super::staff::Staff;
use super::today::is_late;
use super::{Item, Listing, Part, Seen, item, names_of};
use crate::error::ServerError;
use crate::store::{Query, Store, TaskFilter};

/// How many tasks are looked through.
const MOST: usize = 5_000;

/// Reads, of the tasks that a filter means, those that are late: what nobody's index holds, since
/// being late comes with time. Of people who are not among the staff nothing is late.
///
/// # Errors
/// [`ServerError`] when the store cannot be read.
pub fn late_tasks(
    store: &dyn Store,
    seen: Seen,
    filter: TaskFilter,
    staff: &Staff,
    now: i64,
    part: Part,
) -> Result<Listing, ServerError> {
    let stored = store.records(
        seen.organisation,
        &Query::Tasks(filter),
        seen.viewer,
        MOST,
        0,
    )?;
    let mut late = Vec::new();
    for one in &stored {
        let record = Record::parse(&one.bytes).map_err(ServerError::internal)?;
        let task: Task = record.read().map_err(ServerError::internal)?;
        let shown = task.shown_in(&record);
        let whose = task.assignee.and_then(|person| staff.members.get(&person));
        let head = shown.head.map(|(_, head)| head);
        let by = whose.and_then(|whose| is_late(&task, (&shown.status, head), whose, now));
        if by.is_some() {
            late.push(one);
        }
    }
    let total = late.len();
    let page = late.into_iter().skip(part.skip).take(part.limit);
    let items: Vec<Item> = page.map(item).collect::<Result<_, _>>()?;
    let reached = part.skip.saturating_add(items.len());
    let named = items.iter().flat_map(|item| item.refers.iter().copied());
    Ok(Listing {
        names: names_of(store, seen, named)?,
        next: (reached < total && !items.is_empty()).then(|| reached.to_string()),
        items,
        total: u64::try_from(total).unwrap_or(u64::MAX),
    })
}
