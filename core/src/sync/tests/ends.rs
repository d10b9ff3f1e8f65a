//! The organisation signs a phone out, or has its content destroyed.

use super::*;

fn handed_over(sendable: u64, total: u64, moved: bool, wipe: bool) -> Event {
    Event::HandedOver {
        facts: outbox(sendable),
        total,
        moved,
        wipe,
    }
}

#[test]
fn a_revoked_phone_hands_over_everything_then_asks_only_now_and_then() {
    let mut sync = opened(600);
    let actions = sync.handle(handed_over(100, 500, true, false), at(0));
    assert!(is_exchange(&actions), "{actions:?}");
    let actions = sync.handle(handed_over(0, 600, true, false), at(0));
    assert!(!is_exchange(&actions) && wake(&actions) > Some(Duration::from_secs(60)));
    let status = told(&actions).unwrap();
    assert_eq!(status.headline(), Headline::SignedOut { handed_over: 600 });
    assert!(status.needs_sign_in);
    // What is written later is handed over too.
    let actions = sync.handle(Event::Saved(outbox(1)), at(1));
    assert!(is_exchange(&actions), "{actions:?}");
    // A server that takes nothing more is not asked again at once.
    let actions = sync.handle(handed_over(1, 600, false, true), at(1));
    assert!(!is_exchange(&actions) && !actions.contains(&Action::Wipe));
}

#[test]
fn a_phone_that_is_served_again_shows_nothing_of_it() {
    let mut sync = opened(1);
    sync.handle(handed_over(0, 1, true, false), at(0));
    sync.handle(Event::Foreground, at(1));
    sync.handle(Event::Replied, at(1));
    let actions = sync.handle(done(1, 0), at(1));
    assert_eq!(told(&actions).unwrap().revoked, None);
}

#[test]
fn content_is_destroyed_only_once_everything_that_can_be_was_sent() {
    let mut sync = opened(2);
    sync.handle(Event::Replied, at(0));
    let page = |facts, moved| Event::Applied {
        page: Page {
            records: 1,
            seq: 3,
            moved,
            more: false,
            took: Duration::from_millis(1),
            wipe: true,
        },
        sent: 1,
        facts,
    };
    let actions = sync.handle(page(outbox(1), true), at(0));
    assert!(is_exchange(&actions) && !actions.contains(&Action::Wipe));
    sync.handle(Event::Replied, at(0));
    let actions = sync.handle(page(outbox(0), true), at(0));
    assert!(actions.contains(&Action::Wipe), "{actions:?}");
    // The receipt did not get through: it is tried again.
    let actions = sync.handle(failed(Failure::Unreachable, 0), at(0));
    assert!(wake(&actions) < Some(Duration::from_secs(60)));
    assert!(is_exchange(&sync.handle(Event::Timer, at(60))));
    sync.handle(Event::Replied, at(60));
    let actions = sync.handle(page(outbox(0), false), at(60));
    assert!(actions.contains(&Action::Wipe), "{actions:?}");
    let actions = sync.handle(Event::Wiped, at(60));
    assert!(told(&actions).unwrap().needs_sign_in);
    assert!(!is_exchange(&sync.handle(Event::Foreground, at(60))));
}
