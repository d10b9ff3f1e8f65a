//! Throw-away databases and the proxies before them: a PostgreSQL of one's own, a HAProxy before
//! several replicas of the server, and a pair of PostgreSQL under Patroni whose primary may be killed.
//!
//! Everything listens on loopback, on ports of its own, and ends when it is dropped or when this
//! process dies, however it dies.
//!
//! Where to start: [`Database`] is what a server is pointed at.

mod balance;
mod guard;
mod pair;
mod postgres;
mod role;
#[cfg(test)]
mod tests;
mod wait;

pub use balance::Balance;
pub use pair::Pair;
pub use postgres::{Postgres, Throwaway};
pub use role::{Database, Rows};
