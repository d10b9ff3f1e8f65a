//! What every store has to do, run for each that there is.

mod accounts;
mod acts;
mod queries;

use std::path::Path;
use std::sync::Arc;

use super::Store;
use super::sqlite::Sqlite;
use crate::ingest::tests::world::World;

/// Opens a store of one kind in a folder; opened again, it is the same.
type Open = fn(&Path) -> Arc<dyn Store>;

fn sqlite(folder: &Path) -> Arc<dyn Store> {
    Arc::new(Sqlite::open(folder).unwrap())
}

fn world(open: Open) -> World {
    let folder = tempfile::tempdir().unwrap();
    World::of(open(folder.path()), folder)
}

/// Makes a test of each law for one kind of store.
macro_rules! conformance {
    ($kind:ident, $open:expr, $($law:path => $name:ident),+ $(,)?) => {
        mod $kind {
            $(#[test] fn $name() { $law($open); })+
        }
    };
}

conformance! {
    on_sqlite, super::sqlite,
    super::acts::names => a_slug_or_an_id_belongs_to_one_organisation,
    super::acts::failed => an_act_that_fails_leaves_nothing,
    super::acts::marked => what_is_rolled_back_to_a_mark_is_gone_and_the_rest_stays,
    super::acts::epochs => each_start_finds_the_head_that_it_begins_from,
    super::acts::lasting => what_was_committed_is_there_after_opening_again,
    super::acts::unmoving => a_snapshot_does_not_move_while_others_write,
    super::accounts::logins => a_login_belongs_to_one_person_whatever_its_case,
    super::accounts::sessions => a_session_ends_once_and_stays_ended,
    super::accounts::codes => a_code_is_spent_once_and_in_time,
    super::accounts::devices => devices_are_noted_and_keep_their_forks,
    super::queries::tasks => tasks_are_found_by_person_day_and_status,
    super::queries::customers => customers_are_found_by_owner_words_and_number,
    super::queries::notes => notes_and_visits_are_found_by_what_they_are_about,
    super::queries::viewers => a_viewer_gets_what_he_sees_and_no_more,
    super::queries::exported => an_export_is_in_the_order_of_ids_and_gives_the_digest,
    super::queries::imports => an_import_knows_what_it_brought,
}
