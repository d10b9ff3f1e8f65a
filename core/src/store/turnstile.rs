//! One writer at a time; a save goes before a slice of apply.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// Who is in a hurry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// Somebody looks at the screen and waits.
    Interactive,
    /// A slice of apply, or work for idle times.
    Background,
}

/// A value that one at a time may use; those in a hurry go first.
pub(super) struct Turnstile<T> {
    queue: Mutex<Queue>,
    next: Condvar,
    value: Mutex<T>,
}

#[derive(Default)]
struct Queue {
    is_taken: bool,
    hurried: usize,
}

/// The right to use the value; it ends with this.
pub(super) struct Pass<'a, T> {
    turnstile: &'a Turnstile<T>,
    pub(super) value: MutexGuard<'a, T>,
}

impl<T> Turnstile<T> {
    pub(super) fn new(value: T) -> Turnstile<T> {
        Turnstile {
            queue: Mutex::default(),
            next: Condvar::new(),
            value: Mutex::new(value),
        }
    }

    /// Waits for its turn.
    pub(super) fn pass(&self, turn: Turn) -> Pass<'_, T> {
        let mut queue = self.queue.lock().unwrap_or_else(PoisonError::into_inner);
        if turn == Turn::Interactive {
            queue.hurried += 1;
        }
        while queue.is_taken || (turn == Turn::Background && queue.hurried > 0) {
            queue = self
                .next
                .wait(queue)
                .unwrap_or_else(PoisonError::into_inner);
        }
        if turn == Turn::Interactive {
            queue.hurried -= 1;
        }
        queue.is_taken = true;
        drop(queue);
        let value = self.value.lock().unwrap_or_else(PoisonError::into_inner);
        Pass {
            turnstile: self,
            value,
        }
    }
}

impl<T> Drop for Pass<'_, T> {
    fn drop(&mut self) {
        // The value's own lock is let go right after this; whoever comes next waits for it there.
        let mut queue = self
            .turnstile
            .queue
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        queue.is_taken = false;
        self.turnstile.next.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, mpsc};
    use std::thread;

    use super::*;

    #[test]
    fn a_save_goes_before_a_slice_that_waited_longer() {
        let turnstile = Arc::new(Turnstile::new(Vec::new()));
        let first = turnstile.pass(Turn::Background);
        let (sender, receiver) = mpsc::channel();
        let waiting: Vec<_> = [(Turn::Background, "slice"), (Turn::Interactive, "save")]
            .into_iter()
            .map(|(turn, name)| {
                let (turnstile, sender) = (turnstile.clone(), sender.clone());
                let thread = thread::spawn(move || {
                    sender.send(()).unwrap();
                    turnstile.pass(turn).value.push(name);
                });
                receiver.recv().unwrap();
                thread
            })
            .collect();
        while turnstile.queue.lock().unwrap().hurried == 0 {
            thread::yield_now();
        }
        drop(first);
        waiting
            .into_iter()
            .for_each(|thread| thread.join().unwrap());
        assert_eq!(*turnstile.pass(Turn::Background).value, ["save", "slice"]);
    }
}
