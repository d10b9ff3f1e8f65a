//! What becomes of phones: tokens that end, get lost and are stolen; copies; people and phones that
//! are shut out; phones that are lost.

mod copied;
mod kept_apart;
mod tokens;
mod wiped;

use outrider_core::app::SyncReport;
use outrider_tests::world::Rep;

/// After how many syncs without an answer a server is believed to be away.
const TRIES: usize = 10;

/// Mends the phone's line and syncs until a server has answered; on the first try a connection of
/// before may still be tried.
fn meets(phone: &Rep) -> SyncReport {
    phone.line.go_online();
    for _ in 0..TRIES {
        let report = phone.syncs();
        if !report.failure.is_some_and(|failure| failure.is_offline()) {
            return report;
        }
    }
    panic!("{} meets no server", phone.name);
}
