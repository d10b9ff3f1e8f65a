//! The way on duty, behind a gate: no point is written without consent, off duty or in a break.

mod record;
mod send;

pub use record::{Gate, record};
pub use send::send;
