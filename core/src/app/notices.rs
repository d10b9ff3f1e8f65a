//! What a shell tells the person when he is not looking.

use outrider_model::id::RecordId;

use crate::error::Result;
use crate::query::{self, NoticeKind};
use crate::view::{Notice, Quiet, not_ended};

use super::{App, lock};

impl App {
    /// Returns what is to be told now and was not told yet: nothing within `quiet` where the
    /// person chose such hours, else nothing outside his working hours unless he is at work. To be
    /// asked after a sync, and when [`super::LookAgain`] says that something changed.
    ///
    /// # Errors
    /// Those of storage.
    pub fn notices(&self, quiet: Option<Quiet>) -> Result<Vec<Notice>> {
        let Some(profile) = self.shared.profile()? else {
            return Ok(Vec::new());
        };
        // Somebody who signed out himself knows it.
        let needs_sign_in = lock(&self.shared.status).needs_sign_in && self.shared.has_session()?;
        let late = self.look(|reader, judge, moment| {
            Ok(not_ended(&query::notices(reader, &judge, moment)?))
        })?;
        self.shared.write(|writing| {
            writing.note_refused()?;
            let late = late.map(|day| (NoticeKind::DayNotEnded, RecordId::from(day)));
            let ended =
                needs_sign_in.then(|| (NoticeKind::SignInNeeded, RecordId::from(profile.device)));
            for (kind, about) in late.into_iter().chain(ended) {
                writing.note_standing(kind, about)?;
            }
            Ok(())
        })?;
        self.look(|reader, judge, moment| {
            let facts = query::notices(reader, &judge, moment)?;
            Ok(Notice::all(&facts, quiet, needs_sign_in))
        })
    }

    /// Says that these were told; they are never told again.
    ///
    /// # Errors
    /// Those of storage; they are then told again.
    pub fn told(&self, ids: &[String]) -> Result<()> {
        let numbers: Vec<i64> = ids.iter().filter_map(|id| id.parse().ok()).collect();
        self.shared.write(|writing| writing.note_told(&numbers))
    }
}
