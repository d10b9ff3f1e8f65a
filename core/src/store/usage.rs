//! What the app used, day by day; it stays on this phone.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Reader, Writing, meta};
use crate::error::Result;

/// How many days are kept.
const DAYS: usize = 30;

/// What the app used on one day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct DayUsage {
    /// The device's civil day.
    pub day: Date,
    /// How many requests were made to the server.
    pub exchanges: u64,
    /// Bytes of them, as they travelled; what TLS adds is not counted.
    pub sent: u64,
    /// Bytes of the replies.
    pub received: u64,
    /// How often the system woke the app up in the background.
    pub wakes: u64,
}

impl Writing<'_> {
    /// Counts what was used on a day together with what was counted of it before, and forgets
    /// what is older than a month.
    ///
    /// # Errors
    /// [`crate::error::Error::NotEnrolled`] before enrolment, and what the disk does.
    pub fn count_usage(&mut self, used: &DayUsage) -> Result<()> {
        self.profile()?;
        let mut days = kept(self.db)?;
        match days.iter_mut().find(|one| one.day == used.day) {
            Some(day) => {
                day.exchanges += used.exchanges;
                day.sent += used.sent;
                day.received += used.received;
                day.wakes += used.wakes;
            }
            None => days.push(used.clone()),
        }
        days.sort_by_key(|one| one.day);
        days.drain(..days.len().saturating_sub(DAYS));
        meta::put(self.db, meta::USAGE, &days)
    }
}

impl Reader<'_> {
    /// Returns what was used on each of the last days, the newest last.
    ///
    /// # Errors
    /// What the disk does.
    pub fn usage(&self) -> Result<Vec<DayUsage>> {
        kept(self.db)
    }
}

fn kept(db: &rusqlite::Connection) -> Result<Vec<DayUsage>> {
    Ok(meta::get(db, meta::USAGE)?.unwrap_or_default())
}
