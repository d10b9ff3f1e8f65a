//! What a person can do: nouns are folders, verbs are files.
//!
//! Each command is one tap: it returns when everything is on disk, with what changed. A command
//! says what happened and nothing else; what that does is decided in `model::decide`.

pub mod attention;
pub mod check_in;
pub mod consent;
pub mod customer;
pub mod device;
pub mod diary;
pub mod note;
pub mod task;
pub mod track;
mod undo;
pub mod work;

#[cfg(test)]
mod tests;

pub use undo::{undo, undo_offer};
