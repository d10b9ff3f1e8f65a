//! The background queue: one thread, a bounded number of letters, a few tries each.

use std::collections::VecDeque;
use std::io;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, TrySendError, sync_channel};
use std::time::Duration;

use outrider_model::id::OrganisationId;

use super::smtp::{self, Undelivered};
use super::{Full, Letter, Post};
use crate::seam::Seams;
use crate::store::Store;

/// How many letters may wait to be taken up.
const WAITING: usize = 1000;
const SECOND: i64 = 1_000_000;
/// How long to wait before each further try, in microseconds.
const PAUSES: [i64; 3] = [SECOND, 30 * SECOND, 300 * SECOND];

/// Sends letters on a thread of its own, which ends when this is dropped. What still waits then is
/// lost, as with a power cut: whoever asked for a letter asks again.
#[derive(Debug)]
pub struct Queue {
    letters: SyncSender<(OrganisationId, Letter)>,
}

/// A letter that may still be delivered.
struct Parked {
    organisation: OrganisationId,
    letter: Letter,
    tries: usize,
    due: i64,
}

impl Queue {
    /// Starts the thread.
    ///
    /// # Errors
    /// That of the system when it gives no thread; nothing then runs.
    pub fn open(store: Arc<dyn Store>, seams: Seams) -> io::Result<Queue> {
        let (letters, taken) = sync_channel(WAITING);
        std::thread::Builder::new()
            .name("post".to_owned())
            .spawn(move || run(&*store, &seams, &taken))?;
        Ok(Queue { letters })
    }
}

impl Post for Queue {
    fn send(&self, organisation: OrganisationId, letter: Letter) -> Result<(), Full> {
        match self.letters.try_send((organisation, letter)) {
            Ok(()) => Ok(()),
            Err(TrySendError::Full(_) | TrySendError::Disconnected(_)) => Err(Full),
        }
    }
}

fn run(store: &dyn Store, seams: &Seams, letters: &Receiver<(OrganisationId, Letter)>) {
    let mut parked: VecDeque<Parked> = VecDeque::new();
    loop {
        let next = match rest(&parked, seams.clock.steady()) {
            None => letters.recv().map_err(|_| RecvTimeoutError::Disconnected),
            Some(rest) => letters.recv_timeout(rest),
        };
        match next {
            Ok((organisation, letter)) => {
                let fresh = Parked {
                    organisation,
                    letter,
                    tries: 0,
                    due: 0,
                };
                parked.extend(attempt(store, seams, fresh));
            }
            Err(RecvTimeoutError::Timeout) => {
                let now = seams.clock.steady();
                let due = parked.iter().position(|one| one.due <= now);
                if let Some(one) = due.and_then(|place| parked.remove(place)) {
                    parked.extend(attempt(store, seams, one));
                }
            }
            Err(RecvTimeoutError::Disconnected) => return,
        }
    }
}

/// Returns how long the thread may rest; none where it need not wake by itself.
fn rest(parked: &VecDeque<Parked>, now: i64) -> Option<Duration> {
    let due = parked.iter().map(|one| one.due).min()?;
    let micros = u64::try_from(due.saturating_sub(now)).unwrap_or_default();
    Some(Duration::from_micros(micros))
}

/// Tries once; returns the letter when another try makes sense.
fn attempt(store: &dyn Store, seams: &Seams, one: Parked) -> Option<Parked> {
    // Neither addresses nor what the relay said: it often repeats them.
    match smtp::deliver(store, seams, one.organisation, &one.letter) {
        Ok(()) => {
            tracing::debug!("a letter was sent");
            None
        }
        Err(Undelivered::Later(why)) if one.tries < PAUSES.len() => {
            tracing::info!(why, "a letter was not sent; it is tried again");
            let pause = PAUSES.get(one.tries).copied().unwrap_or_default();
            Some(Parked {
                tries: one.tries + 1,
                due: seams.clock.steady().saturating_add(pause),
                ..one
            })
        }
        Err(Undelivered::Later(why) | Undelivered::Never(why)) => {
            tracing::warn!(why, "a letter was not sent");
            None
        }
    }
}
