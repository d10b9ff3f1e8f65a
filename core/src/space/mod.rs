//! How much room the disk has.

use serde::Serialize;

/// How much room there is where the profile's folder stands; only the shell can ask the system.
pub trait Space: Send + Sync {
    /// Returns the bytes that are free for this app; none when that is not known.
    fn free(&self) -> Option<u64>;
}

/// Knows of no room.
#[derive(Clone, Copy, Debug, Default)]
pub struct UnknownSpace;

impl Space for UnknownSpace {
    fn free(&self) -> Option<u64> {
        None
    }
}

/// Below so many free bytes the phone is nearly full: a day's pictures of other apps fill it.
const LOW: u64 = 50_000_000;
/// Below so many free bytes the next save may fail: a commit, the log's growth and one record of
/// the largest size must fit.
const FULL: u64 = 5_000_000;

/// Whether the next save will find room.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum StorageState {
    /// There is room, or nobody knows how much.
    #[default]
    Plenty,
    /// Less than 50 MB are left: to be said, nothing fails yet.
    Low,
    /// Less than 5 MB are left: the next save may fail.
    Full,
}

impl StorageState {
    /// Says what so many free bytes mean.
    #[must_use]
    pub fn of(free: Option<u64>) -> StorageState {
        match free {
            Some(free) if free < FULL => StorageState::Full,
            Some(free) if free < LOW => StorageState::Low,
            Some(_) | None => StorageState::Plenty,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phone_is_called_full_before_a_save_fails_and_never_without_being_asked() {
        for (free, expected) in [
            (None, StorageState::Plenty),
            (Some(u64::MAX), StorageState::Plenty),
            (Some(50_000_000), StorageState::Plenty),
            (Some(49_999_999), StorageState::Low),
            (Some(5_000_000), StorageState::Low),
            (Some(4_999_999), StorageState::Full),
            (Some(0), StorageState::Full),
        ] {
            assert_eq!(StorageState::of(free), expected, "{free:?}");
        }
    }
}
