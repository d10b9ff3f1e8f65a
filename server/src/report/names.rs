//! What people and devices are called.

use std::collections::{BTreeMap, BTreeSet};

use outrider_model::columns::{Cells, columns};
use outrider_model::id::{OrganisationId, RecordId};
use outrider_model::record::{Field, Kind, Record};

use super::Seen;
use crate::error::ServerError;
use crate::store::{Query, Store, Stored};

/// How many records are looked up at a time.
const SLICE: usize = 500;

/// Reads the names of records; one that is not there has none.
///
/// # Errors
/// [`ServerError`] when the store cannot be read.
pub fn names(
    store: &dyn Store,
    organisation: OrganisationId,
    ids: impl IntoIterator<Item = RecordId>,
) -> Result<BTreeMap<RecordId, String>, ServerError> {
    let mut names = BTreeMap::new();
    for stored in found(store, everything(organisation), ids)? {
        let record = Record::parse(&stored.bytes).map_err(ServerError::internal)?;
        let name = record.get(&Field::from("name"));
        names.insert(stored.id, name.as_str().unwrap_or_default().to_owned());
    }
    Ok(names)
}

/// Reads of what kind records are; one that is not there has none.
///
/// # Errors
/// [`ServerError`] when the store cannot be read.
pub fn kinds(
    store: &dyn Store,
    organisation: OrganisationId,
    ids: impl IntoIterator<Item = RecordId>,
) -> Result<BTreeMap<RecordId, Kind>, ServerError> {
    let found = found(store, everything(organisation), ids)?;
    Ok(found
        .into_iter()
        .map(|stored| (stored.id, stored.kind))
        .collect())
}

/// Reads what customers, people and tasks are called, of those that the viewer may see.
///
/// # Errors
/// [`ServerError`] when the store cannot be read.
pub fn names_of(
    store: &dyn Store,
    seen: Seen,
    ids: impl IntoIterator<Item = RecordId>,
) -> Result<BTreeMap<RecordId, String>, ServerError> {
    let mut names = BTreeMap::new();
    for stored in found(store, seen, ids)? {
        let name = match columns(&stored.kind, &stored.bytes) {
            Ok(Cells::Customer(cells)) => cells.name,
            Ok(Cells::Person(cells)) => cells.name,
            Ok(Cells::Task(cells)) => cells.title,
            Ok(
                Cells::Note(_)
                | Cells::CheckIn(_)
                | Cells::Draft(_)
                | Cells::Diary(_)
                | Cells::WorkDay(_)
                | Cells::Track(_)
                | Cells::LocationView(_)
                | Cells::Plain,
            )
            | Err(_) => continue,
        };
        names.insert(stored.id, name.into_owned());
    }
    Ok(names)
}

fn everything(organisation: OrganisationId) -> Seen {
    Seen {
        organisation,
        viewer: None,
    }
}

/// Reads records by id, each once, as far as they are there and may be seen.
fn found(
    store: &dyn Store,
    seen: Seen,
    ids: impl IntoIterator<Item = RecordId>,
) -> Result<Vec<Stored>, ServerError> {
    let ids: BTreeSet<RecordId> = ids.into_iter().collect();
    let ids: Vec<RecordId> = ids.into_iter().collect();
    let mut found = Vec::with_capacity(ids.len());
    for slice in ids.chunks(SLICE) {
        let query = Query::Ids(slice.to_vec());
        found.extend(store.records(seen.organisation, &query, seen.viewer, SLICE, 0)?);
    }
    Ok(found)
}
