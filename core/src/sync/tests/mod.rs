use std::time::Duration;

use super::{Action, Event, Facts, Failure, Headline, Now, Pace, Page, Status, Sync};

mod ends;
mod errors;
mod property;
mod turns;

fn at(seconds: u64) -> Now {
    Now {
        monotonic: Duration::from_secs(seconds),
        wall: 1_000_000 * seconds.cast_signed(),
        chance: u64::MAX - 1,
    }
}

fn outbox(sendable: u64) -> Facts {
    Facts {
        waiting: sendable,
        sendable,
        attention: 0,
        due_in: None,
    }
}

/// An engine that was opened with a session and waits for its first reply.
fn opened(sendable: u64) -> Sync {
    let mut sync = Sync::new(Pace::default());
    let actions = sync.handle(
        Event::Started {
            facts: outbox(sendable),
            has_session: true,
            is_settled: true,
            last_receipt: Some(0),
            revoked: None,
        },
        at(0),
    );
    assert!(is_exchange(&actions), "{actions:?}");
    sync
}

/// An engine with nothing to do.
fn idle() -> Sync {
    let mut sync = opened(0);
    sync.handle(Event::Replied, at(0));
    let actions = sync.handle(done(0, 0), at(0));
    assert!(
        !is_exchange(&actions) && wake(&actions).is_some(),
        "{actions:?}"
    );
    sync
}

fn done(sent: usize, left: u64) -> Event {
    let page = Page {
        records: 0,
        seq: 3,
        moved: sent > 0,
        more: false,
        took: Duration::from_millis(1),
        wipe: false,
    };
    Event::Applied {
        page,
        sent,
        facts: outbox(left),
    }
}

fn failed(failure: Failure, sent: usize) -> Event {
    Event::Failed { failure, sent }
}

fn is_exchange(actions: &[Action]) -> bool {
    asked(actions).is_some()
}

fn asked(actions: &[Action]) -> Option<(usize, u32)> {
    actions.iter().find_map(|action| match action {
        Action::Exchange { changes, records } => Some((*changes, *records)),
        Action::Apply
        | Action::RefuseTooLarge
        | Action::Wipe
        | Action::WakeAt(_)
        | Action::Tell(_) => None,
    })
}

fn wake(actions: &[Action]) -> Option<Duration> {
    actions.iter().find_map(|action| match action {
        Action::WakeAt(time) => Some(*time),
        Action::Exchange { .. }
        | Action::Apply
        | Action::RefuseTooLarge
        | Action::Wipe
        | Action::Tell(_) => None,
    })
}

fn told(actions: &[Action]) -> Option<&Status> {
    actions.iter().find_map(|action| match action {
        Action::Tell(status) => Some(status),
        Action::Exchange { .. }
        | Action::Apply
        | Action::RefuseTooLarge
        | Action::Wipe
        | Action::WakeAt(_) => None,
    })
}
