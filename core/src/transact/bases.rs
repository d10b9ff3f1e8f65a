//! What a change's author has seen: the writers, on this phone, of the fields that he writes.
//! Pending changes of his own are valid writers.

use outrider_model::change::{Bases, Body};
use outrider_model::decide::{judged_by, seen_now};
use outrider_model::stamp::Stamp;

use crate::error::Result;
use crate::store::Writing;

/// Returns what the author has seen, and the stamps of it.
pub(super) fn seen(writing: &Writing<'_>, body: &Body) -> Result<(Bases, Vec<Stamp>)> {
    let Some((target, fields)) = judged_by(body) else {
        return Ok((Bases::new(), Vec::new()));
    };
    let Some(record) = writing.record(target)? else {
        return Ok((Bases::new(), Vec::new()));
    };
    let (seen, mut stamps) = seen_now(&record, &fields)?;
    stamps.push(record.created().stamp);
    let bases = if seen.is_empty() {
        Bases::new()
    } else {
        Bases::from([(target, seen)])
    };
    Ok((bases, stamps))
}
