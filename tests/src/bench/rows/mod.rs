//! What is measured, a row or two a file.

mod console;
mod first_sync;
mod herd;
mod idle;
mod live;
mod pull;
mod push;
mod save;
mod servers;
mod start;

use super::Sizes;
use super::report::Row;

/// Measures something and gives its rows.
type Measure = fn(&Sizes, u64) -> Vec<Row>;

/// Everything that can be measured, by the beginnings of its rows' names.
pub(super) const ROWS: &[(&str, Measure)] = &[
    ("save", save::measure),
    ("first_sync_10k", first_sync::small),
    ("first_sync_100k", first_sync::large),
    ("push_500", push::measure),
    ("pull_one", pull::measure),
    ("idle", idle::measure),
    ("push_to_seen", live::measure),
    ("phones", herd::measure),
    ("servers", servers::measure),
    ("console", console::measure),
    ("phone_", start::measure),
];
