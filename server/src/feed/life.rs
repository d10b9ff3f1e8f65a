//! What a cursor is worth in the present life of the database.

use outrider_model::id::EpochId;
use outrider_model::wire::Cursor;

use crate::store::{EpochRow, StoreError};

/// Where a phone stands, seen from the present life.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Life {
    /// The present epoch.
    pub(super) epoch: EpochId,
    /// The cursor to go on from; none to begin anew.
    pub(super) cursor: Option<Cursor>,
    /// Whether what the phone has says nothing here.
    pub(super) is_resync: bool,
    /// Verdicts above it count no more.
    pub(super) fork: Option<u64>,
}

impl Life {
    /// A cursor counts as long as its epoch had not ended below it: what the phone knows above
    /// that end was never here, so it begins anew and sends its changes again.
    pub(super) fn of(
        epochs: &[EpochRow],
        cursor: Option<Cursor>,
        head: u64,
    ) -> Result<Life, StoreError> {
        let present = epochs
            .last()
            .ok_or_else(|| StoreError::Broken("there is no epoch".into()))?;
        let epoch = present.epoch;
        let Some(cursor) = cursor else {
            return Ok(Life {
                epoch,
                cursor: None,
                is_resync: false,
                fork: None,
            });
        };
        let Some(at) = epochs.iter().position(|row| row.epoch == cursor.epoch) else {
            return Ok(Life {
                epoch,
                cursor: None,
                is_resync: true,
                fork: Some(0),
            });
        };
        let bound = epochs.get(at + 1).map_or(head, |next| next.first);
        if cursor.seq > bound {
            return Ok(Life {
                epoch,
                cursor: None,
                is_resync: true,
                fork: Some(bound),
            });
        }
        Ok(Life {
            epoch,
            cursor: Some(cursor),
            is_resync: false,
            fork: None,
        })
    }
}
