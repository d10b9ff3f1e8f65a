//! The phones of a person: one that is lost may be wiped from another.

mod ask_wipe;

pub use ask_wipe::ask_wipe;
