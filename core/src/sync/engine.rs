//! The state machine.

use std::time::Duration;

use super::load::Load;
use super::{Action, Event, Facts, Failure, Now, Pace, Page, Status};

/// What the engine waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Phase {
    /// A reason, or the timer.
    Idle,
    /// The end of an exchange.
    Exchanging,
    /// The store.
    Applying,
    /// The mark on a change that is too large.
    Refusing,
    /// The end of everything on the phone.
    Wiping,
}

/// Decides when to exchange what with the server.
#[derive(Debug)]
pub struct Sync {
    pace: Pace,
    phase: Phase,
    has_session: bool,
    load: Load,
    facts: Facts,
    /// Failures in a row.
    failures: u32,
    /// Until when a server asked to be left alone.
    not_before: Option<Duration>,
    wake: Option<Duration>,
    /// Whether something came up during the exchange that the exchange may have missed.
    again: bool,
    /// Whether the last request held no change although there was one to send.
    is_bare: bool,
    /// Whether the first sync is through.
    is_settled: bool,
    /// How far the feed is known to have come.
    nudge: Option<u64>,
    status: Status,
    told: Option<Status>,
}

impl Sync {
    /// Makes an engine that waits for [`Event::Started`].
    #[must_use]
    pub fn new(pace: Pace) -> Sync {
        Sync {
            pace,
            phase: Phase::Idle,
            has_session: false,
            load: Load::new(),
            facts: Facts::default(),
            failures: 0,
            not_before: None,
            wake: None,
            again: false,
            is_bare: false,
            is_settled: false,
            nudge: None,
            status: Status::default(),
            told: None,
        }
    }

    /// Returns how many exchanges in a row have come to nothing.
    #[must_use]
    pub fn failures(&self) -> u32 {
        self.failures
    }

    /// Takes an event and says what is to be done, in this order; a [`Action::Tell`] comes first.
    pub fn handle(&mut self, event: Event, now: Now) -> Vec<Action> {
        let mut actions = Vec::new();
        match event {
            Event::Started {
                facts,
                has_session,
                is_settled,
                last_receipt,
                revoked,
            } => {
                // Whatever went on before has ended with whoever drove it.
                self.phase = Phase::Idle;
                self.not_before = None;
                self.facts = facts;
                self.has_session = has_session;
                self.is_settled = is_settled;
                self.status.last_receipt = last_receipt;
                self.status.revoked = revoked;
                self.hurry(now, &mut actions);
            }
            Event::SignedIn => {
                self.has_session = true;
                self.status.revoked = None;
                self.hurry(now, &mut actions);
            }
            Event::SignedOut => self.end_session(),
            Event::Saved(facts) => {
                self.facts = facts;
                if facts.sendable > 0 && self.phase == Phase::Idle {
                    self.suggest(now, &mut actions);
                }
            }
            Event::Foreground => self.hurry(now, &mut actions),
            Event::Asked => {
                self.not_before = None;
                self.hurry(now, &mut actions);
            }
            Event::Connectivity(true) => self.hurry(now, &mut actions),
            Event::Connectivity(false) => self.mark_offline(now),
            Event::Nudge(number) => self.nudged(number, now, &mut actions),
            Event::Replied => self.replied(now, &mut actions),
            Event::Failed { failure, sent } => self.failed(failure, sent, now, &mut actions),
            Event::Applied { page, sent, facts } => {
                self.applied(page, sent, facts, now, &mut actions)
            }
            Event::Refused(facts) => self.refused(facts, now, &mut actions),
            Event::HandedOver {
                facts,
                total,
                moved,
                wipe,
            } => self.handed_over(facts, total, (moved, wipe), now, &mut actions),
            Event::Wiped => self.wiped(),
            Event::Timer => self.timer(now, &mut actions),
        }
        self.tell(&mut actions);
        actions
    }

    /// Tries at once, whatever failed before: there is a new reason to believe that it works.
    fn hurry(&mut self, now: Now, actions: &mut Vec<Action>) {
        self.failures = 0;
        if self.phase == Phase::Idle {
            self.exchange(now, actions);
        } else {
            self.again = true;
        }
    }

    /// Tries at once unless an error is being waited out.
    fn suggest(&mut self, now: Now, actions: &mut Vec<Action>) {
        if self.phase != Phase::Idle {
            self.again = true;
        } else if self.failures == 0 {
            self.exchange(now, actions);
        }
    }

    fn nudged(&mut self, number: u64, now: Now, actions: &mut Vec<Action>) {
        if self.nudge.replace(number) != Some(number) {
            self.suggest(now, actions);
        }
    }

    fn timer(&mut self, now: Now, actions: &mut Vec<Action>) {
        if self.phase != Phase::Idle {
            return;
        }
        match self.wake {
            Some(wake) if wake > now.monotonic => actions.push(Action::WakeAt(wake)),
            Some(_) => self.exchange(now, actions),
            None => {}
        }
    }

    /// Begins an exchange, or sets the timer to when it may begin. Only called when idle.
    fn exchange(&mut self, now: Now, actions: &mut Vec<Action>) {
        if !self.has_session {
            return;
        }
        if let Some(not_before) = self.not_before.filter(|time| *time > now.monotonic) {
            self.wake = Some(not_before);
            actions.push(Action::WakeAt(not_before));
            return;
        }
        self.not_before = None;
        self.wake = None;
        self.again = false;
        self.phase = Phase::Exchanging;
        actions.push(Action::Exchange {
            changes: self.load.changes,
            records: self.load.records,
        });
    }

    fn replied(&mut self, now: Now, actions: &mut Vec<Action>) {
        if self.phase != Phase::Exchanging {
            return;
        }
        self.status.last_receipt = Some(now.wall);
        self.status.offline_since = None;
        self.phase = Phase::Applying;
        actions.push(Action::Apply);
    }

    fn applied(
        &mut self,
        page: Page,
        sent: usize,
        facts: Facts,
        now: Now,
        actions: &mut Vec<Action>,
    ) {
        if self.phase != Phase::Applying {
            return;
        }
        self.phase = Phase::Idle;
        self.facts = facts;
        // What the phone has brought up itself comes back as a nudge that says nothing new.
        self.nudge = Some(page.seq);
        self.status.failure = None;
        self.status.revoked = None;
        let slice = if self.is_settled {
            self.pace.slice
        } else {
            self.pace.first_slice
        };
        self.load.fit(page.records, page.took, slice);
        self.is_settled |= !page.more;
        let only_pulled = self.load.changes == 0;
        let is_bare = sent == 0 && !only_pulled && facts.sendable > 0;
        let was_bare = std::mem::replace(&mut self.is_bare, is_bare);
        if !only_pulled && page.moved {
            self.failures = 0;
        }
        if page.wipe && !page.more && facts.sendable == 0 {
            self.phase = Phase::Wiping;
            actions.push(Action::Wipe);
        } else if only_pulled && !page.more {
            // The pull came through, after changes did not: one of them is tried again.
            self.load.grow();
            self.retry_push(now, actions);
        } else if page.more || facts.sendable > 0 {
            if page.moved || (is_bare && !was_bare && !page.more) {
                if !only_pulled {
                    self.load.grow();
                }
                self.exchange(now, actions);
            } else {
                // The server answers, but nothing moves.
                self.back_off(now, actions);
            }
        } else {
            self.load.grow();
            self.settle(now, actions);
        }
    }

    /// Sends again after a pull alone: when the back-off is over, or at once if there is none.
    fn retry_push(&mut self, now: Now, actions: &mut Vec<Action>) {
        if self.facts.sendable == 0 {
            self.settle(now, actions);
        } else if self.failures == 0 {
            self.exchange(now, actions);
        } else {
            self.rest(self.pace.backoff(self.failures, now), now, actions);
        }
    }

    /// Everything is done; the timer is set for what comes due by itself.
    fn settle(&mut self, now: Now, actions: &mut Vec<Action>) {
        self.failures = 0;
        if self.again {
            self.exchange(now, actions);
            return;
        }
        let idle = self.pace.idle(now);
        let pause = self
            .facts
            .due_in
            .map_or(idle, |due| due.max(self.pace.base).min(idle));
        self.rest(pause, now, actions);
    }

    fn failed(&mut self, failure: Failure, sent: usize, now: Now, actions: &mut Vec<Action>) {
        match self.phase {
            Phase::Exchanging | Phase::Applying | Phase::Wiping => self.phase = Phase::Idle,
            Phase::Idle | Phase::Refusing => return,
        }
        if failure == Failure::Stopped {
            self.wake = None;
            return;
        }
        self.status.failure = Some(failure);
        if failure.is_offline() {
            self.mark_offline(now);
        }
        if failure.is_of_size() {
            self.load.shrink(sent);
        }
        match failure {
            Failure::Unauthenticated => self.end_session(),
            Failure::TooLarge if sent == 1 => {
                self.phase = Phase::Refusing;
                actions.push(Action::RefuseTooLarge);
            }
            // Halved already; this ends at one change after nine times.
            Failure::TooLarge if sent > 1 => self.exchange(now, actions),
            Failure::Busy(Some(asked)) => {
                let pause = self.pace.retry_after(asked, now);
                self.failures = self.failures.saturating_add(1);
                self.not_before = Some(now.monotonic.saturating_add(pause));
                self.rest(pause, now, actions);
            }
            Failure::Unreachable
            | Failure::Timeout
            | Failure::Cut
            | Failure::Foreign
            | Failure::TooLarge
            | Failure::TooLargeOnTheWay
            | Failure::Busy(None)
            | Failure::Server
            | Failure::Stopped
            | Failure::Revoked { .. }
            | Failure::Store => self.back_off(now, actions),
        }
    }

    /// Hands over the next ones, then asks every now and then whether the word still stands.
    fn handed_over(
        &mut self,
        facts: Facts,
        total: u64,
        (moved, wipe): (bool, bool),
        now: Now,
        actions: &mut Vec<Action>,
    ) {
        if self.phase != Phase::Exchanging {
            return;
        }
        self.phase = Phase::Idle;
        self.facts = facts;
        self.failures = 0;
        self.status.last_receipt = Some(now.wall);
        self.status.offline_since = None;
        self.status.revoked = Some(total);
        let was_bare = self.load.changes == 0;
        self.load.grow();
        if facts.sendable > 0 && (moved || was_bare) {
            self.exchange(now, actions);
        } else if facts.sendable == 0 && wipe {
            self.phase = Phase::Wiping;
            actions.push(Action::Wipe);
        } else {
            self.again = false;
            self.rest(self.pace.idle(now), now, actions);
        }
    }

    /// Nothing is left to show or to send.
    fn wiped(&mut self) {
        self.phase = Phase::Idle;
        self.facts = Facts::default();
        self.status = Status::default();
        self.nudge = None;
        self.is_settled = false;
        self.end_session();
    }

    fn refused(&mut self, facts: Facts, now: Now, actions: &mut Vec<Action>) {
        if self.phase != Phase::Refusing {
            return;
        }
        self.phase = Phase::Idle;
        self.facts = facts;
        self.load.grow();
        self.exchange(now, actions);
    }

    fn back_off(&mut self, now: Now, actions: &mut Vec<Action>) {
        self.failures = self.failures.saturating_add(1);
        self.rest(self.pace.backoff(self.failures, now), now, actions);
    }

    fn rest(&mut self, pause: Duration, now: Now, actions: &mut Vec<Action>) {
        if !self.has_session {
            return;
        }
        let wake = now.monotonic.saturating_add(pause);
        self.wake = Some(wake);
        actions.push(Action::WakeAt(wake));
    }

    /// Without a session nothing is sent and no timer runs; outbox and drafts stay as they are.
    fn end_session(&mut self) {
        self.has_session = false;
        self.wake = None;
    }

    fn mark_offline(&mut self, now: Now) {
        self.status.offline_since.get_or_insert(now.wall);
    }

    fn tell(&mut self, actions: &mut Vec<Action>) {
        self.status.waiting = self.facts.waiting;
        self.status.attention = self.facts.attention;
        self.status.needs_sign_in = !self.has_session || self.status.revoked.is_some();
        self.status.is_syncing = self.phase != Phase::Idle;
        if self.told.as_ref() != Some(&self.status) {
            self.told = Some(self.status.clone());
            actions.insert(0, Action::Tell(self.status.clone()));
        }
    }
}
