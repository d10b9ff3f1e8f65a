//! The store against a server in memory.

mod delivery;
mod destroyed;
mod indexing;
mod needs;
mod office;
mod opening;
mod room;
#[cfg(feature = "sqlcipher")]
mod sealed;
mod server_lost;
mod visible;

pub(crate) use delivery::{customer_of, name, said};
pub(crate) use office::{ANNA, Office, Phone, START, id};
