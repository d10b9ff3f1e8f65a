//! The way of one phone, and the switches that a test or the demo turns on it.

use std::collections::VecDeque;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::runtime::Handle;
use tokio::sync::watch;

use super::plan::{Fault, Plan};
use super::proxy::{Shared, locked};
use super::relay;
use crate::rng::Rng;

/// The way of one phone to the server; clones are the same line.
#[derive(Debug, Clone)]
pub struct Line {
    wire: Arc<Wire>,
}

/// What the connections of one line look at.
#[derive(Debug)]
pub(super) struct Wire {
    pub(super) name: String,
    addr: SocketAddr,
    pub(super) online: watch::Sender<bool>,
    open: Mutex<usize>,
    closed: Condvar,
    plan: Mutex<Plan>,
    asked: Mutex<VecDeque<Fault>>,
    rng: Mutex<Rng>,
}

impl Line {
    pub(super) fn open(
        name: &str,
        seed: u64,
        shared: &Arc<Shared>,
        runtime: &Handle,
    ) -> io::Result<Self> {
        let listener = std::net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        listener.set_nonblocking(true)?;
        let wire = Arc::new(Wire {
            name: name.to_owned(),
            addr: listener.local_addr()?,
            online: watch::Sender::new(true),
            open: Mutex::default(),
            closed: Condvar::new(),
            plan: Mutex::new(locked(&shared.plan).clone()),
            asked: Mutex::default(),
            rng: Mutex::new(Rng::stream(seed, name)),
        });
        let listener = {
            let _inside = runtime.enter();
            TcpListener::from_std(listener)?
        };
        runtime.spawn(accept(listener, Arc::clone(&wire), Arc::clone(shared)));
        Ok(Self { wire })
    }

    /// The address that the phone is to use as the server's.
    pub fn addr(&self) -> SocketAddr {
        self.wire.addr
    }

    /// Cuts the line. When this returns, every connection has ended and nothing more of this phone
    /// is on its way to the server; new connections are reset until [`Line::go_online`].
    pub fn go_offline(&self) {
        self.wire.online.send_replace(false);
        let mut open = locked(&self.wire.open);
        while *open > 0 {
            open = self
                .wire
                .closed
                .wait(open)
                .unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Mends the line.
    pub fn go_online(&self) {
        self.wire.online.send_replace(true);
    }

    /// Tells whether the line carries anything.
    pub fn is_online(&self) -> bool {
        *self.wire.online.borrow()
    }

    /// Puts a plan in force on this line alone.
    pub fn set(&self, plan: Plan) {
        *locked(&self.wire.plan) = plan;
    }

    /// Asks for a fault to strike the next exchange that the plan's paths name, whatever the plan
    /// draws; asked more than once, the faults strike one exchange each, in order.
    pub fn next(&self, fault: Fault) {
        locked(&self.wire.asked).push_back(fault);
    }

    /// Tells how many faults were asked for and have not struck yet.
    pub fn still_asked(&self) -> usize {
        locked(&self.wire.asked).len()
    }
}

impl Wire {
    /// Draws what happens to the exchange that begins now.
    pub(super) fn draw(&self, path: &str) -> Option<Fault> {
        let plan = locked(&self.plan);
        if !plan.strikes(path) {
            return None;
        }
        let drawn = plan.draw(&mut locked(&self.rng));
        locked(&self.asked).pop_front().or(drawn)
    }

    /// Draws a number of `low..high`, `low` where there is none.
    pub(super) fn within(&self, low: usize, high: usize) -> usize {
        low + locked(&self.rng).index(high.saturating_sub(low))
    }

    /// Draws how long a reply is held.
    pub(super) fn hold(&self) -> Duration {
        let longest = u64::try_from(locked(&self.plan).longest_delay.as_micros());
        let drawn = locked(&self.rng).below(longest.unwrap_or(u64::MAX).saturating_add(1));
        Duration::from_micros(drawn)
    }
}

/// One connection of a line, for as long as it lives.
struct Open(Arc<Wire>);

impl Open {
    fn new(wire: &Arc<Wire>) -> Self {
        *locked(&wire.open) += 1;
        Self(Arc::clone(wire))
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        *locked(&self.0.open) -= 1;
        self.0.closed.notify_all();
    }
}

async fn accept(listener: TcpListener, wire: Arc<Wire>, shared: Arc<Shared>) {
    loop {
        let Ok((client, _)) = listener.accept().await else {
            // Out of descriptors for a moment: let connections end, then take the next.
            tokio::time::sleep(Duration::from_millis(10)).await;
            continue;
        };
        // Counted before the switch is read, so that going offline waits for it or ends it.
        let open = Open::new(&wire);
        let (wire, shared) = (Arc::clone(&wire), Arc::clone(&shared));
        tokio::spawn(async move {
            let _open = open;
            relay::carry(client, &wire, &shared).await;
        });
    }
}
