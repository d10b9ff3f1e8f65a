//! What the app used: bytes, exchanges, wake-ups.

use std::sync::atomic::{AtomicU64, Ordering};

use crate::error::Result;
use crate::query::Moment;
use crate::store::{DayUsage, Turn};
use crate::transport::Traffic;

use super::{App, Shared};

/// How often the system woke the app up since this was last noted.
pub(super) type Wakes = AtomicU64;

impl App {
    /// Returns what the app used on each of the last 30 days, the newest last.
    ///
    /// # Errors
    /// Those of storage.
    pub fn usage(&self) -> Result<Vec<DayUsage>> {
        // What cannot be noted now, before enrolment or on a full disk, is noted later.
        self.shared.note_usage();
        self.store().read(|reader| reader.usage())
    }
}

impl Shared {
    /// Notes on the disk what was counted since the last time; what cannot be noted goes on to be
    /// counted in memory.
    pub(super) fn note_usage(&self) {
        let traffic = self.meter.take();
        let wakes = self.wakes.swap(0, Ordering::Relaxed);
        if traffic == Traffic::default() && wakes == 0 {
            return;
        }
        let Traffic {
            exchanges,
            sent,
            received,
        } = traffic;
        let used = DayUsage {
            day: Moment::of(&*self.clock, None, &self.clock.zone()).today(),
            exchanges,
            sent,
            received,
            wakes,
        };
        let noted = self
            .store()
            .write(Turn::Background, |writing| writing.count_usage(&used));
        if noted.is_err() {
            self.meter.add(traffic);
            self.wakes.fetch_add(wakes, Ordering::Relaxed);
        }
    }

    /// Forgets what was counted and not noted, with everything else of the profile.
    pub(super) fn forget_usage(&self) {
        let _forgotten = self.meter.take();
        self.wakes.store(0, Ordering::Relaxed);
    }
}
