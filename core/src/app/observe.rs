//! Tells observers to look again, on a thread of its own.

use std::collections::BTreeSet;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::thread;

use outrider_model::record::Kind;

use crate::error::{Error, Result};
use crate::observe::{Observers, Subscription};
use crate::store::Changed;

use super::{App, lock};

/// What may look different now. Several changes at once are told as one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct LookAgain {
    /// Records of these kinds.
    pub kinds: BTreeSet<Kind>,
    /// What is being typed.
    pub drafts: bool,
    /// The state of the sync, and what waits or needs attention.
    pub sync: bool,
}

impl LookAgain {
    fn add(&mut self, more: LookAgain) {
        self.kinds.extend(more.kinds);
        self.drafts |= more.drafts;
        self.sync |= more.sync;
    }
}

impl From<&Changed> for LookAgain {
    fn from(changed: &Changed) -> LookAgain {
        LookAgain {
            kinds: changed.kinds().into_iter().cloned().collect(),
            drafts: !changed.drafts.is_empty(),
            sync: changed.outbox || changed.cursor,
        }
    }
}

/// Where news is left for the thread that tells it; the thread ends when this is dropped.
pub(super) struct Teller {
    news: Mutex<Sender<LookAgain>>,
    observers: Arc<Observers<LookAgain>>,
}

impl Teller {
    pub(super) fn start() -> Result<Teller> {
        let (sender, receiver) = channel();
        let observers = Arc::new(Observers::default());
        let told = observers.clone();
        thread::Builder::new()
            .name("outrider-teller".into())
            .spawn(move || tell(&receiver, &told))
            .map_err(|error| Error::StorageFailed(error.kind().to_string()))?;
        Ok(Teller {
            news: Mutex::new(sender),
            observers,
        })
    }

    pub(super) fn tell(&self, news: LookAgain) {
        // The thread lives as long as this does.
        let _ = lock(&self.news).send(news);
    }
}

fn tell(news: &Receiver<LookAgain>, observers: &Observers<LookAgain>) {
    while let Ok(mut first) = news.recv() {
        news.try_iter().for_each(|more| first.add(more));
        observers.announce(&first);
    }
}

impl App {
    /// Adds an observer. It is told on a thread of the app's own, which holds no lock: it may call
    /// any method, and must return soon.
    pub fn observe(&self, observer: impl Fn(&LookAgain) + Send + Sync + 'static) -> Subscription {
        self.shared.teller.observers.subscribe(observer)
    }

    /// Lets an observer go; it may still be told what was on its way.
    pub fn unobserve(&self, subscription: Subscription) {
        self.shared.teller.observers.unsubscribe(subscription);
    }
}
