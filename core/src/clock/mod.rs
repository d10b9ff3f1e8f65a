//! The only place that reads time. Everything else is handed a [`Clock`].

mod server;
mod system;

use outrider_model::stamp::Civil;
use uuid::Uuid;

pub use server::ServerTime;
pub use system::SystemClock;
pub(crate) use system::zone_offset;

/// What time it is, in the three senses that matter.
pub trait Clock: Send + Sync {
    /// Returns the wall clock in microseconds since 1970 (UTC), as the device has it, right or
    /// wrong.
    fn wall(&self) -> i64;

    /// Returns microseconds that never go back while [`Clock::boot`] stays the same.
    fn monotonic(&self) -> i64;

    /// Names the span in which [`Clock::monotonic`] values may be compared.
    fn boot(&self) -> Uuid;

    /// Returns the IANA name of the device's zone.
    fn zone(&self) -> String;

    /// Returns the device's offset from UTC at its present wall clock, in seconds east.
    fn offset(&self) -> i32;

    /// Returns what the device shows now.
    fn civil(&self) -> Civil {
        Civil {
            time: self.wall(),
            offset: self.offset(),
            zone: self.zone(),
        }
    }
}
