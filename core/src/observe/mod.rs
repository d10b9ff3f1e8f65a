//! Observers: whoever wants to know that something changed is told to look again.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

type Listener<T> = Arc<dyn Fn(&T) + Send + Sync>;

/// A list of those who want to know. No lock is held while one of them is told.
pub struct Observers<T> {
    inner: Mutex<Inner<T>>,
}

struct Inner<T> {
    next: u64,
    listeners: BTreeMap<u64, Listener<T>>,
}

/// Names one observer, so that it can be let go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Subscription(u64);

impl Subscription {
    /// Returns the number of a subscription, for those who keep numbers.
    #[must_use]
    pub fn number(self) -> u64 {
        self.0
    }

    /// Names the subscription of a number.
    #[must_use]
    pub fn of(number: u64) -> Subscription {
        Subscription(number)
    }
}

impl<T> Default for Observers<T> {
    fn default() -> Self {
        Observers {
            inner: Mutex::new(Inner {
                next: 0,
                listeners: BTreeMap::new(),
            }),
        }
    }
}

impl<T> Observers<T> {
    /// Adds an observer; it is called on the thread that changed something, and must return soon.
    pub fn subscribe(&self, listener: impl Fn(&T) + Send + Sync + 'static) -> Subscription {
        let mut inner = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
        let subscription = inner.next;
        inner.next += 1;
        inner.listeners.insert(subscription, Arc::new(listener));
        Subscription(subscription)
    }

    /// Lets an observer go.
    pub fn unsubscribe(&self, subscription: Subscription) {
        let mut inner = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
        inner.listeners.remove(&subscription.0);
    }

    /// Tells everybody.
    pub fn announce(&self, news: &T) {
        let listeners: Vec<Listener<T>> = {
            let inner = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
            inner.listeners.values().cloned().collect()
        };
        for listener in listeners {
            listener(news);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU32, Ordering};

    use super::*;

    #[test]
    fn an_observer_is_told_until_it_is_let_go_and_may_subscribe_while_told() {
        let observers = Arc::new(Observers::<u32>::default());
        let heard = Arc::new(AtomicU32::new(0));
        let (inside, again) = (heard.clone(), observers.clone());
        let subscription = observers.subscribe(move |news| {
            inside.fetch_add(*news, Ordering::Relaxed);
            let late = again.subscribe(|_| {});
            again.unsubscribe(late);
        });
        observers.announce(&3);
        observers.unsubscribe(subscription);
        observers.announce(&4);
        assert_eq!(heard.load(Ordering::Relaxed), 3);
    }
}
