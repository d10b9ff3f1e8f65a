//! What needs attention: refused changes, each with what waits for it.

mod discard;
mod export;
mod mend;
mod mend_text;
mod say_again;

pub use discard::discard;
pub use export::export;
pub use mend::mend;
pub use mend_text::mend_text;
pub use say_again::say_again;
