//! The one handle that writes.

use outrider_model::id::{ChangeId, RecordId};
use outrider_model::record::{Kind, Record, Ticks};
use outrider_model::stamp::Stamp;
use outrider_model::wire::FormerPhone;
use rusqlite::Connection;
use uuid::Uuid;

use super::meta::{Profile, Wiped};
use super::{Changed, meta, record};
use crate::clock::{Clock, ServerTime};
use crate::error::{Error, Result};
use crate::rng::{self, Rng};

/// A transaction that is being written.
pub struct Writing<'a> {
    pub(super) db: &'a Connection,
    pub(super) clock: &'a dyn Clock,
    rng: &'a dyn Rng,
    pub(super) changed: Changed,
    profile: Option<Profile>,
    server_time: Option<ServerTime>,
}

impl<'a> Writing<'a> {
    pub(super) fn begin(
        db: &'a Connection,
        clock: &'a dyn Clock,
        rng: &'a dyn Rng,
    ) -> Result<Writing<'a>> {
        let profile = meta::get(db, meta::PROFILE)?;
        let server_time = meta::get(db, meta::SERVER_TIME)?;
        Ok(Writing {
            db,
            clock,
            rng,
            changed: Changed::default(),
            profile,
            server_time,
        })
    }

    pub(super) fn into_changed(self) -> Changed {
        self.changed
    }

    /// Returns whose profile this is.
    ///
    /// # Errors
    /// [`Error::NotEnrolled`] when it is nobody's yet.
    pub fn profile(&self) -> Result<&Profile> {
        self.profile.as_ref().ok_or(Error::NotEnrolled)
    }

    /// Takes the profile over for a person and device. Enrolling again, with the same person and
    /// a new device, keeps everything: the outbox goes on under the new device.
    ///
    /// # Errors
    /// [`Error::OtherProfile`] when it belongs to another person or organisation.
    pub fn enrol(&mut self, profile: Profile) -> Result<()> {
        let is_ours = self.profile.as_ref().is_none_or(|ours| {
            (ours.person, ours.organisation) == (profile.person, profile.organisation)
        });
        if !is_ours {
            return Err(Error::OtherProfile);
        }
        meta::put(self.db, meta::PROFILE, &profile)?;
        meta::remove(self.db, meta::WIPED)?;
        self.take_back()?;
        self.profile = Some(profile);
        self.changed.cursor = true;
        Ok(())
    }

    /// Notes the person's phone before this one, or that there is nothing to tell of it.
    ///
    /// # Errors
    /// What the disk does.
    pub fn note_former(&mut self, former: Option<&FormerPhone>) -> Result<()> {
        self.changed.cursor = true;
        match former {
            Some(former) => meta::put(self.db, meta::FORMER, former),
            None => meta::remove(self.db, meta::FORMER),
        }
    }

    /// Notes why this profile is empty; it stands until somebody is enrolled.
    ///
    /// # Errors
    /// What the disk does.
    pub fn note_wiped(&mut self, wiped: &Wiped) -> Result<()> {
        self.changed.cursor = true;
        meta::put(self.db, meta::WIPED, wiped)
    }

    /// Returns the time as the server would have it, in microseconds.
    #[must_use]
    pub fn now(&self) -> i64 {
        self.server_time
            .map_or_else(|| self.clock.wall(), |heard| heard.now(self.clock))
    }

    /// Returns the time as a stamp.
    #[must_use]
    pub fn stamp(&self) -> Stamp {
        Stamp(self.now())
    }

    /// Notes what a reply says the time is.
    pub(super) fn hear(&mut self, server: i64) -> Result<()> {
        let heard = ServerTime::heard(server, self.clock);
        meta::put(self.db, meta::SERVER_TIME, &heard)?;
        self.server_time = Some(heard);
        Ok(())
    }

    /// Makes a new id.
    #[must_use]
    pub fn mint(&self) -> Uuid {
        rng::mint(self.clock, self.rng)
    }

    /// Makes the id of a new change.
    #[must_use]
    pub fn mint_change(&self) -> ChangeId {
        ChangeId(self.mint())
    }

    /// Returns what the device shows now.
    #[must_use]
    pub fn civil(&self) -> outrider_model::stamp::Civil {
        self.clock.civil()
    }

    /// Returns what the clock reads that nobody can set.
    #[must_use]
    pub fn ticks(&self) -> Ticks {
        Ticks {
            boot: self.clock.boot().to_string(),
            micros: self.clock.monotonic(),
        }
    }

    /// Returns a record as this phone shows it.
    ///
    /// # Errors
    /// What the disk does, or [`Error::Malformed`] for bytes that are no record.
    pub fn record(&self, id: RecordId) -> Result<Option<Record>> {
        record::parsed(self.db, id)
    }

    pub(super) fn note_changed(&mut self, id: RecordId, kind: &Kind) {
        self.changed.records.insert(id, kind.clone());
    }
}
