//! What phones call: one round trip up and down, and a nudge.

mod events;
mod sync;

pub use events::events;
pub use sync::sync;
