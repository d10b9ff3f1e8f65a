//! The thread on which connections live, and how other threads wait for what they answer.
//!
//! Callers wait without a runtime of their own, so that they may call from wherever they are.

use std::future::Future;
use std::pin::pin;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::task::{Context, Poll, Wake, Waker};
use std::thread::JoinHandle;
use std::time::Duration;

use tokio::runtime::{Builder, Handle};
use tokio::sync::oneshot;

use super::super::StoreError;

/// How long an answer is waited for; the database itself gives up earlier.
const PATIENCE: Duration = Duration::from_secs(45);

/// A thread that drives connections until it is dropped.
#[derive(Debug)]
pub(super) struct Engine {
    handle: Handle,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Engine {
    /// Starts the thread.
    pub(super) fn start() -> Result<Engine, StoreError> {
        let failed = |why| StoreError::database("starting the thread of connections", why);
        let runtime = Builder::new_current_thread()
            .enable_all()
            .build()
            .map_err(failed)?;
        let handle = runtime.handle().clone();
        let (stop, stopped) = oneshot::channel::<()>();
        let thread = std::thread::Builder::new()
            .name("postgres".to_owned())
            .spawn(move || {
                // An error says that the sender is gone, which means the same.
                let _stopped = runtime.block_on(stopped);
            })
            .map_err(failed)?;
        Ok(Engine {
            handle,
            stop: Some(stop),
            thread: Some(thread),
        })
    }

    /// Returns what tasks are started with.
    pub(super) fn handle(&self) -> &Handle {
        &self.handle
    }

    /// Waits for an answer, on the caller's thread.
    pub(super) fn wait<T>(&self, answer: impl Future<Output = T>) -> Result<T, StoreError> {
        self.wait_for(PATIENCE, answer)
    }

    /// As [`Engine::wait`], for as long as that.
    pub(super) fn wait_for<T>(
        &self,
        patience: Duration,
        answer: impl Future<Output = T>,
    ) -> Result<T, StoreError> {
        let _entered = self.handle.enter();
        block(tokio::time::timeout(patience, answer)).map_err(|_| {
            tracing::warn!("PostgreSQL does not answer");
            StoreError::Busy
        })
    }
}

impl Engine {
    /// Waits for an answer that may take as long as it takes.
    pub(super) fn wait_long<T>(&self, answer: impl Future<Output = T>) -> Result<T, StoreError> {
        let _entered = self.handle.enter();
        Ok(block(answer))
    }
}

impl Drop for Engine {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            // A panic of the thread was logged by itself.
            let _joined = thread.join();
        }
    }
}

/// Says when a waiting thread shall look again.
#[derive(Default)]
struct Bell {
    has_rung: Mutex<bool>,
    ringing: Condvar,
}

impl Wake for Bell {
    fn wake(self: Arc<Self>) {
        *self.has_rung.lock().unwrap_or_else(PoisonError::into_inner) = true;
        self.ringing.notify_one();
    }
}

fn block<T>(future: impl Future<Output = T>) -> T {
    let mut future = pin!(future);
    let bell = Arc::new(Bell::default());
    let waker = Waker::from(Arc::clone(&bell));
    let mut context = Context::from_waker(&waker);
    loop {
        if let Poll::Ready(answer) = future.as_mut().poll(&mut context) {
            return answer;
        }
        let rung = bell.has_rung.lock().unwrap_or_else(PoisonError::into_inner);
        let mut rung = bell
            .ringing
            .wait_while(rung, |has_rung| !*has_rung)
            .unwrap_or_else(PoisonError::into_inner);
        *rung = false;
    }
}
