//! The threads that drive the sync, and the one call that does it without them.

use std::thread::{self, JoinHandle};
use std::time::Duration;

use crate::error::{Error, Result};
use crate::sync::{Event, Failure, Status};
use crate::transport::Session;

use super::inbox::Woken;
use super::{App, Shared, SyncReport, lock};

/// How often the store tidies up, while nothing else goes on.
const REST: Duration = Duration::from_secs(600);

impl App {
    /// Syncs until there is nothing more to do, or something fails; waits for it, and for a sync
    /// that goes on already. What went wrong on the way stands in the report.
    ///
    /// # Errors
    /// [`Error::NotEnrolled`] when the profile is nobody's yet, and those of storage.
    pub fn sync_now(&self) -> Result<SyncReport> {
        self.sync_until(None)
    }

    /// As [`App::sync_now`]; begins no further exchange after a time of the monotonic clock.
    pub(super) fn sync_until(&self, until: Option<Duration>) -> Result<SyncReport> {
        let shared = &self.shared;
        if shared.profile()?.is_none() {
            return Err(Error::NotEnrolled);
        }
        let mut pump = lock(&shared.pump);
        pump.take_report();
        let event = if shared.inbox.is_running() {
            Event::Asked
        } else {
            shared.started()?
        };
        pump.feed_until(shared, event, until);
        let mut report = pump.take_report();
        drop(pump);
        let status = lock(&shared.status).clone();
        if status.needs_sign_in && status.revoked.is_none() && !report.wiped {
            report.failure = Some(Failure::Unauthenticated);
        }
        if until.is_some() && report.failure == Some(Failure::Stopped) {
            shared.inbox.post(Event::Asked);
        }
        // The driver's timer may stand elsewhere now.
        shared.inbox.poke();
        Ok(report)
    }

    /// Begins to sync by itself, in the background; does nothing when it does already.
    ///
    /// # Errors
    /// [`Error::StorageFailed`] when the system has no threads to give, and those of storage.
    pub fn start(&self) -> Result<()> {
        let mut threads = lock(&self.threads);
        if !threads.is_empty() || !self.shared.inbox.begin() {
            return Ok(());
        }
        for (name, run) in [
            ("outrider-sync", drive as fn(&Shared)),
            ("outrider-nudge", listen),
        ] {
            let shared = self.shared.clone();
            let thread = thread::Builder::new()
                .name(name.into())
                .spawn(move || run(&shared));
            match thread {
                Ok(thread) => threads.push(thread),
                Err(error) => {
                    drop(threads);
                    self.stop();
                    return Err(Error::StorageFailed(error.kind().to_string()));
                }
            }
        }
        Ok(())
    }

    /// Ends the sync in the background, in the middle of an exchange if need be, and waits until
    /// it has ended. What was not sent is sent later.
    pub fn stop(&self) {
        self.shared.inbox.stop();
        self.shared.relink(None);
        let threads = std::mem::take(&mut *lock(&self.threads));
        threads.into_iter().for_each(join);
        self.shared.inbox.ended();
    }

    /// Says that the system believes that there is a network, or that there is none.
    pub fn set_connectivity(&self, is_connected: bool) {
        self.shared.inbox.post(Event::Connectivity(is_connected));
    }

    /// Says that the app came before its user.
    pub fn came_to_foreground(&self) {
        self.shared.inbox.post(Event::Foreground);
    }

    /// Returns how the sync stands; what waits and needs attention is counted anew.
    ///
    /// # Errors
    /// Those of storage.
    pub fn sync_status(&self) -> Result<Status> {
        let facts = self.shared.facts()?;
        let status = lock(&self.shared.status).clone();
        Ok(Status {
            waiting: facts.waiting,
            attention: facts.attention,
            ..status
        })
    }
}

impl Drop for App {
    fn drop(&mut self) {
        self.stop();
    }
}

fn join(thread: JoinHandle<()>) {
    if thread.thread().id() != thread::current().id() {
        // A thread that panicked has ended too.
        let _ = thread.join();
    }
}

impl Shared {
    /// The event with which a driver begins.
    fn started(&self) -> Result<Event> {
        let (last_receipt, place, revoked) = self
            .store()
            .read(|reader| Ok((reader.heard_at()?, reader.place()?, reader.handed_over()?)))?;
        Ok(Event::Started {
            facts: self.facts()?,
            has_session: self.has_session()?,
            is_settled: place.cursor.is_some(),
            last_receipt,
            revoked,
        })
    }
}

/// Drives the engine until it is told to stop.
fn drive(shared: &Shared) {
    // On a disk without room for the ballast, everything else goes on.
    let _ = shared.store().reserve();
    // A store that does not answer now is asked again with the first save or hint.
    if let Ok(event) = shared.started() {
        lock(&shared.pump).feed(shared, event);
    }
    let mut rested = shared.monotonic();
    loop {
        let wake = lock(&shared.pump).wake();
        let time = wake.map(|wake| wake.saturating_sub(shared.monotonic()));
        match shared.inbox.wait(time) {
            Woken::Stop => return,
            Woken::Time => {
                lock(&shared.pump).feed(shared, Event::Timer);
                if shared.monotonic().saturating_sub(rested) >= REST {
                    rested = shared.monotonic();
                    // What could not be tidied up now is tidied up the next time.
                    let _ = shared.store().rest();
                }
            }
            Woken::Events { events, has_saved } => {
                for event in events {
                    lock(&shared.pump).feed(shared, event);
                }
                if has_saved && let Ok(facts) = shared.facts() {
                    lock(&shared.pump).feed(shared, Event::Saved(facts));
                }
            }
        }
    }
}

/// Listens for nudges until it is told to stop. It only wakes the engine; nothing depends on it.
fn listen(shared: &Shared) {
    let mut failures = 0_u32;
    loop {
        if let Ok(link) = shared.ready() {
            let token = link.tokens().access;
            // However the stream ends, it is opened again after a while.
            let _ = Session::new(link.transport(), &token).listen(&mut |number| {
                failures = 0;
                shared.inbox.post(Event::Nudge(number));
            });
        }
        failures = failures.saturating_add(1);
        if !shared
            .inbox
            .pause(shared.pace.backoff(failures, shared.now()))
        {
            return;
        }
    }
}
