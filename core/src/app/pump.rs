//! Does what the engine asks for: exchanges, applies, keeps the time of the timer.

use std::collections::VecDeque;
use std::time::Duration;

use outrider_model::wire::{Exchange as _, ProblemCode, Reply, read_reply};

use crate::error::Result;
use crate::sync::{Action, Event, Failure, Now, Status, Sync};
use crate::transport::Trouble;

use super::parcel::Parcel;
use super::{LookAgain, Shared, SyncReport, lock};

/// The engine with what its driver keeps for it.
pub(super) struct Pump {
    sync: Sync,
    /// When the engine wants to be woken, by the monotonic clock.
    wake: Option<Duration>,
    /// The changes of the last request.
    sent: Vec<outrider_model::id::ChangeId>,
    report: SyncReport,
    /// When no further exchange is to begin, by the monotonic clock.
    until: Option<Duration>,
}

impl Pump {
    pub(super) fn new(sync: Sync) -> Pump {
        Pump {
            sync,
            wake: None,
            sent: Vec::new(),
            report: SyncReport::default(),
            until: None,
        }
    }

    pub(super) fn failures(&self) -> u32 {
        self.sync.failures()
    }

    pub(super) fn wake(&self) -> Option<Duration> {
        self.wake
    }

    /// Returns what was done since this was last asked.
    pub(super) fn take_report(&mut self) -> SyncReport {
        std::mem::take(&mut self.report)
    }

    /// Tells the engine something and does what it then asks for, until it only waits.
    pub(super) fn feed(&mut self, shared: &Shared, event: Event) {
        self.feed_until(shared, event, None);
    }

    /// As [`Pump::feed`]; begins no further exchange after a time of the monotonic clock, but waits
    /// to be told to go on.
    pub(super) fn feed_until(&mut self, shared: &Shared, event: Event, until: Option<Duration>) {
        self.until = until;
        let before = self.report.exchanges;
        let mut actions = VecDeque::from(self.sync.handle(event, shared.now()));
        while let Some(action) = actions.pop_front() {
            match action {
                Action::Exchange { changes, records } => {
                    self.wake = None;
                    actions.extend(self.exchange(shared, changes, records));
                }
                Action::RefuseTooLarge => actions.extend(self.refuse(shared)),
                Action::WakeAt(time) => self.wake = Some(time),
                Action::Wipe => actions.extend(self.wipe(shared)),
                Action::Tell(status) => shared.show(status),
                // Only an exchange brings it, and takes it.
                Action::Apply => {}
            }
        }
        if self.report.exchanges > before {
            shared.note_usage();
        }
    }

    /// Makes one exchange to its end and returns what the engine asks for then.
    fn exchange(&mut self, shared: &Shared, changes: usize, records: u32) -> Vec<Action> {
        if self.until.is_some_and(|until| shared.monotonic() >= until) {
            return self.failed(shared, Failure::Stopped, 0);
        }
        self.report.more = false;
        self.report.failure = None;
        let parcel = match shared.pack(changes, records) {
            Ok(parcel) => parcel,
            Err(_) => return self.failed(shared, Failure::Store, 0),
        };
        self.sent = parcel.changes.clone();
        let sent = parcel.changes.len();
        let answer = send(shared, &parcel);
        self.report.exchanges += 1;
        self.report.sent += sent as u64;
        match answer.and_then(|bytes| self.take_in(shared, &parcel, &bytes)) {
            Ok(actions) => actions,
            Err(Failure::Revoked { quarantined, wipe }) => {
                self.handed_over(shared, &parcel, quarantined, wipe)
            }
            Err(failure) => self.failed(shared, failure, sent),
        }
    }

    /// Notes what a server has taken that serves this phone no more.
    fn handed_over(
        &mut self,
        shared: &Shared,
        parcel: &Parcel,
        quarantined: u64,
        wipe: bool,
    ) -> Vec<Action> {
        let count = usize::try_from(quarantined).unwrap_or(usize::MAX);
        let taken = parcel.changes.get(..count).unwrap_or(&parcel.changes);
        let noted = shared.write(|writing| writing.hand_over(taken));
        // What is typed is handed over too, before it is destroyed.
        let has_kept = wipe && shared.keep_what_is_open().unwrap_or(false);
        match noted.and_then(|total| Ok((total, shared.facts()?))) {
            Ok((total, facts)) => {
                self.report.failure = Some(Failure::Revoked { quarantined, wipe });
                let event = Event::HandedOver {
                    facts,
                    total,
                    moved: !taken.is_empty() || has_kept,
                    wipe,
                };
                self.sync.handle(event, shared.now())
            }
            Err(_) => self.failed(shared, Failure::Store, parcel.changes.len()),
        }
    }

    /// Destroys everything on this phone.
    fn wipe(&mut self, shared: &Shared) -> Vec<Action> {
        match shared.wipe() {
            Ok(()) => {
                self.report.wiped = true;
                self.report.failure = None;
                self.sync.handle(Event::Wiped, shared.now())
            }
            Err(failure) => self.failed(shared, failure, 0),
        }
    }

    /// Proves the reply whole and ours, and applies it.
    fn take_in(
        &mut self,
        shared: &Shared,
        parcel: &Parcel,
        bytes: &[u8],
    ) -> std::result::Result<Vec<Action>, Failure> {
        let reply = read_reply(bytes).map_err(|_| Failure::Cut)?;
        if reply.head.request != parcel.request {
            return Err(Failure::Foreign);
        }
        for action in self.sync.handle(Event::Replied, shared.now()) {
            if let Action::Tell(status) = action {
                shared.show(status);
            }
        }
        let applied = self
            .apply(shared, parcel, &reply)
            .map_err(|_| Failure::Store)?;
        Ok(self.sync.handle(applied, shared.now()))
    }

    fn apply(&mut self, shared: &Shared, parcel: &Parcel, reply: &Reply<'_>) -> Result<Event> {
        let page = shared.apply(parcel, reply)?;
        reply
            .verdicts
            .iter()
            .for_each(|line| self.report.verdicts.count(&line.verdict));
        self.report.received += page.records;
        self.report.more = page.more;
        if reply.head.remint && shared.note_remint().is_ok() {
            // What does not come about now does so before the next exchange.
            let _ = shared.ready();
        }
        Ok(Event::Applied {
            page,
            sent: parcel.changes.len(),
            facts: shared.facts()?,
        })
    }

    fn failed(&mut self, shared: &Shared, failure: Failure, sent: usize) -> Vec<Action> {
        self.report.failure = Some(failure);
        self.sync
            .handle(Event::Failed { failure, sent }, shared.now())
    }

    /// Marks the one change of the last request as refused for its size.
    fn refuse(&mut self, shared: &Shared) -> Vec<Action> {
        let facts = self
            .sent
            .first()
            .map_or(Ok(()), |change| shared.refuse_too_large(*change));
        let event = match facts.and_then(|()| shared.facts()) {
            Ok(facts) => Event::Refused(facts),
            Err(_) => Event::Failed {
                failure: Failure::Store,
                sent: 1,
            },
        };
        self.sync.handle(event, shared.now())
    }
}

fn send(shared: &Shared, parcel: &Parcel) -> std::result::Result<Vec<u8>, Failure> {
    if shared.inbox.is_stopping() {
        return Err(Failure::Stopped);
    }
    shared.in_session(|session| session.exchange(&parcel.lines))
}

/// Says what trouble on the way means to the engine.
pub(super) fn failure(trouble: Trouble) -> Failure {
    match trouble {
        Trouble::Unreachable(_) => Failure::Unreachable,
        Trouble::Timeout => Failure::Timeout,
        Trouble::Cut => Failure::Cut,
        Trouble::HungUp => Failure::Stopped,
        Trouble::Foreign(_) => Failure::Foreign,
        Trouble::TooLargeOnTheWay => Failure::TooLargeOnTheWay,
        Trouble::Busy(time) => Failure::Busy(time),
        Trouble::Denied(problem) => match problem.code {
            ProblemCode::Unauthenticated => Failure::Unauthenticated,
            ProblemCode::Revoked => Failure::Revoked {
                quarantined: problem.quarantined.unwrap_or_default(),
                wipe: problem.wipe,
            },
            ProblemCode::TooLarge if problem.status == 413 => Failure::TooLarge,
            ProblemCode::TooLarge
            | ProblemCode::Forbidden
            | ProblemCode::NotFound
            | ProblemCode::Malformed
            | ProblemCode::Invalid
            | ProblemCode::UnsupportedMedia
            | ProblemCode::TooMany
            | ProblemCode::CodeSpent
            | ProblemCode::Reauthenticate
            | ProblemCode::Conflict
            | ProblemCode::Unavailable
            | ProblemCode::Internal
            | ProblemCode::Unknown(_) => Failure::Server,
        },
    }
}

impl Shared {
    /// Returns the moment, with dice.
    pub(super) fn now(&self) -> Now {
        let mut dice = [0; 8];
        self.rng.fill(&mut dice);
        Now {
            monotonic: self.monotonic(),
            wall: self.clock.wall(),
            chance: u64::from_le_bytes(dice),
        }
    }

    pub(super) fn monotonic(&self) -> Duration {
        Duration::from_micros(self.clock.monotonic().unsigned_abs())
    }

    /// Keeps how the sync stands, and has it told.
    fn show(&self, status: Status) {
        *lock(&self.status) = status;
        self.teller.tell(LookAgain {
            sync: true,
            ..LookAgain::default()
        });
    }
}
