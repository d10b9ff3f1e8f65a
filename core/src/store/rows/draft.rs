//! Drafts as records: what the server keeps of a person's unfinished words, whichever device they
//! were typed on.

use outrider_model::id::{DeviceId, PersonId};
use outrider_model::record::{Draft, Record};

use crate::error::Result;
use crate::store::Reader;

impl Reader<'_> {
    /// Returns what a person typed on other devices and neither finished nor threw away.
    ///
    /// # Errors
    /// Those of storage and of records.
    pub fn drafts_elsewhere(&self, person: PersonId, device: DeviceId) -> Result<Vec<Draft>> {
        let found = self.list(
            "SELECT record.bytes FROM draft_record JOIN record ON record.rid = draft_record.rid
             WHERE draft_record.person = ?1 AND draft_record.removed = 0 ORDER BY draft_record.note",
            [person.0.as_bytes()],
            |row| row.get::<_, Vec<u8>>(0),
        )?;
        let mut drafts = Vec::with_capacity(found.len());
        for bytes in found {
            let draft: Draft = Record::parse(&bytes)?.read()?;
            if draft.device != device {
                drafts.push(draft);
            }
        }
        Ok(drafts)
    }
}
