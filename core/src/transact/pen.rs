//! The pen: the only thing that writes, inside one tap.

use std::collections::BTreeMap;

use outrider_model::change::{Bases, Body, Change, DraftSaved, Seen, TrackRecorded, inverse};
use outrider_model::decide::{Reproach, Verdict, written};
use outrider_model::id::{ChangeId, NoteId, PersonId, RecordId};
use outrider_model::record::{Field, Record, Ticks, draft_id};
use outrider_model::stamp::{Civil, Stamp};
use outrider_model::text::{self, TextHash};
use serde::de::DeserializeOwned;
use serde_json::Value;
use uuid::Uuid;

use super::{AttentionItem, DraftContent, DraftRow, Op, PinnedText, Profile, WayPoint};
use crate::error::{Error, Result};
use crate::store::{Entry, LocationMode, Writing};

/// How many points of a way one change takes.
const PIECE: usize = 500;

/// What writes in a tap.
pub struct Pen<'w, 'a> {
    writing: &'w mut Writing<'a>,
    op: Op,
    /// The first sequence of this tap.
    batch: Option<i64>,
    undoes: Option<i64>,
    forecasts: Vec<(ChangeId, Verdict)>,
}

impl<'w, 'a> Pen<'w, 'a> {
    pub(super) fn new(writing: &'w mut Writing<'a>, op: Op) -> Pen<'w, 'a> {
        Pen {
            writing,
            op,
            batch: None,
            undoes: None,
            forecasts: Vec::new(),
        }
    }

    pub(super) fn into_forecasts(self) -> Vec<(ChangeId, Verdict)> {
        self.forecasts
    }

    /// Returns how closely the way on duty is followed.
    ///
    /// # Errors
    /// What the disk does.
    pub fn location_mode(&self) -> Result<LocationMode> {
        self.writing.location_mode()
    }

    /// Notes that this tap takes another back.
    pub(super) fn takes_back(&mut self, batch: i64) {
        self.undoes = Some(batch);
    }

    pub(super) fn writing(&mut self) -> &mut Writing<'a> {
        self.writing
    }

    /// Returns whose profile this is.
    ///
    /// # Errors
    /// [`Error::NotEnrolled`] when it is nobody's yet.
    pub fn profile(&self) -> Result<&Profile> {
        self.writing.profile()
    }

    /// Returns the time as the server would have it, in microseconds.
    #[must_use]
    pub fn now(&self) -> i64 {
        self.writing.now()
    }

    /// Returns what the device shows now.
    #[must_use]
    pub fn civil(&self) -> Civil {
        self.writing.civil()
    }

    /// Returns what the clock reads that nobody can set.
    #[must_use]
    pub fn ticks(&self) -> Ticks {
        self.writing.ticks()
    }

    /// Adds a point to the way that is no change yet.
    ///
    /// # Errors
    /// What the disk does.
    pub fn add_to_way(&mut self, point: &WayPoint) -> Result<()> {
        self.writing.add_to_way(point)
    }

    /// Returns the newest point of the way.
    ///
    /// # Errors
    /// What the disk does.
    pub fn end_of_way(&self) -> Result<Option<WayPoint>> {
        self.writing.end_of_way()
    }

    /// Returns how many points of the way are no change yet, and when the first of them was.
    ///
    /// # Errors
    /// What the disk does.
    pub fn length_of_way(&self) -> Result<(usize, Option<i64>)> {
        let way = self.writing.way()?;
        Ok((way.len(), way.first().map(|first| first.time)))
    }

    /// Forgets where the way was last, so that what comes after a rest is a way of its own.
    ///
    /// # Errors
    /// What the disk does.
    pub fn rest_way(&mut self) -> Result<()> {
        self.writing.forget_way()
    }

    /// Makes changes of the way, one for each piece without a gap.
    ///
    /// # Errors
    /// As [`Pen::change`].
    pub fn send_way(&mut self) -> Result<usize> {
        let person = self.profile()?.person;
        let pieces = pieces(person, &self.writing.way()?);
        let count = pieces.len();
        for piece in pieces {
            self.change(Body::TrackRecorded(piece))?;
        }
        self.writing.settle_way()?;
        Ok(count)
    }

    /// Forgets the way that is no change yet, and withdraws what of it has never been in a request.
    ///
    /// # Errors
    /// What the disk does.
    pub fn forget_way(&mut self) -> Result<()> {
        for change in self.writing.unsent_of(Op::RecordWay.as_str())? {
            if self.writing.is_withdrawable(change)? {
                self.writing.withdraw(change)?;
            }
        }
        self.writing.forget_way()
    }

    /// Makes an id for something that a change will bring along.
    #[must_use]
    pub fn mint(&self) -> Uuid {
        self.writing.mint()
    }

    /// Returns a record as this phone shows it, with what this tap has written so far.
    ///
    /// # Errors
    /// [`Error::NoRecord`] when it is not here.
    pub fn record(&self, id: impl Into<RecordId>) -> Result<Record> {
        let id = id.into();
        self.writing.record(id)?.ok_or(Error::NoRecord(id))
    }

    /// Returns the typed fields of a record.
    ///
    /// # Errors
    /// [`Error::NoRecord`] when it is not here, [`Error::Malformed`] when it is of another kind.
    pub fn read<T: DeserializeOwned>(&self, id: impl Into<RecordId>) -> Result<T> {
        Ok(self.record(id)?.read()?)
    }

    /// Returns the typed fields of a record, where it is here.
    ///
    /// # Errors
    /// [`Error::Malformed`] when it is of another kind.
    pub fn look<T: DeserializeOwned>(&self, id: impl Into<RecordId>) -> Result<Option<T>> {
        let record = self.writing.record(id.into())?;
        Ok(record.map(|record| record.read()).transpose()?)
    }

    /// Says that something happened. Its author has seen what this phone shows.
    ///
    /// # Errors
    /// [`Error::Refused`] or [`Error::TooLong`] when what was entered cannot be; the whole tap is
    /// then refused.
    pub fn change(&mut self, body: Body) -> Result<ChangeId> {
        self.change_over(body, Bases::new())
    }

    /// As [`Pen::change`], where an editor was opened earlier: what `pinned` names is what its
    /// author had seen, whatever came in since.
    ///
    /// # Errors
    /// As [`Pen::change`].
    pub fn change_over(&mut self, body: Body, pinned: Bases) -> Result<ChangeId> {
        self.write(body, pinned, None)
    }

    fn write(&mut self, body: Body, pinned: Bases, mends: Option<ChangeId>) -> Result<ChangeId> {
        let change = self.make(body, pinned, mends)?;
        admit(&change)?;
        self.keep_base(&change)?;
        let inverse = self.inverse_of(&change)?;
        let entry = Entry {
            change: &change,
            operation: self.op.as_str(),
            batch: self.batch,
            undoes: self.undoes,
            inverse: inverse.as_ref(),
        };
        let (sequence, forecast) = self.writing.save(&entry)?;
        self.batch.get_or_insert(sequence);
        self.forecasts
            .extend(forecast.map(|forecast| (change.id, forecast)));
        Ok(change.id)
    }

    /// What takes a change back follows from what its author sees now.
    fn inverse_of(&self, change: &Change) -> Result<Option<Body>> {
        if !self.op.is_undoable() {
            return Ok(None);
        }
        let before = match written(change).first() {
            Some(main) => self.writing.record(*main)?,
            None => None,
        };
        Ok(inverse(&change.body, change.key(), before.as_ref()))
    }

    fn make(&self, body: Body, pinned: Bases, mends: Option<ChangeId>) -> Result<Change> {
        let (mut was, stamps) = self.writing.seen(&body)?;
        for (record, fields) in pinned {
            was.entry(record).or_default().extend(fields);
        }
        Ok(Change {
            id: self.writing.mint_change(),
            mends,
            stamp: Stamp::claim(self.writing.stamp(), stamps),
            civil: self.writing.civil(),
            was,
            body,
        })
    }

    /// The text that an edit starts from is kept, so that it can be merged here and sent when the
    /// server asks for it.
    fn keep_base(&mut self, change: &Change) -> Result<()> {
        if let Body::NoteEdited(edited) = &change.body
            && let Some(text) = &edited.text
            && let Some(base) = self.writing.text(edited.note.into(), &text.base)?
        {
            self.writing.keep_text(edited.note.into(), &base)?;
        }
        Ok(())
    }

    /// Pins the long text that an editor opens.
    ///
    /// # Errors
    /// [`Error::NoRecord`] when the note is not here.
    pub fn pin(&mut self, note: NoteId) -> Result<PinnedText> {
        let record = self.record(note)?;
        let field = Field::from("body");
        let body = record.get(&field).as_str().unwrap_or_default();
        self.writing.keep_text(note.into(), body)?;
        Ok(PinnedText {
            hash: TextHash::of(body),
            writer: record.writer(&field).change,
        })
    }

    /// Returns what stands in an editor.
    ///
    /// # Errors
    /// What the disk does.
    pub fn draft(&self, note: NoteId) -> Result<Option<DraftRow>> {
        self.writing.draft(note)
    }

    /// Keeps what stands in an editor, as durably as everything else.
    ///
    /// # Errors
    /// [`Error::TooLong`] when the text cannot be saved; what was kept before then stands.
    pub fn keep_draft(
        &mut self,
        note: NoteId,
        base: Option<&PinnedText>,
        content: &DraftContent,
    ) -> Result<()> {
        text::admit(&content.body)?;
        text::admit(&content.met)?;
        self.writing.keep_draft(note, base, content)
    }

    /// Forgets what stood in an editor.
    ///
    /// # Errors
    /// What the disk does.
    pub fn forget_draft(&mut self, note: NoteId) -> Result<()> {
        self.writing.forget_draft(note)
    }

    /// Says to the server what stands in an editor; an unsent earlier word of the same is
    /// replaced and keeps its id.
    ///
    /// # Errors
    /// As [`Pen::change`].
    pub fn send_draft(&mut self, saved: DraftSaved) -> Result<ChangeId> {
        let note = saved.note;
        let body = Body::DraftSaved(saved);
        let before = self
            .writing
            .unsent_writing(draft_id(note).into(), self.op.as_str())?;
        let id = match before {
            Some(before) => {
                // What the earlier word had seen is what this one has seen.
                let seen = before
                    .read()?
                    .map_or_else(Bases::new, |earlier| earlier.was);
                let change = Change {
                    id: before.change,
                    ..self.make(body, seen, None)?
                };
                admit(&change)?;
                self.writing.replace(&change)?;
                change.id
            }
            None => {
                let seen = self.draft_seen(note)?;
                self.change_over(body, seen)?
            }
        };
        self.writing.note_draft_sent(note)?;
        Ok(id)
    }

    /// Names the draft that stands: who goes on writing it on another device takes it over.
    fn draft_seen(&self, note: NoteId) -> Result<Bases> {
        let id = draft_id(note).into();
        Ok(self.writing.record(id)?.map_or_else(Bases::new, |draft| {
            let seen = Seen::from([(draft.created().change, true)]);
            Bases::from([(id, BTreeMap::from([(Field::from("body"), seen)]))])
        }))
    }

    /// Withdraws what stands in an editor from the outbox, where it has not been sent.
    ///
    /// # Errors
    /// What the disk does.
    pub fn withdraw_unsent_draft(&mut self, note: NoteId) -> Result<()> {
        match self
            .writing
            .unsent_writing(draft_id(note).into(), Op::SaveDraft.as_str())?
        {
            Some(row) if self.writing.is_withdrawable(row.change)? => {
                self.writing.withdraw(row.change)
            }
            Some(_) | None => Ok(()),
        }
    }

    /// Takes the place of a refused change with another body; what waited for it goes on.
    ///
    /// # Errors
    /// [`Error::NoChange`] when it does not need attention, else as [`Pen::change`].
    pub fn mend(&mut self, parked: ChangeId, body: Body) -> Result<ChangeId> {
        self.mend_over(parked, body, Bases::new())
    }

    /// As [`Pen::mend`], where `pinned` names what its author had seen, whatever came in since.
    ///
    /// # Errors
    /// As [`Pen::mend`].
    pub fn mend_over(&mut self, parked: ChangeId, body: Body, pinned: Bases) -> Result<ChangeId> {
        let (_, change) = self.writing.parked(parked)?;
        self.writing.settle(parked)?;
        self.write(body, pinned, Some(change.key()))
    }

    /// Returns a refused change, and why it was refused.
    ///
    /// # Errors
    /// [`Error::NoChange`] when it does not need attention.
    pub fn refused(&self, parked: ChangeId) -> Result<(Change, Reproach)> {
        let (row, change) = self.writing.parked(parked)?;
        match row.verdict.as_ref().map(Verdict::first) {
            Some(Verdict::Refused(why)) => Ok((change, why.clone())),
            Some(_) | None => Err(Error::NoChange(parked)),
        }
    }

    /// Discards a refused change with everything that waits for it.
    ///
    /// # Errors
    /// [`Error::NoChange`] when it does not need attention.
    pub fn discard(&mut self, parked: ChangeId) -> Result<()> {
        self.writing.discard(parked)
    }

    /// Returns what needs attention, as this tap sees it.
    ///
    /// # Errors
    /// What the disk does.
    pub fn needs_attention(&self) -> Result<Vec<AttentionItem>> {
        self.writing.needs_attention()
    }
}

/// Cuts a way where something is missing, where the work day ends, and where a change is full.
fn pieces(person: PersonId, way: &[WayPoint]) -> Vec<TrackRecorded> {
    let mut pieces: Vec<TrackRecorded> = Vec::new();
    for at in way {
        let fits = |piece: &&mut TrackRecorded| {
            piece.work_day == at.work_day && !at.gap && piece.points.len() < PIECE
        };
        if let Some(piece) = pieces.last_mut().filter(fits) {
            piece.points.insert(at.time, at.point);
        } else {
            pieces.push(TrackRecorded {
                person,
                work_day: at.work_day,
                points: BTreeMap::from([(at.time, at.point)]),
                gap_before: at.gap,
            });
        }
    }
    pieces
}

/// A text that is too long is refused before it is called saved, whatever it is in.
fn admit(change: &Change) -> Result<()> {
    fn walk(value: &Value) -> Result<()> {
        match value {
            Value::String(written) => Ok(text::admit(written)?),
            Value::Array(items) => items.iter().try_for_each(walk),
            Value::Object(fields) => fields.values().try_for_each(walk),
            Value::Null | Value::Bool(_) | Value::Number(_) => Ok(()),
        }
    }
    walk(&serde_json::to_value(&change.body).map_err(|error| Error::Malformed(error.into()))?)
}
