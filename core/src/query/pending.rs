//! Which records have changes that are not on the server yet.

use std::collections::BTreeMap;

use outrider_model::id::RecordId;
use serde::Serialize;

use crate::error::Result;
use crate::store::Reader;

/// What may be said of a record: where it is safe.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum SyncMark {
    /// The server has all of it.
    OnServer,
    /// It is saved on this phone; the server does not have all of it yet.
    SavedHere,
    /// The server refused something of it; a person has to look.
    NeedsAttention,
}

/// The records that wait, each with its mark.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Pending {
    marks: BTreeMap<RecordId, SyncMark>,
}

impl Pending {
    /// Makes the marks of records and whether something of each is parked.
    #[must_use]
    pub fn of(records: impl IntoIterator<Item = (RecordId, bool)>) -> Pending {
        let mark = |is_parked| {
            if is_parked {
                SyncMark::NeedsAttention
            } else {
                SyncMark::SavedHere
            }
        };
        Pending {
            marks: records
                .into_iter()
                .map(|(id, is_parked)| (id, mark(is_parked)))
                .collect(),
        }
    }

    /// Reads the marks.
    pub(super) fn read(reader: &Reader<'_>) -> Result<Pending> {
        Ok(Pending::of(reader.pending_records()?))
    }

    /// Returns the mark of a record.
    #[must_use]
    pub fn mark(&self, id: RecordId) -> SyncMark {
        self.marks.get(&id).copied().unwrap_or(SyncMark::OnServer)
    }
}
