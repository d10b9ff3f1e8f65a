//! The network: the only room that knows one.
//!
//! - [`Transport`]: what a network can do, small enough for a test to be one.
//! - [`HttpTransport`]: the real one.
//! - [`MeteredNetwork`]: counts what goes over another.
//! - [`Session`]: speaks the sync protocol over any of them, and proves that it was a server of
//!   ours that answered, and wholly. Captive portals and cut connections are normal.

mod body;
mod events;
mod http;
mod meter;
mod proof;
mod session;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use outrider_model::wire::Problem;
use thiserror::Error;

pub use events::EventLines;
pub use http::{HttpNetwork, HttpTransport};
pub use meter::{Meter, MeteredNetwork, Traffic};
pub use session::{Session, enrol, renew};

/// The most bytes of a reply that are taken in, before and after decompression.
pub const MAX_REPLY: usize = 128 * 1024 * 1024;

/// How a request is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Asks.
    Get,
    /// Tells.
    Post,
}

/// Header names, in lower case, with their values.
pub type Headers = BTreeMap<String, String>;

/// What is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HttpRequest {
    /// How.
    pub method: Method,
    /// The path below the server's address, with its leading slash.
    pub path: String,
    /// Its headers.
    pub headers: Headers,
    /// Its body, as it travels.
    pub body: Vec<u8>,
}

/// What came back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HttpReply {
    /// The status.
    pub status: u16,
    /// Its headers.
    pub headers: Headers,
    /// Its body, as it travelled.
    pub body: Vec<u8>,
}

/// Takes in a reply that does not end.
pub trait Sink {
    /// Is told how the reply begins.
    ///
    /// # Errors
    /// Whatever is wrong with it; the reply is then let go.
    fn opened(&mut self, status: u16, headers: &Headers) -> Result<(), Trouble>;

    /// Is given the next bytes.
    fn chunk(&mut self, bytes: &[u8]);
}

/// A way to a server. It blocks; each caller has a thread for it.
pub trait Transport: Send + Sync {
    /// Sends a request and waits for the whole reply.
    ///
    /// # Errors
    /// [`Trouble::Unreachable`], [`Trouble::Timeout`], [`Trouble::Cut`] or [`Trouble::HungUp`];
    /// whether the server saw the request is then unknown.
    fn send(&self, request: &HttpRequest) -> Result<HttpReply, Trouble>;

    /// Sends a request and hands on its reply as it comes, until it ends.
    ///
    /// # Errors
    /// As [`Transport::send`], and what the sink says.
    fn listen(&self, request: &HttpRequest, sink: &mut dyn Sink) -> Result<(), Trouble>;

    /// Ends everything that is under way, and whatever is begun later.
    fn hang_up(&self);
}

/// Where transports come from.
pub trait Network: Send + Sync {
    /// Prepares a way to the server of an address; nothing needs to be reached yet.
    ///
    /// # Errors
    /// [`Trouble::Unreachable`] for an address that can be none.
    fn open(&self, address: &str) -> Result<Arc<dyn Transport>, Trouble>;
}

/// Why a request brought nothing.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Trouble {
    /// No server was reached.
    #[error("no server was reached: {0}")]
    Unreachable(String),
    /// It went on for too long.
    #[error("it went on for too long")]
    Timeout,
    /// The reply was cut, changed or larger than anything that a server sends.
    #[error("the reply was cut")]
    Cut,
    /// This side ended it.
    #[error("hung up")]
    HungUp,
    /// Somebody answered who is no server of ours.
    #[error("somebody else answered: {0}")]
    Foreign(&'static str),
    /// Somebody on the way said that the request is too large.
    #[error("too large for the way")]
    TooLargeOnTheWay,
    /// The server, or somebody before it, has no time now.
    #[error("busy")]
    Busy(Option<Duration>),
    /// The server would not serve the request, and said why.
    #[error("the server said {}", .0.code)]
    Denied(Box<Problem>),
}

#[cfg(test)]
mod tests;
