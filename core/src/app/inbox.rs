//! Where other threads leave events for the one that drives the engine.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crate::sync::Event;

/// Events on their way to the driver, and the word to stop.
#[derive(Debug, Default)]
pub(super) struct Inbox {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct State {
    events: Vec<Event>,
    has_saved: bool,
    is_running: bool,
    is_stopping: bool,
    /// Set when the wait is to be computed anew.
    is_poked: bool,
    /// Counts the reasons to believe that the network is back.
    hopes: u64,
}

/// Why the driver's wait ended.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Woken {
    /// It is to end.
    Stop,
    /// Events came, or changes were saved; neither when only the time to wait may have changed.
    Events {
        /// The events, in order.
        events: Vec<Event>,
        /// Whether changes were saved.
        has_saved: bool,
    },
    /// The time is over.
    Time,
}

impl Inbox {
    /// Says that somebody takes the events now. Returns false when somebody does already.
    pub(super) fn begin(&self) -> bool {
        let mut state = self.lock();
        if state.is_running || state.is_stopping {
            return false;
        }
        *state = State {
            is_running: true,
            hopes: state.hopes,
            ..State::default()
        };
        true
    }

    /// Tells whoever takes the events to end.
    pub(super) fn stop(&self) {
        let mut state = self.lock();
        state.is_stopping = state.is_running;
        self.changed.notify_all();
    }

    /// Says that nobody takes the events any more.
    pub(super) fn ended(&self) {
        let mut state = self.lock();
        state.is_running = false;
        state.is_stopping = false;
        state.events.clear();
    }

    pub(super) fn is_running(&self) -> bool {
        self.lock().is_running
    }

    pub(super) fn is_stopping(&self) -> bool {
        self.lock().is_stopping
    }

    /// Leaves an event; without a driver it is dropped, for the next one looks afresh.
    pub(super) fn post(&self, event: Event) {
        let mut state = self.lock();
        if matches!(
            event,
            Event::Connectivity(true) | Event::Foreground | Event::SignedIn
        ) {
            state.hopes += 1;
        }
        if state.is_running {
            state.events.push(event);
        }
        self.changed.notify_all();
    }

    /// Says that changes were saved; many at once are heard as one.
    pub(super) fn post_saved(&self) {
        self.lock().has_saved = true;
        self.changed.notify_all();
    }

    /// Makes the driver look at its timer again.
    pub(super) fn poke(&self) {
        self.lock().is_poked = true;
        self.changed.notify_all();
    }

    /// Waits for events, for the word to stop, or for so long; without a time, for ever.
    pub(super) fn wait(&self, time: Option<Duration>) -> Woken {
        let is_quiet = |state: &mut State| {
            let is_poked = std::mem::take(&mut state.is_poked);
            state.events.is_empty() && !state.has_saved && !state.is_stopping && !is_poked
        };
        let mut state = self.lock();
        let mut is_over = false;
        match time {
            None => {
                let waited = self.changed.wait_while(state, is_quiet);
                state = waited.unwrap_or_else(PoisonError::into_inner);
            }
            Some(time) => {
                let waited = self.changed.wait_timeout_while(state, time, is_quiet);
                let (woken, timeout) = waited.unwrap_or_else(PoisonError::into_inner);
                (state, is_over) = (woken, timeout.timed_out());
            }
        }
        if state.is_stopping {
            Woken::Stop
        } else if is_over {
            Woken::Time
        } else {
            let events = std::mem::take(&mut state.events);
            Woken::Events {
                events,
                has_saved: std::mem::take(&mut state.has_saved),
            }
        }
    }

    /// Waits for so long, for the word to stop, or for hope. Returns false for the word to stop.
    pub(super) fn pause(&self, time: Duration) -> bool {
        let state = self.lock();
        let hopes = state.hopes;
        let is_quiet = |state: &mut State| !state.is_stopping && state.hopes == hopes;
        let waited = self.changed.wait_timeout_while(state, time, is_quiet);
        let (state, _) = waited.unwrap_or_else(PoisonError::into_inner);
        !state.is_stopping
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
