//! What follows an exchange that came to nothing.

use super::*;

#[test]
fn after_an_error_the_timer_tries_again_within_the_cap() {
    let mut sync = opened(1);
    let mut now = at(0);
    for _ in 0..40 {
        let actions = sync.handle(failed(Failure::Unreachable, 1), now);
        let time = wake(&actions).expect("a timer is set");
        assert!(time <= now.monotonic + Pace::default().cap, "{actions:?}");
        now.monotonic = time;
        assert!(is_exchange(&sync.handle(Event::Timer, now)));
    }
}

#[test]
fn offline_is_shown_since_the_first_error_until_a_reply() {
    let mut sync = opened(1);
    let actions = sync.handle(failed(Failure::Unreachable, 0), at(3));
    assert_eq!(
        told(&actions).map(Status::headline),
        Some(Headline::Offline {
            since: 3_000_000,
            waiting: 1
        })
    );
    sync.handle(Event::Foreground, at(4));
    sync.handle(failed(Failure::Cut, 1), at(9));
    sync.handle(Event::Foreground, at(10));
    let actions = sync.handle(Event::Replied, at(11));
    let status = told(&actions).expect("it is told");
    assert_eq!(
        (status.offline_since, status.last_receipt),
        (None, Some(11_000_000))
    );
}

#[test]
fn a_change_saved_while_an_error_is_waited_out_does_not_hammer_the_server() {
    let mut sync = opened(1);
    sync.handle(failed(Failure::Unreachable, 1), at(0));
    assert!(!is_exchange(&sync.handle(Event::Saved(outbox(2)), at(0))));
}

#[test]
fn a_network_that_came_back_ends_the_wait() {
    for event in [Event::Connectivity(true), Event::Foreground, Event::Asked] {
        let mut sync = opened(1);
        sync.handle(failed(Failure::Unreachable, 1), at(0));
        assert!(is_exchange(&sync.handle(event, at(0))), "{event:?}");
    }
}

#[test]
fn a_server_that_asks_to_be_left_alone_is_left_alone() {
    let mut sync = opened(1);
    let actions = sync.handle(
        failed(Failure::Busy(Some(Duration::from_secs(60))), 1),
        at(0),
    );
    let time = wake(&actions).expect("a timer is set");
    assert!(
        time > Duration::from_secs(60) && time <= Duration::from_secs(61),
        "{time:?}"
    );
    assert!(!is_exchange(&sync.handle(Event::Foreground, at(30))));
    assert!(!is_exchange(&sync.handle(Event::Nudge(3), at(31))));
    assert!(is_exchange(&sync.handle(Event::Timer, at(61))));
}

#[test]
fn a_server_cannot_ask_for_more_than_an_hour() {
    let mut sync = opened(1);
    let actions = sync.handle(failed(Failure::Busy(Some(Duration::MAX)), 1), at(0));
    assert!(wake(&actions).expect("a timer is set") <= Duration::from_secs(3601));
}

#[test]
fn an_ended_session_stops_everything_but_keeps_the_count_of_what_waits() {
    let mut sync = opened(4);
    let actions = sync.handle(failed(Failure::Unauthenticated, 4), at(0));
    assert_eq!(wake(&actions), None);
    let status = told(&actions).expect("it is told");
    assert_eq!(
        (status.headline(), status.waiting),
        (Headline::SignInNeeded, 4)
    );
    assert!(!is_exchange(&sync.handle(Event::Foreground, at(1))));
    assert!(is_exchange(&sync.handle(Event::SignedIn, at(2))));
}

#[test]
fn a_request_of_one_change_that_the_server_finds_too_large_refuses_that_change() {
    let mut sync = opened(1);
    let actions = sync.handle(failed(Failure::TooLarge, 1), at(0));
    assert!(
        actions.contains(&Action::RefuseTooLarge) && !is_exchange(&actions),
        "{actions:?}"
    );
    let facts = Facts {
        attention: 1,
        ..Facts::default()
    };
    let actions = sync.handle(Event::Refused(facts), at(0));
    assert!(is_exchange(&actions));
    assert_eq!(
        told(&actions).map(Status::headline),
        Some(Headline::NeedsAttention(1))
    );
}

#[test]
fn too_large_by_the_server_of_many_changes_halves_them_at_once() {
    let mut sync = opened(500);
    let actions = sync.handle(failed(Failure::TooLarge, 300), at(0));
    assert_eq!(asked(&actions).map(|(changes, _)| changes), Some(150));
}

#[test]
fn too_large_by_somebody_on_the_way_refuses_nothing() {
    let mut sync = opened(1);
    let actions = sync.handle(failed(Failure::TooLargeOnTheWay, 1), at(0));
    assert!(
        !actions.contains(&Action::RefuseTooLarge) && wake(&actions).is_some(),
        "{actions:?}"
    );
}

#[test]
fn the_pull_goes_on_when_even_one_change_does_not_come_through() {
    let mut sync = opened(1);
    let mut actions = sync.handle(failed(Failure::Timeout, 1), at(0));
    let time = wake(&actions).expect("a timer is set");
    actions = sync.handle(
        Event::Timer,
        Now {
            monotonic: time,
            ..at(0)
        },
    );
    assert_eq!(asked(&actions).map(|(changes, _)| changes), Some(0));
    sync.handle(Event::Replied, at(200));
    actions = sync.handle(done(0, 1), at(200));
    let time = wake(&actions).expect("the change is tried again");
    actions = sync.handle(
        Event::Timer,
        Now {
            monotonic: time,
            ..at(0)
        },
    );
    assert_eq!(asked(&actions).map(|(changes, _)| changes), Some(1));
}

#[test]
fn a_server_that_judges_nothing_is_not_asked_in_a_circle() {
    let mut sync = opened(1);
    sync.handle(Event::Replied, at(0));
    let stuck = Event::Applied {
        page: Page::default(),
        sent: 1,
        facts: outbox(1),
    };
    let actions = sync.handle(stuck, at(0));
    assert!(
        !is_exchange(&actions) && wake(&actions).is_some(),
        "{actions:?}"
    );
}
