//! The proxy: its thread, and what all of its lines have in common.

use std::collections::BTreeMap;
use std::io;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;

use tokio::runtime::{Builder, Handle};
use tokio::sync::oneshot;

use super::line::Line;
use super::plan::{Counts, Fault, Plan};
use super::tamper::Tamper;

/// A proxy before one server; it stops, and every connection through it ends, when it is dropped.
#[derive(Debug)]
pub struct Proxy {
    shared: Arc<Shared>,
    first: Line,
    lines: Mutex<BTreeMap<String, Line>>,
    runtime: Handle,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
    seed: u64,
}

/// What all lines of a proxy have in common.
pub(super) struct Shared {
    upstream: Mutex<SocketAddr>,
    pub(super) plan: Mutex<Plan>,
    counts: Mutex<Counts>,
    pub(super) tamper: Mutex<Option<Box<dyn Tamper>>>,
}

impl std::fmt::Debug for Shared {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Shared")
            .field("counts", &self.counts)
            .finish_non_exhaustive()
    }
}

impl Shared {
    pub(super) fn upstream(&self) -> SocketAddr {
        *locked(&self.upstream)
    }

    pub(super) fn count(&self, fault: Option<Fault>) {
        let mut counts = locked(&self.counts);
        match fault {
            Some(fault) => counts.add(fault),
            None => counts.whole += 1,
        }
    }
}

impl Proxy {
    /// Starts a proxy before `upstream`, calm until it is given another plan.
    ///
    /// # Errors
    /// Gives what the system answered when it has no thread or no port to give; nothing runs then.
    pub fn start(upstream: SocketAddr, seed: u64) -> io::Result<Self> {
        let (runtime, stop, thread) = start_thread()?;
        let shared = Arc::new(Shared {
            upstream: Mutex::new(upstream),
            plan: Mutex::new(Plan::calm()),
            counts: Mutex::default(),
            tamper: Mutex::default(),
        });
        let first = Line::open("", seed, &shared, &runtime)?;
        let (stop, thread) = (Some(stop), Some(thread));
        Ok(Self {
            shared,
            first,
            lines: Mutex::default(),
            runtime,
            stop,
            thread,
            seed,
        })
    }

    /// The address of the line that belongs to no phone.
    pub fn addr(&self) -> SocketAddr {
        self.first.addr()
    }

    /// Gives the line of a phone; it is made, online and under the present plan, when first named.
    ///
    /// # Errors
    /// Gives what the system answered when it has no port to give; no line is made then.
    pub fn line(&self, name: &str) -> io::Result<Line> {
        let mut lines = locked(&self.lines);
        if let Some(line) = lines.get(name) {
            return Ok(line.clone());
        }
        let line = Line::open(name, self.seed, &self.shared, &self.runtime)?;
        lines.insert(name.to_owned(), line.clone());
        Ok(line)
    }

    /// Gives the address of a phone's line.
    ///
    /// # Errors
    /// As [`Proxy::line`].
    pub fn port_for(&self, name: &str) -> io::Result<SocketAddr> {
        self.line(name).map(|line| line.addr())
    }

    /// Puts a plan in force on every line, those made later too.
    pub fn set(&self, plan: Plan) {
        *locked(&self.shared.plan) = plan.clone();
        for line in locked(&self.lines).values() {
            line.set(plan.clone());
        }
        self.first.set(plan);
    }

    /// Sends later exchanges to another address: where the server stands after a restart.
    pub fn set_upstream(&self, upstream: SocketAddr) {
        *locked(&self.shared.upstream) = upstream;
    }

    /// Lets a tamper see and replace the bodies of `/v1/sync`, or takes it out.
    pub fn set_tamper(&self, tamper: Option<Box<dyn Tamper>>) {
        *locked(&self.shared.tamper) = tamper;
    }

    /// Tells what struck so far.
    pub fn counts(&self) -> Counts {
        *locked(&self.shared.counts)
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            // A panic on the thread has been printed where it happened.
            let _ = thread.join();
        }
    }
}

type Started = (Handle, oneshot::Sender<()>, JoinHandle<()>);

/// Starts a thread that drives one runtime until the sender is dropped.
fn start_thread() -> io::Result<Started> {
    let runtime = Builder::new_current_thread().enable_all().build()?;
    let handle = runtime.handle().clone();
    let (stop, stopped) = oneshot::channel::<()>();
    let thread = std::thread::Builder::new()
        .name("proxy".to_owned())
        .spawn(move || {
            // Ends when the sender is dropped; the runtime then drops every connection.
            let _ = runtime.block_on(stopped);
        })?;
    Ok((handle, stop, thread))
}

/// Locks what no panic can leave half changed.
pub(super) fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
