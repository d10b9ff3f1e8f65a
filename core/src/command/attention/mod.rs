//! What needs attention: refused changes, each with what waits for it.

mod discard;
mod export;
mod mend;

pub use discard::discard;
pub use export::export;
pub use mend::mend;
