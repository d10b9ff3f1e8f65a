//! What follows what when all goes well.

use super::*;

#[test]
fn a_saved_change_is_sent_at_once() {
    let mut sync = idle();
    assert!(is_exchange(&sync.handle(Event::Saved(outbox(1)), at(1))));
}

#[test]
fn a_change_saved_during_an_exchange_goes_with_the_next() {
    let mut sync = opened(0);
    assert!(!is_exchange(&sync.handle(Event::Saved(outbox(1)), at(1))));
    sync.handle(Event::Replied, at(2));
    assert!(is_exchange(&sync.handle(done(0, 1), at(2))));
}

#[test]
fn a_nudge_during_an_exchange_brings_another() {
    let mut sync = opened(0);
    sync.handle(Event::Nudge(7), at(1));
    sync.handle(Event::Replied, at(2));
    assert!(is_exchange(&sync.handle(done(0, 0), at(2))));
}

#[test]
fn the_same_nudge_again_does_nothing() {
    let mut sync = idle();
    assert!(is_exchange(&sync.handle(Event::Nudge(7), at(1))));
    sync.handle(failed(Failure::Unreachable, 0), at(1));
    assert_eq!(sync.handle(Event::Nudge(7), at(2)), []);
}

#[test]
fn a_nudge_of_what_the_phone_knows_already_does_nothing() {
    assert_eq!(idle().handle(Event::Nudge(3), at(2)), []);
}

#[test]
fn a_page_that_is_not_the_last_is_followed_by_the_next() {
    let mut sync = opened(0);
    sync.handle(Event::Replied, at(1));
    let page = Page {
        records: 500,
        seq: 3,
        moved: true,
        more: true,
        took: Duration::from_millis(5),
        wipe: false,
    };
    let actions = sync.handle(
        Event::Applied {
            page,
            sent: 0,
            facts: outbox(0),
        },
        at(1),
    );
    assert_eq!(asked(&actions), Some((500, 1000)));
}

#[test]
fn a_page_that_took_too_long_is_followed_by_a_smaller_one() {
    let mut sync = opened(0);
    sync.handle(Event::Replied, at(1));
    let page = Page {
        records: 400,
        seq: 3,
        moved: true,
        more: true,
        took: Duration::from_millis(25),
        wipe: false,
    };
    let actions = sync.handle(
        Event::Applied {
            page,
            sent: 0,
            facts: outbox(0),
        },
        at(1),
    );
    assert_eq!(asked(&actions), Some((500, 320)));
}

#[test]
fn the_first_sync_takes_larger_slices() {
    let mut sync = Sync::new(Pace::default());
    sync.handle(
        Event::Started {
            facts: outbox(0),
            has_session: true,
            is_settled: false,
            last_receipt: None,
            revoked: None,
        },
        at(0),
    );
    sync.handle(Event::Replied, at(1));
    let page = Page {
        records: 500,
        seq: 3,
        moved: true,
        more: true,
        took: Duration::from_millis(100),
        wipe: false,
    };
    let actions = sync.handle(
        Event::Applied {
            page,
            sent: 0,
            facts: outbox(0),
        },
        at(1),
    );
    assert_eq!(asked(&actions), Some((500, 1000)));
}

#[test]
fn a_timer_that_fires_early_is_set_again_and_one_that_fires_in_time_pulls() {
    let mut sync = idle();
    let time = wake(&sync.handle(Event::Timer, at(1))).expect("it is set again");
    assert!(time > at(1).monotonic);
    let late = Now {
        monotonic: time,
        ..at(0)
    };
    assert!(is_exchange(&sync.handle(Event::Timer, late)));
}

#[test]
fn a_change_that_waits_for_another_wakes_the_engine_when_it_is_due() {
    let mut sync = opened(0);
    sync.handle(Event::Replied, at(1));
    let due_in = Some(Duration::from_secs(30));
    let facts = Facts {
        waiting: 1,
        sendable: 0,
        attention: 0,
        due_in,
    };
    let actions = sync.handle(
        Event::Applied {
            page: Page::default(),
            sent: 1,
            facts,
        },
        at(1),
    );
    assert_eq!(wake(&actions), Some(Duration::from_secs(31)));
}

#[test]
fn without_a_session_nothing_is_exchanged_until_there_is_one() {
    let mut sync = Sync::new(Pace::default());
    let started = Event::Started {
        facts: outbox(3),
        has_session: false,
        is_settled: false,
        last_receipt: None,
        revoked: None,
    };
    let actions = sync.handle(started, at(0));
    let status = told(&actions).expect("it is told");
    assert_eq!(
        (status.headline(), status.waiting),
        (Headline::SignInNeeded, 3)
    );
    for event in [
        Event::Saved(outbox(4)),
        Event::Foreground,
        Event::Asked,
        Event::Nudge(1),
        Event::Timer,
    ] {
        assert!(!is_exchange(&sync.handle(event, at(1))));
    }
    assert!(is_exchange(&sync.handle(Event::SignedIn, at(2))));
}

#[test]
fn the_headline_names_what_matters_most() {
    let mut status = Status {
        last_receipt: Some(9),
        ..Status::default()
    };
    assert_eq!(
        status.headline(),
        Headline::UpToDate {
            last_receipt: Some(9)
        }
    );
    status.waiting = 2;
    assert_eq!(status.headline(), Headline::Waiting(2));
    status.offline_since = Some(5);
    assert_eq!(
        status.headline(),
        Headline::Offline {
            since: 5,
            waiting: 2
        }
    );
    status.attention = 1;
    assert_eq!(status.headline(), Headline::NeedsAttention(1));
    status.needs_sign_in = true;
    assert_eq!(status.headline(), Headline::SignInNeeded);
}
