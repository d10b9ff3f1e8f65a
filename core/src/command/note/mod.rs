//! Meeting notes, from the first letter on.
//!
//! An editor calls [`keep`] while somebody types (at most a second behind), [`save_draft`] when it
//! is closed, goes to the background, or after a minute, and [`write`](write()) or [`edit`] at the
//! end. [`open`] begins an edit and pins the text that it starts from.

mod discard;
mod edit;
mod keep;
mod open;
mod save_draft;
mod withdraw;
mod write;

pub use discard::discard;
pub use edit::edit;
pub use keep::keep;
pub use open::open;
pub use save_draft::save_draft;
pub use withdraw::withdraw;
pub use write::{NextStepToMake, write};
