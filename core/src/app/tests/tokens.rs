//! Tokens end and are renewed; answers with new ones get lost.

use super::*;
use crate::app::tokens::SESSION;

const MINUTE: i64 = 60_000_000;

#[test]
fn a_token_is_renewed_before_it_ends_and_when_the_server_will_not_have_it() {
    let phone = Phone::enrolled();
    phone.clock.advance(5 * MINUTE);
    phone.syncs();
    assert_eq!(phone.net.server().rotations, 0);
    phone.clock.advance(10 * MINUTE);
    phone.syncs();
    assert_eq!(phone.net.server().rotations, 1);
    phone.net.fail([Fault::TokenEnded]);
    phone.syncs();
    assert_eq!(phone.net.server().rotations, 2);
    // Weeks later, after a restart of the device.
    phone.clock.advance(40 * 24 * 60 * MINUTE);
    phone.clock.restart();
    let phone = phone.reopened();
    phone.syncs();
    assert_eq!(phone.net.server().rotations, 3);
}

#[test]
fn lost_answers_lock_nobody_out() {
    let mut phone = Phone::enrolled();
    let task = phone.net.server().assign("Visit Ada");
    phone.syncs();
    let done = phone.completes(task);
    for round in 0..20 {
        phone.clock.advance(20 * MINUTE);
        *lock(&phone.net.lost_tokens) = 0..25;
        for _ in 0..25 {
            assert_eq!(phone.fails([]), Failure::Unreachable);
            if round % 5 == 0 {
                phone = phone.reopened();
            }
        }
        phone.syncs();
    }
    assert_eq!(phone.net.server().rotations, 20);
    assert_eq!(
        (phone.waiting(), heads_on(&phone.net, task)),
        (0, vec![done])
    );
}

#[test]
fn nothing_that_is_here_asks_for_a_token() {
    let phone = Phone::enrolled();
    let task = phone.net.server().assign("Visit Ada");
    phone.syncs();
    phone.config.keystore.remove(SESSION).unwrap();
    let phone = phone.reopened();
    let done = phone.completes(task);
    assert_eq!(phone.heads(task), Some(vec![done]));
    let app = &phone.app;
    app.enrolment_view().unwrap();
    app.today_view(None).unwrap();
    app.task_view(task, None).unwrap();
    app.day_view("2026-09-22".parse().unwrap(), None).unwrap();
    app.check_in_view(None, Some(task)).unwrap();
    app.search_view("ada").unwrap();
    app.work_view().unwrap();
    app.my_data_view().unwrap();
    app.sync_view().unwrap();
    app.settings_view().unwrap();
    assert_eq!(
        app.sync_status().unwrap().headline(),
        Headline::SignInNeeded
    );
}
