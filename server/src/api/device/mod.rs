//! What phones call: one round trip up and down, and a nudge.

pub mod events;
pub mod handover;
pub mod remint;
pub mod renew;
pub mod sync;
pub mod wiped;

pub use events::events;
pub use remint::remint;
pub use renew::renew;
pub use sync::sync;
pub use wiped::wiped;
