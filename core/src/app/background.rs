//! While nobody looks: what is typed is made safe, and the system is asked to wake the app up when
//! a sync has something to do.

use std::sync::atomic::Ordering;
use std::time::Duration;

use crate::command::{note, track};
use crate::error::Result;

use super::{App, Shared, SyncReport, lock};

/// When to look after what waits to be sent; systems wake nobody more often. An error is waited
/// out for longer when it asks for that.
const WAITING: Duration = Duration::from_secs(15 * 60);
/// When to look whether there is anything new.
pub(super) const NEWS: Duration = Duration::from_secs(6 * 3600);
/// How long a sync may go on in the background before it begins no further exchange: systems end
/// what takes longer than half a minute.
const LONGEST: Duration = Duration::from_secs(20);

/// For what the system was asked to wake the app up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum For {
    /// Something waits to be sent; before this time of the monotonic clock it may not be.
    Waiting { not_before: Duration },
    /// There may be something new.
    News,
}

/// What the system was asked last.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Asked {
    /// Nothing yet, by this run of the app.
    #[default]
    Unknown,
    /// To wake nobody.
    Rest,
    /// To wake the app up at this time of the monotonic clock.
    Wake {
        /// When.
        at: Duration,
        /// Whether for what waits, which is looked after sooner than news.
        waits: bool,
    },
}

impl App {
    /// Says that nobody looks at the app any more: what is typed and the way so far become changes,
    /// and the system is asked to wake the app up when there is something to do. Makes no exchange.
    ///
    /// # Errors
    /// Those of storage, of what failed first; the rest is done all the same. What was typed stands
    /// on this phone in any case.
    pub fn went_to_background(&self) -> Result<()> {
        let kept = self.shared.keep_what_is_open().map(drop);
        self.shared.ask_to_be_woken()?;
        kept
    }

    /// Syncs once, as the system woke the app up to: begins no exchange after 20 seconds, and then
    /// says [`crate::sync::Failure::Stopped`]. Asks the system anew afterwards.
    ///
    /// # Errors
    /// [`crate::error::Error::NotEnrolled`] when the profile is nobody's, which is asked about no
    /// more; those of storage.
    pub fn woken(&self) -> Result<SyncReport> {
        let shared = &self.shared;
        shared.wakes.fetch_add(1, Ordering::Relaxed);
        *lock(&shared.asked) = Asked::Unknown;
        let report = self.sync_until(Some(shared.monotonic().saturating_add(LONGEST)));
        shared.note_usage();
        shared.ask_to_be_woken()?;
        report
    }
}

impl Shared {
    /// Makes changes of what is typed and of the way so far; says whether there was any.
    pub(super) fn keep_what_is_open(&self) -> Result<bool> {
        if self.profile()?.is_none() {
            return Ok(false);
        }
        let drafts = self.store().read(|reader| reader.drafts())?;
        let mut kept = Ok(false);
        for draft in drafts.into_iter().filter(|draft| draft.is_ahead()) {
            let saved = note::save_draft(&self.door, draft.note);
            kept = kept.and_then(|any| Ok(any | saved?.value.is_some()));
        }
        let sent = track::send(&self.door);
        kept.and_then(|any| Ok(any | (sent?.value > 0)))
    }

    /// Asks the system for the next moment at which a sync has something to do, unless it was
    /// asked for that already. Holds no lock while it asks.
    fn ask_to_be_woken(&self) -> Result<()> {
        let now = self.monotonic();
        let Some(reason) = self.reason_to_wake(now)? else {
            if std::mem::replace(&mut *lock(&self.asked), Asked::Rest) != Asked::Rest {
                self.background.rest();
            }
            return Ok(());
        };
        let (at, not_before, waits) = match reason {
            For::Waiting { not_before } => (
                not_before.max(now.saturating_add(WAITING)),
                not_before,
                true,
            ),
            For::News => (now.saturating_add(NEWS), now, false),
        };
        {
            let mut asked = lock(&self.asked);
            if let Asked::Wake { at, waits: before } = *asked
                && before == waits
                && at > now
                && at >= not_before
            {
                return Ok(());
            }
            *asked = Asked::Wake { at, waits };
        }
        let pause = at.saturating_sub(now);
        let begun = u64::from(pause.subsec_nanos() > 0);
        self.background
            .wake_in(pause.as_secs().saturating_add(begun));
        Ok(())
    }

    /// Says what there will be to do; nothing without a session.
    fn reason_to_wake(&self, now: Duration) -> Result<Option<For>> {
        if !self.has_session()? {
            return Ok(None);
        }
        let facts = self.facts()?;
        if facts.waiting == 0 {
            return Ok(Some(For::News));
        }
        // While an exchange goes on, nothing is waited out.
        let wake = self.pump.try_lock().ok().and_then(|pump| pump.wake());
        let due = facts
            .due_in
            .filter(|_| facts.sendable == 0)
            .map(|due| now.saturating_add(due));
        let not_before = wake.max(due).unwrap_or(now);
        Ok(Some(For::Waiting { not_before }))
    }
}
