//! A network that fails on purpose: a loopback proxy between phones and a server.
//!
//! [`Proxy`] stands before one server. Each phone has its own [`Line`], a listening port that can
//! be taken offline alone. A [`Plan`] says how often which [`Fault`] strikes, drawn from the seed;
//! [`Line::next`] asks for one fault exactly once. A [`Tamper`] sees and may replace whole bodies.
//!
//! It speaks HTTP/1.1 by hand, because it must cut between bytes that a library would never show.

mod line;
mod message;
mod plan;
mod proxy;
mod relay;
mod source;
mod tamper;

#[cfg(test)]
mod tests;

pub use line::Line;
pub use plan::{Counts, Fault, Plan};
pub use proxy::Proxy;
pub use tamper::{Direction, Seen, Tamper};
