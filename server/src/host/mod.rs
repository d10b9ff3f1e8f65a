//! What a running server is made of: its store, the queue into it, its seams, and who may still
//! try what. Requests share one of these.

mod nudge;
mod set_up;

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{Semaphore, watch};

use crate::auth::throttle::Throttle;
use crate::error::ServerError;
use crate::ingest::Door;
use crate::seam::Seams;
use crate::store::Store;

pub use nudge::Nudges;
pub use set_up::SetUpLink;

/// How many passwords are hashed at a time: each needs 19 MiB.
const HASHES: usize = 4;
const SECOND: i64 = 1_000_000;

/// The parts of a running server.
pub struct Host {
    /// Where everything is kept.
    pub store: Arc<dyn Store>,
    /// Time and randomness.
    pub seams: Seams,
    /// Tells whoever listens that there is something new.
    pub nudges: Nudges,
    /// The one-time link, while nobody has set the server up.
    pub set_up: SetUpLink,
    /// Attempts to sign in, by address and login.
    pub sign_ins: Throttle,
    /// Attempts to sign in, to enrol or to set up, by address.
    pub guesses: Throttle,
    /// Seats for the hashing of passwords.
    pub hashing: Semaphore,
    /// Says true once the server is to stop.
    pub stopping: watch::Receiver<bool>,
    /// Set when a proxy in front names the client in `X-Forwarded-For`.
    pub is_behind_proxy: bool,
    /// The queue of the one writer.
    pub door: Door,
}

impl Host {
    /// Puts the parts together and starts the one writer.
    ///
    /// # Errors
    /// [`ServerError::Internal`] when the system gives no thread; nothing then runs.
    pub fn open(
        store: Arc<dyn Store>,
        seams: Seams,
        stopping: watch::Receiver<bool>,
        is_behind_proxy: bool,
    ) -> Result<Host, ServerError> {
        let door = Door::open(Arc::clone(&store), Arc::clone(&seams.clock))
            .map_err(ServerError::internal)?;
        Ok(Host {
            door,
            store,
            seams,
            nudges: Nudges::default(),
            set_up: SetUpLink::default(),
            sign_ins: Throttle::new(8, 30 * SECOND),
            guesses: Throttle::new(40, 5 * SECOND),
            hashing: Semaphore::new(HASHES),
            stopping,
            is_behind_proxy,
        })
    }

    /// Tells whoever listens about every commit: at once about this process's own, within a second
    /// about those of the command line. Ends when the server is to stop.
    pub async fn nudge(&self) {
        let mut commits = self.door.commits();
        let mut stopping = self.stopping.clone();
        loop {
            tokio::select! {
                changed = commits.changed() => if changed.is_err() { return },
                () = tokio::time::sleep(Duration::from_secs(1)) => {}
                _ = stopping.wait_for(|stopping| *stopping) => return,
            }
            for organisation in self.nudges.listened() {
                match self.store.head(organisation) {
                    Ok(head) => self.nudges.tell(organisation, head),
                    Err(error) => tracing::warn!(%error, "the head could not be read"),
                }
            }
        }
    }
}
