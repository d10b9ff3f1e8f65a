//! A world for stories: people, phones, a real server process and a network that fails on demand.
//!
//! Where to start: [`World`] founds an organisation and hands out its people.

mod bare;
mod clock;
mod founding;
mod gate;
mod glance;
mod golden;
pub mod http;
mod key;
mod manager;
mod pen;
mod rep;
mod replicas;
mod reseal;
pub mod say;
mod seen;
mod server;
mod shared_data;
mod thumb;

pub use bare::{Answer, BarePhone, Shown};
pub use clock::{DAY, HOUR, MINUTE, SECOND, day, now, today};
pub use founding::{Desk, Founding, PASSWORD, Person, World};
pub use gate::Gate;
pub use golden::golden;
pub use key::Key;
pub use manager::{Manager, verdict_of};
pub use pen::Pen;
pub use rep::Rep;
pub use reseal::reseal;
pub use seen::seen;
pub use server::{Kept, OlderCopy, Server};
pub use shared_data::read_or_skip;
pub use thumb::types;
