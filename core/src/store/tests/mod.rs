//! The store against a server in memory.

mod delivery;
mod indexing;
mod needs;
mod office;
mod opening;
mod room;
mod server_lost;
mod visible;

pub(crate) use office::{ANNA, Office, Phone, START, id};
