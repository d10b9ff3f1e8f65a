//! What runs on every phone: saved means saved, without signal, and nothing is lost.
//!
//! # Where to start
//! - [`app`]: the only type that bindings hold.
//! - [`command`]: what a person can do, a verb a file.
//! - [`transact`]: the one door for writes; a record and its change are on disk together.
//! - [`store`]: the SQLite file of a profile, and the only place with SQL.
//! - [`query`] and [`view`]: what screens show; nothing there writes.
//! - [`sync`]: the engine, a state machine without I/O; [`transport`]: the only network.
//! - [`clock`], [`rng`], [`keystore`], [`blob`]: seams; nothing else reads time, randomness, keys
//!   or files.
//! - [`error`]: what can go wrong, inside and outside.

pub mod app;
pub mod background;
pub mod blob;
pub mod clock;
pub mod command;
#[cfg(feature = "uniffi")]
mod crossing;
pub mod error;
pub mod keystore;
pub mod observe;
pub mod query;
pub mod rng;
pub mod space;
pub mod store;
pub mod sync;
#[doc(hidden)]
pub mod testing;
pub mod transact;
pub mod transport;
pub mod view;

/// The version of the core, as the apps show it.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

#[cfg(feature = "uniffi")]
uniffi::setup_scaffolding!();
