//! How much one exchange carries.

use std::time::Duration;

use outrider_model::wire::{MAX_CHANGES, MAX_PAGE};

/// The least records that are asked for, however slow the store or the network.
const LEAST_PAGE: u32 = 50;
/// What is asked for before anything is known.
const FIRST_PAGE: u32 = 500;

/// How much one exchange carries up and down, learnt from those before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Load {
    /// Changes up; none after the smallest request failed too, so that the pull goes on.
    pub(super) changes: usize,
    /// Records down.
    pub(super) records: u32,
}

impl Load {
    pub(super) fn new() -> Load {
        Load {
            changes: MAX_CHANGES,
            records: FIRST_PAGE,
        }
    }

    /// Asks for less both ways after a failure that less might have avoided.
    pub(super) fn shrink(&mut self, sent: usize) {
        self.changes = sent.min(self.changes) / 2;
        self.records = (self.records / 2).max(LEAST_PAGE);
    }

    /// Sends more again after changes came through; tries one again after a pull without any.
    pub(super) fn grow(&mut self) {
        self.changes = (self.changes * 2).clamp(1, MAX_CHANGES);
    }

    /// Fits the page to what the store does within a slice.
    pub(super) fn fit(&mut self, records: u64, took: Duration, slice: Duration) {
        let Ok(records) = u32::try_from(records) else {
            return;
        };
        let is_full = records >= self.records;
        if took <= slice && !is_full {
            return;
        }
        let fitting = u128::from(records) * slice.as_micros() / took.as_micros().max(1);
        let fitting = u32::try_from(fitting).unwrap_or(MAX_PAGE);
        let most = self.records.saturating_mul(2).min(MAX_PAGE);
        self.records = fitting.clamp((self.records / 2).max(LEAST_PAGE), most.max(LEAST_PAGE));
    }
}
