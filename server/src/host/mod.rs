//! What a running server is made of: its store, the queue into it, its seams, and who may still
//! try what. Requests share one of these.

mod nudge;
mod set_up;

use std::sync::Arc;
use std::time::Duration;

use outrider_model::decide::Rights;
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::{Semaphore, broadcast, watch};

use crate::auth::openid::Providers;
use crate::auth::session::Caller;
use crate::auth::throttle::Throttle;
use crate::config::{Map, PublicUrl};
use crate::console::Console;
use crate::error::ServerError;
use crate::ingest::{Directories, Door};
use crate::post::{self, Post};
use crate::seam::Seams;
use crate::store::{Heard, Store};

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
    /// Attempts at a second factor, by person: six digits are few.
    pub codes: Throttle,
    /// Attempts to sign in, by login wherever they come from.
    pub logins: Throttle,
    /// Letters asked for by whoever forgot a password, by login.
    pub letters: Throttle,
    /// Takes letters.
    pub post: Arc<dyn Post>,
    /// What OpenID providers are asked over the network.
    pub providers: Providers,
    /// Where browsers find the server; without it no letter can bear a link.
    pub public_url: Option<PublicUrl>,
    /// The console's files.
    pub console: Console,
    /// What the console's map is drawn upon.
    pub map: Map,
    /// What this server calls itself among others of one database.
    pub replica: Option<String>,
    /// Seats for the hashing of passwords.
    pub hashing: Semaphore,
    /// Says true once the server is to stop.
    pub stopping: watch::Receiver<bool>,
    /// Set when a proxy in front names the client in `X-Forwarded-For`.
    pub is_behind_proxy: bool,
    /// Who may what, in hand.
    pub directories: Directories,
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
        let post = post::Queue::open(Arc::clone(&store), seams.clone());
        let post = Arc::new(post.map_err(ServerError::internal)?);
        Ok(Host {
            door,
            directories: Directories::default(),
            post,
            providers: Providers::default(),
            public_url: None,
            console: Console::default(),
            map: Map::default(),
            store,
            seams,
            nudges: Nudges::default(),
            set_up: SetUpLink::default(),
            sign_ins: Throttle::new(8, 30 * SECOND),
            guesses: Throttle::new(40, 5 * SECOND),
            codes: Throttle::new(5, 300 * SECOND),
            logins: Throttle::new(100, 30 * SECOND),
            letters: Throttle::new(3, 1200 * SECOND),
            replica: None,
            hashing: Semaphore::new(HASHES),
            stopping,
            is_behind_proxy,
        })
    }

    /// Returns the address that links begin with; empty where nobody said it.
    #[must_use]
    pub fn address(&self) -> String {
        let known = self.public_url.as_ref();
        known.map(PublicUrl::origin).unwrap_or_default()
    }

    /// Returns what a caller may do, and for whom.
    ///
    /// # Errors
    /// [`ServerError`] when the store cannot be read.
    pub fn rights(&self, caller: &Caller) -> Result<Rights, ServerError> {
        let directory = self.directories.of(&*self.store, caller.organisation)?;
        Ok(directory.rights(caller.person, caller.at))
    }

    /// Tells whoever listens about every commit: at once about this process's own and those that the
    /// store hears of, within a second about any other. Ends when the server is to stop.
    pub async fn nudge(self: &Arc<Self>) {
        let mut commits = self.door.commits();
        let mut stopping = self.stopping.clone();
        let mut heard = self.store.heard();
        loop {
            tokio::select! {
                changed = commits.changed() => if changed.is_err() { return },
                () = tokio::time::sleep(Duration::from_secs(1)) => {}
                (organisation, head) = next(&mut heard) => {
                    self.nudges.tell(organisation, head);
                    continue;
                }
                _ = stopping.wait_for(|stopping| *stopping) => return,
            }
            let host = Arc::clone(self);
            // A panic was logged where it happened; the next second looks again.
            let _looked = tokio::task::spawn_blocking(move || host.look()).await;
        }
    }

    fn look(&self) {
        for organisation in self.nudges.listened() {
            match self.store.head(organisation) {
                Ok(head) => self.nudges.tell(organisation, head),
                Err(error) => tracing::warn!(%error, "the head could not be read"),
            }
        }
    }
}

/// Waits for the next commit that the store hears of; for ever where it hears of none.
async fn next(heard: &mut Option<broadcast::Receiver<Heard>>) -> Heard {
    loop {
        let Some(receiver) = heard else {
            return std::future::pending().await;
        };
        match receiver.recv().await {
            Ok(said) => return said,
            // What was missed is found by looking.
            Err(RecvError::Lagged(_)) => {}
            Err(RecvError::Closed) => *heard = None,
        }
    }
}
