//! What phone and server both speak: records, changes, the judgement over them, and the wire.
//!
//! Pure: no I/O, no clock, no randomness, no SQL. The same functions run on every phone and on the
//! server, so that a rule lives in one place.
//!
//! # Where to start
//! - [`record`]: the present state of one thing, as typed structs over canonical JSON bytes.
//! - [`change`]: what one person on one device says happened; the only thing that is sent.
//! - [`decide`]: the one judge, `decide(&Held, &Judge, &Change) -> Result<Effects, Refusal>`.
//! - [`audience`]: who sees what: homes, standing, memberships.
//! - [`permission`]: who may do what with whose, as one table that the judge asks first.
//! - [`wire`]: the sync request and reply, line by line.
//! - [`attendance`]: how long somebody worked, of the steps of his day.
//! - [`agenda`]: the order of a day, with the reasons.
//! - [`columns`]: what queries need of a record, for the side tables of phone and server.

pub mod agenda;
pub mod attendance;
pub mod audience;
pub mod canonical;
pub mod change;
pub mod columns;
#[cfg(feature = "uniffi")]
mod crossing;
pub mod decide;
pub mod id;
pub mod lists;
pub mod merge;
pub mod permission;
pub mod place;
pub mod record;
#[cfg(feature = "schema")]
pub mod schema;
pub mod stamp;
#[cfg(test)]
mod testing;
pub mod text;
pub mod vocabulary;
pub mod wire;

#[cfg(feature = "uniffi")]
uniffi::setup_scaffolding!();
