//! Replies that get lost, come twice, and servers that forget.

use super::*;

#[test]
fn a_lost_reply_costs_a_second_sending_that_changes_nothing() {
    let phone = Phone::enrolled();
    let task = phone.net.server().assign("Visit Ada");
    phone.syncs();
    let done = phone.completes(task);
    phone.fails([Fault::LostReply]);
    assert_eq!((phone.waiting(), phone.net.server().judged()), (1, 1));
    phone.syncs();
    assert_eq!((phone.waiting(), phone.net.server().judged()), (0, 1));
    assert_eq!(heads_on(&phone.net, task), [done]);
    assert_eq!(phone.heads(task), Some(vec![done]));
}

#[test]
fn a_request_that_arrives_twice_counts_once() {
    let phone = Phone::enrolled();
    let task = phone.net.server().assign("Visit Ada");
    phone.syncs();
    let done = phone.completes(task);
    phone.net.fail([Fault::Twice]);
    let report = phone.syncs();
    assert_eq!(
        report.verdicts,
        Verdicts {
            duplicate: 1,
            ..Verdicts::default()
        }
    );
    assert_eq!(
        (heads_on(&phone.net, task), phone.waiting()),
        (vec![done], 0)
    );
}

#[test]
fn an_app_that_was_killed_after_sending_sends_the_same_bytes_again() {
    let phone = Phone::enrolled();
    let task = phone.net.server().assign("Visit Ada");
    phone.syncs();
    phone.completes(task);
    phone.fails([Fault::LostReply]);
    let phone = phone.reopened();
    // The server panics when it is sent other bytes under the same id.
    phone.syncs();
    assert_eq!((phone.waiting(), phone.net.server().judged()), (0, 1));
}

#[test]
fn a_server_that_restarted_costs_nothing() {
    let phone = Phone::enrolled();
    let task = phone.net.server().assign("Visit Ada");
    phone.syncs();
    phone.completes(task);
    phone.syncs();
    phone.net.server().restart();
    let report = phone.syncs();
    assert_eq!((report.sent, report.received), (0, 0));
}

#[test]
fn a_server_put_back_to_an_older_copy_gets_everything_again() {
    let phone = Phone::enrolled();
    let task = phone.net.server().assign("Visit Ada");
    phone.syncs();
    let copy = phone.net.server().clone();
    let done = phone.completes(task);
    phone.syncs();
    assert_eq!(phone.waiting(), 0);
    phone.net.server().put_back(&copy);
    assert_eq!(heads_on(&phone.net, task), []);
    phone.syncs();
    assert_eq!(heads_on(&phone.net, task), [done]);
    assert_eq!((phone.heads(task), phone.waiting()), (Some(vec![done]), 0));
}

#[test]
fn a_server_of_an_unknown_life_gets_the_whole_journal_again() {
    let phone = Phone::enrolled();
    let task = phone.net.server().assign("Visit Ada");
    phone.syncs();
    let copy = phone.net.server().clone();
    phone.net.server().restart();
    let done = phone.completes(task);
    phone.syncs();
    phone.net.server().put_back(&copy);
    phone.syncs();
    assert_eq!(heads_on(&phone.net, task), [done]);
    assert_eq!((phone.heads(task), phone.waiting()), (Some(vec![done]), 0));
}

#[test]
fn a_change_that_the_server_finds_too_large_is_parked_and_the_rest_goes_on() {
    let phone = Phone::enrolled();
    let [first, second] = ["Visit Ada", "Visit Bob"].map(|title| phone.net.server().assign(title));
    phone.syncs();
    phone.completes(first);
    phone.net.server().too_large = 10;
    phone.syncs();
    let status = phone.app.sync_status().unwrap();
    assert_eq!(status.headline(), Headline::NeedsAttention(1));
    phone.net.server().too_large = usize::MAX;
    let done = phone.completes(second);
    phone.syncs();
    assert_eq!(heads_on(&phone.net, second), [done]);
    assert_eq!((phone.waiting(), heads_on(&phone.net, first)), (0, vec![]));
}

#[test]
fn a_clock_years_ahead_orders_nothing() {
    let phone = Phone::enrolled();
    phone.clock.set_wall(server::BEGIN + 63_072_000_000_000);
    let task = phone.net.server().assign("Visit Ada");
    phone.syncs();
    phone.completes(task);
    phone.syncs();
    let held = phone
        .net
        .server()
        .record(task)
        .unwrap()
        .read::<Task>()
        .unwrap();
    let head = held.heads.values().next().unwrap();
    assert!(head.stamp.0 < server::BEGIN + 1_000_000, "{head:?}");
    assert!(
        head.civil.time > server::BEGIN + 60_000_000_000_000,
        "{head:?}"
    );
}
