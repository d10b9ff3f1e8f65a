//! The beginning of an organisation: its record and its kinds of activity.

use outrider_model::canonical::Malformed;
use outrider_model::change::{ActivityTypeAdded, Body, BuiltIn, Change, OrganisationFounded};
use outrider_model::id::{ChangeId, EpochId, OrganisationId, RecordId};
use outrider_model::record::{BUILT_IN, Organisation};
use outrider_model::stamp::{Civil, Stamp};

use super::{Author, Judged, Push, ingest_batch};
use crate::store::{Store, StoreError, Tenant};

/// A new organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Founding {
    /// Its id.
    pub id: OrganisationId,
    /// Its short name.
    pub slug: String,
    /// Its settings.
    pub settings: Organisation,
    /// The first life of the database for it.
    pub epoch: EpochId,
}

/// Founds an organisation with its record and the six built-in kinds of activity.
///
/// # Errors
/// [`StoreError::Taken`] when slug or id are in use, [`StoreError::CalledOff`] when the settings
/// are not valid; the empty organisation then stays, and founding it again goes on.
pub fn found(store: &dyn Store, founding: &Founding, now: i64) -> Result<(), StoreError> {
    let tenant = Tenant {
        id: founding.id,
        slug: founding.slug.clone(),
    };
    let was_cut = store
        .tenant(&founding.slug)?
        .is_some_and(|found| found == tenant)
        && store.head(founding.id)? == 0;
    if !was_cut {
        store.found(&tenant, founding.epoch)?;
    }
    let mut push = Push::unnumbered(Author::system(founding.id), first_changes(founding, now)?);
    push.is_whole = true;
    let judged = ingest_batch(store, founding.id, now, &[push])?;
    if judged.iter().flatten().all(Judged::is_accepted) {
        Ok(())
    } else {
        Err(StoreError::CalledOff)
    }
}

/// Returns a change by the server itself, in UTC.
pub(crate) fn system_change(id: ChangeId, now: i64, body: Body) -> Change {
    let civil = Civil {
        time: now,
        offset: 0,
        zone: "UTC".to_owned(),
    };
    Change {
        id,
        mends: None,
        stamp: Stamp(now),
        civil,
        was: Default::default(),
        body,
    }
}

fn first_changes(founding: &Founding, now: i64) -> Result<Vec<Vec<u8>>, Malformed> {
    let root = RecordId::from(founding.id);
    let id = |name: &str| ChangeId(root.derived(name).0);
    let settings = founding.settings.clone();
    let begun = Body::OrganisationFounded(OrganisationFounded {
        target: founding.id,
        settings,
    });
    let mut changes = vec![system_change(id("change/founded"), now, begun).bytes()?];
    for (rank, (short_name, name)) in (0_i64..).zip(BUILT_IN) {
        let built_in = Some(BuiltIn {
            of: founding.id,
            name: short_name.to_owned(),
        });
        let body = Body::ActivityTypeAdded(ActivityTypeAdded {
            name: name.to_owned(),
            rank,
            built_in,
        });
        changes
            .push(system_change(id(&format!("change/activity/{short_name}")), now, body).bytes()?);
    }
    Ok(changes)
}
