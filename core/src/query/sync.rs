//! The facts of the sync.

use outrider_model::decide::{Judge, Reproach};
use outrider_model::id::{ChangeId, RecordId};

use super::task::people_of;
use super::{Moment, Names};
use crate::error::Result;
use crate::store::Reader;
use crate::store::rows::{DiaryRow, PendingRow, Touch};

/// What the screen of the sync is made of.
#[derive(Clone, Debug, PartialEq)]
pub struct SyncFacts {
    /// As whom.
    pub judge: Judge,
    /// When.
    pub moment: Moment,
    /// Changes that are not on the server yet, in the order in which they are sent.
    pub pending: Vec<PendingRow>,
    /// The records that they name.
    pub touches: Vec<Touch>,
    /// The refused ones: which, why, and what waits for each.
    pub attention: Vec<(ChangeId, Reproach, Vec<ChangeId>)>,
    /// When the server last judged a change of this phone.
    pub last_receipt: Option<i64>,
    /// What the person lost or should know: first what is not settled.
    pub diary: Vec<DiaryRow>,
    /// How many entries are not settled.
    pub unsettled: u64,
    /// Names of all that appears.
    pub names: Names,
}

/// Diary entries shown.
const ENTRIES: usize = 200;
/// Changes whose subject is named; further ones are only counted by the screen.
const NAMED: usize = 400;

/// Gathers the facts of the sync.
///
/// # Errors
/// Those of storage and of records.
pub fn sync(reader: &Reader<'_>, judge: Judge, moment: Moment) -> Result<SyncFacts> {
    let (pending, touches) = (reader.pending()?, reader.pending_touches()?);
    let diary = reader.diary_of(judge.author, ENTRIES)?;
    let mut names = Names::read(reader)?;
    names.add_people(reader, diary.iter().flat_map(|row| people_of(&row.entry)))?;
    let mut subjects: Vec<RecordId> = touches.iter().map(|touch| touch.record).collect();
    subjects.sort_unstable();
    subjects.dedup();
    subjects.truncate(NAMED);
    for id in subjects
        .into_iter()
        .chain(diary.iter().map(|row| row.entry.about))
    {
        names.add_subject(reader, id)?;
    }
    Ok(SyncFacts {
        attention: reader
            .needs_attention()?
            .into_iter()
            .map(|item| (item.row.change, item.why.clone(), item.dependent_ids()))
            .collect(),
        last_receipt: reader.last_judged()?,
        unsettled: reader.unsettled(judge.author)?,
        judge,
        moment,
        pending,
        touches,
        diary,
        names,
    })
}
