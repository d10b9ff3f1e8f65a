//! Waiting for other programs, for as long as a loaded machine may take.

use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::time::Duration;

use crate::world::{MINUTE, http, now};

/// After how long without a word one looks again.
pub(super) const LOOK_AGAIN: Duration = Duration::from_millis(100);
/// How long a program may take for anything.
const PATIENCE: i64 = 3 * MINUTE;

pub(super) fn deadline() -> i64 {
    now() + PATIENCE
}

pub(super) fn is_past(until: i64) -> bool {
    now() > until
}

/// A port that nobody listens on.
pub(super) fn free_port() -> u16 {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("there are free ports");
    listener
        .local_addr()
        .expect("a listener has an address")
        .port()
}

pub(super) fn local(port: u16) -> SocketAddr {
    SocketAddr::from((Ipv4Addr::LOCALHOST, port))
}

/// Tells whether somebody listens.
pub(super) fn is_open(at: SocketAddr) -> bool {
    TcpStream::connect(at).is_ok()
}

/// Tells whether a GET is answered with 200.
pub(super) fn says_yes(at: SocketAddr, path: &str) -> bool {
    http::send(at, "GET", path, &[], b"").is_ok_and(|reply| reply.status == 200)
}
