//! The facts of the sync.

use outrider_model::decide::Judge;
use outrider_model::id::RecordId;
use outrider_model::record::Wipe;

use super::task::people_of;
use super::{Moment, Names, Refused, wipe_asked};
use crate::error::Result;
use crate::store::Reader;
use crate::store::rows::{DiaryRow, PendingRow, ReceiptRow, Touch};

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
    /// The refused ones.
    pub attention: Vec<Refused>,
    /// What the server judged last, the newest first.
    pub receipts: Vec<ReceiptRow>,
    /// The records that those name.
    pub receipt_touches: Vec<Touch>,
    /// When the server last judged a change of this phone.
    pub last_receipt: Option<i64>,
    /// What the person lost or should know: first what is not settled.
    pub diary: Vec<DiaryRow>,
    /// How many entries are not settled.
    pub unsettled: u64,
    /// The word that this phone's content is to be destroyed.
    pub wipe: Option<Wipe>,
    /// How many notes are being typed that are no changes yet.
    pub typed: u64,
    /// Names of all that appears.
    pub names: Names,
}

/// Receipts shown.
const RECEIPTS: usize = 50;
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
    let wipe = wipe_asked(reader)?;
    names.add_people(reader, wipe.iter().map(|wipe| wipe.asked_by))?;
    let attention: Vec<Refused> = reader
        .needs_attention()?
        .iter()
        .map(|item| Refused::of(reader, item, &moment.civil))
        .collect::<Result<_>>()?;
    let receipts = reader.receipts(RECEIPTS)?;
    let mut receipt_touches = Vec::new();
    for receipt in &receipts {
        receipt_touches.extend(reader.touches_of(receipt.sequence)?);
    }
    for touch in &receipt_touches {
        names.add_subject(reader, touch.record)?;
    }
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
    let typed = reader
        .drafts()?
        .iter()
        .filter(|draft| draft.is_ahead())
        .count();
    Ok(SyncFacts {
        wipe,
        typed: u64::try_from(typed).unwrap_or(u64::MAX),
        attention,
        receipts,
        receipt_touches,
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
