//! What phones call: one round trip up and down, and a nudge.

mod events;
pub mod handover;
mod remint;
mod renew;
mod sync;
mod wiped;

pub use events::events;
pub use remint::remint;
pub use renew::renew;
pub use sync::sync;
pub use wiped::wiped;
