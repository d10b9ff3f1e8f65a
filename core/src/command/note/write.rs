//! Commits a new note.

use jiff::civil::Date;
use outrider_model::change::{Body, NextStep, NoteWritten};
use outrider_model::id::{ActivityTypeId, NoteId, TaskId};
use outrider_model::record::Priority;

use crate::error::Result;
use crate::transact::{DraftContent, Op, Saved, Transactor};

/// The task that follows from a note.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct NextStepToMake {
    /// What is to be done.
    pub title: String,
    /// Of what activity.
    pub activity: ActivityTypeId,
    /// The civil day.
    pub plan_day: Option<Date>,
    /// How urgent.
    pub priority: Priority,
}

/// Commits a new note, with or without a draft before it, and makes the task that follows from
/// it. What stood in the editor is forgotten in the same transaction. Returns the note's id.
///
/// # Errors
/// [`crate::error::Error::TooLong`] for a text that cannot be saved,
/// [`crate::error::Error::Refused`] for a next step without a title; nothing is then written, and
/// what stood in the editor stands.
pub fn write(
    door: &Transactor,
    note: Option<NoteId>,
    content: DraftContent,
    next: Option<NextStepToMake>,
) -> Result<Saved<NoteId>> {
    door.transact(Op::WriteNote, |pen| {
        let note = note.unwrap_or_else(|| NoteId(pen.mint()));
        pen.withdraw_unsent_draft(note)?;
        let next = next.map(|next| NextStep {
            task: TaskId(pen.mint()),
            title: next.title,
            activity: next.activity,
            plan_day: next.plan_day,
            priority: next.priority,
        });
        let DraftContent {
            customer,
            task,
            activity,
            outcome,
            met,
            body,
        } = content;
        pen.change(Body::NoteWritten(NoteWritten {
            note: Some(note),
            customer,
            task,
            activity,
            outcome,
            met,
            body,
            next,
        }))?;
        pen.forget_draft(note)?;
        Ok(note)
    })
}
