//! Directories in hand, and memberships that begin and end by the calendar.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};

use outrider_model::audience::Audience;
use outrider_model::id::{OrganisationId, PersonId};
use outrider_model::record::Kind;

use super::apply::enlist;
use super::bench::with_bench;
use super::directory::Directory;
use crate::store::{Query, Store, StoreError};

/// More people and teams than any organisation has.
const EVERYBODY: usize = 1_000_000;

/// The directory of each organisation, read again only when it has changed, in whatever process.
#[derive(Debug, Default)]
pub struct Directories {
    held: Mutex<BTreeMap<OrganisationId, (u64, Arc<Directory>)>>,
}

impl Directories {
    /// Returns the directory of an organisation as it stands.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be read.
    pub fn of(
        &self,
        store: &dyn Store,
        organisation: OrganisationId,
    ) -> Result<Arc<Directory>, StoreError> {
        let version = store.directory(organisation)?;
        if let Some((of, directory)) = self.lock().get(&organisation)
            && *of == version
        {
            return Ok(Arc::clone(directory));
        }
        // What is read may be newer than its number: it is then read once more, never too seldom.
        let directory = Arc::new(read(store, organisation)?);
        let held = (version, Arc::clone(&directory));
        self.lock().insert(organisation, held);
        Ok(directory)
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, BTreeMap<OrganisationId, (u64, Arc<Directory>)>> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Reads everybody, every team and territory, and every delegation.
///
/// # Errors
/// [`StoreError`] when it cannot be read.
pub fn read(store: &dyn Store, organisation: OrganisationId) -> Result<Directory, StoreError> {
    let mut records = store.records(organisation, &Query::People, None, EVERYBODY, 0)?;
    for kind in [Kind::Team, Kind::Territory, Kind::Delegation] {
        records.extend(store.records(organisation, &Query::Kind(kind), None, EVERYBODY, 0)?);
    }
    Ok(Directory::of(
        records.iter().map(|stored| stored.bytes.as_slice()),
    ))
}

/// Brings the memberships of somebody who stands in for others up to a moment, so that nothing is
/// served to him before a delegation begins or after it has ended. Others' follow from records
/// alone and are right whenever these are.
///
/// # Errors
/// [`StoreError`] when it cannot be read or stored; the memberships then stand as they were.
pub fn keep_up(
    store: &dyn Store,
    directory: &Directory,
    organisation: OrganisationId,
    person: PersonId,
    now: i64,
) -> Result<(), StoreError> {
    if !directory.delegates(None).contains(&person) {
        return Ok(());
    }
    let mut held = BTreeSet::new();
    store.snapshot(organisation, &mut |snapshot| {
        let present = snapshot.memberships(person)?.into_iter();
        let present = present.filter(|membership| membership.until.is_none());
        held = present
            .map(|membership| membership.audience)
            .collect::<BTreeSet<Audience>>();
        Ok(())
    })?;
    if held == directory.audiences(person, now) {
        return Ok(());
    }
    with_bench(store, organisation, now, &mut None, &mut |bench| {
        enlist(bench, person, None)
    })
}
