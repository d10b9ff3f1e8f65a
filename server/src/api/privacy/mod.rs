//! What an admin calls about the log and about what is forgotten, and how looks at positions are
//! told before they are answered.

pub mod audit;
pub mod forget;
mod shown;

pub use audit::{list, verify};
pub use forget::{erase, going, retention, set_retention};
pub(super) use shown::shown;
