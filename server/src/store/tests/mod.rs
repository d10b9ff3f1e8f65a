//! What every store has to do, run for each that there is.

mod accounts;
mod acts;
mod broken;
mod custody;
mod erased;
pub(super) mod fixture;
mod queries;
mod records;
mod secrets;
mod tampering;
mod tenants;
mod together;

use std::path::Path;
use std::sync::Arc;

use super::Store;
use super::postgres::{Postgres, testing};
use super::sqlite::Sqlite;
use crate::ingest::tests::world::World;
use fixture::Whole;
use outrider_model::record::Role;

/// Opens a store of one kind in a folder; opened again, it is the same.
pub(crate) type Open = fn(&Path) -> Arc<dyn Store>;

pub(crate) fn sqlite(folder: &Path) -> Arc<dyn Store> {
    Arc::new(Sqlite::open(folder).unwrap())
}

fn world(open: Open) -> World {
    let folder = tempfile::tempdir().unwrap();
    World::of(open(folder.path()), folder)
}

pub(crate) fn postgres(folder: &Path) -> Arc<dyn Store> {
    Arc::new(Postgres::open(&testing::url(folder)).unwrap())
}

/// PostgreSQL without the application's own check of the organisation: what row security does alone.
pub(crate) fn unfiltered(folder: &Path) -> Arc<dyn Store> {
    Arc::new(Postgres::open_unfiltered(&testing::url(folder)).unwrap())
}

/// Copies what a folder keeps, which nobody has open, into another.
pub(crate) fn copy(from: &Path, to: &Path) {
    if testing::copy(from, to) {
        return;
    }
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        std::fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
    }
}

/// Makes a test of each law for each kind of store.
macro_rules! conformance {
    ($($law:path => $name:ident),+ $(,)?) => {
        mod on_sqlite {
            $(#[test] fn $name() { $law(super::sqlite); })+
        }
        mod on_postgres {
            $(#[test] fn $name() { $law(super::postgres); })+
        }
    };
}

/// Makes a test of each law for row security alone.
macro_rules! secured {
    ($($law:path => $name:ident),+ $(,)?) => {
        mod by_row_security_alone {
            $(#[test] fn $name() { $law(super::unfiltered); })+
        }
    };
}

conformance! {
    super::acts::names => a_slug_or_an_id_belongs_to_one_organisation,
    super::acts::failed => an_act_that_fails_leaves_nothing,
    super::acts::marked => what_is_rolled_back_to_a_mark_is_gone_and_the_rest_stays,
    super::acts::lasting => what_was_committed_is_there_after_opening_again,
    super::acts::unmoving => a_snapshot_does_not_move_while_others_write,
    super::accounts::logins => a_login_belongs_to_one_person_whatever_its_case,
    super::accounts::sessions => a_session_ends_once_and_stays_ended,
    super::accounts::codes => a_code_is_spent_once_and_in_time,
    super::accounts::devices => devices_are_noted_and_keep_their_forks,
    super::queries::tasks => tasks_are_found_by_person_day_and_status,
    super::queries::customers => customers_are_found_by_owner_words_and_number,
    super::queries::notes => notes_and_visits_are_found_by_what_they_are_about,
    super::queries::sorted => tasks_come_in_every_order_and_those_without_come_last,
    super::queries::counted => what_is_counted_is_what_the_viewer_sees,
    super::queries::viewers => a_viewer_gets_what_he_sees_and_no_more,
    super::queries::unowned => a_customer_that_nobody_owns_is_seen_by_whoever_manages_and_by_no_rep,
    super::queries::exported => an_export_is_in_the_order_of_ids_and_gives_the_digest,
    super::queries::imports => an_import_knows_what_it_brought,
    super::secrets::credentials => a_credential_is_found_by_its_handle_and_used_once_as_it_was_seen,
    super::secrets::families => a_family_is_turned_once_and_not_after_it_was_revoked,
    super::custody::quarantine => quarantine_keeps_what_came_first_and_settles_it_once,
    super::custody::parcels => a_parcel_is_its_persons_and_is_emptied_when_it_was_taken,
    super::custody::settings => a_setting_is_stored_replaced_and_removed,
    super::custody::forgotten => a_forgotten_person_has_no_way_in_and_others_keep_theirs,
    super::custody::swept => what_ended_is_swept_and_what_lasts_is_not,
    super::records::kept => what_the_ledger_writes_the_ledger_reads,
    super::records::moved => a_record_moves_in_the_feed_of_those_who_see_it_and_is_gone_for_others,
    super::records::long_feed => a_feed_of_any_length_comes_whole_and_in_order,
    super::records::blanked => a_blanked_change_keeps_its_verdict_and_loses_its_words,
    super::records::audited => a_line_of_the_audit_log_stands_and_a_destroyed_key_stays_destroyed,
    super::tenants::apart => what_one_organisation_does_shows_in_no_other,
    super::tenants::unseen => what_one_organisation_has_is_not_there_for_another,
    super::tenants::unknown => an_organisation_that_never_was_has_nothing_and_takes_nothing,
    super::together::once => of_several_who_want_what_is_there_once_one_gets_it,
    super::together::one_record => writers_of_one_record_on_two_servers_lose_no_update,
    super::together::followed => who_follows_the_feed_while_others_write_misses_nothing,
    super::broken::failed => an_act_that_did_something_everywhere_and_fails_leaves_nothing,
    super::broken::refused => what_the_database_refuses_in_the_midst_of_an_act_undoes_the_act,
    super::broken::refused_in_part => a_part_that_the_database_refuses_is_gone_and_the_rest_stays,
    super::broken::panicked => a_panic_in_the_midst_leaves_nothing_and_holds_nothing_up,
}

secured! {
    super::acts::names => a_slug_or_an_id_belongs_to_one_organisation,
    super::queries::viewers => a_viewer_gets_what_he_sees_and_no_more,
    super::tenants::apart => what_one_organisation_does_shows_in_no_other,
    super::tenants::unseen => what_one_organisation_has_is_not_there_for_another,
    super::tenants::unknown => an_organisation_that_never_was_has_nothing_and_takes_nothing,
    super::records::kept => what_the_ledger_writes_the_ledger_reads,
    super::broken::failed => an_act_that_did_something_everywhere_and_fails_leaves_nothing,
}

/// What follows from changes does not depend on the database; only keys of the audit log are drawn.
#[test]
fn the_same_changes_make_the_same_state_on_every_store() {
    let [one, two] = [sqlite, postgres].map(|open| {
        let mut world = world(open);
        let team = world.add_team("Field", None);
        let rep = world.add_person("Ria", Role::Rep, Some(team));
        let other = world.add_person("Sven", Role::Rep, None);
        let customer = world.add_customer(Some(rep));
        let task = world.add_task(Some(rep), Some(customer));
        world.complete(rep, task);
        let visit = world.arrive(customer);
        world.must(&World::phone(rep), &visit);
        let task = world.add_task(Some(rep), Some(customer));
        world.reassign(task, Some(other));
        world.move_customer(customer, Some(other));
        world.move_person(rep, None);
        Whole::of(&*world.store, world.organisation)
    });
    assert_eq!(one.differs(&two), ["audit", "audit_key"]);
}

/// A file is opened by one server, and each start may be of an older copy.
#[test]
fn each_start_of_a_file_finds_the_head_that_it_begins_from() {
    acts::epochs(sqlite);
}
