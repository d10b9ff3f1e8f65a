//! Drafts: the last write of their one device stands; they end as a note or in nothing.

use serde_json::Value;

use super::context::Context;
use super::plain::admit_text;
use super::{Look, Refusal};
use crate::change::DraftSaved;
use crate::id::{DraftId, NoteId};
use crate::record::{Draft, Field, Kind, Record, draft_id};

pub(super) fn save(context: &mut Context<'_>, saved: &DraftSaved) -> Result<(), Refusal> {
    admit_text("body", &saved.body)?;
    let id = draft_id(saved.note).into();
    if let Look::Present(old) = context.held.record(id) {
        let draft: Draft = old.read()?;
        context.require(draft.person == context.judge.author)?;
        let is_taken_over = context
            .change
            .seen(old.id, &Field::from("body"))
            .is_some_and(|seen| seen.contains(&old.created().change));
        if draft.device != context.judge.device && !is_taken_over && !draft.removed {
            return context.require(false);
        }
        if old.created().stamp > context.judge.stamp {
            return Ok(());
        }
    }
    let draft = Draft {
        person: context.judge.author,
        device: context.judge.device,
        note: saved.note,
        customer: saved.customer,
        task: saved.task,
        outcome: saved.outcome.clone(),
        body: saved.body.clone(),
        removed: false,
    };
    let record = Record::create(Kind::Draft, id, &context.created(id), &draft)?;
    context.put(record);
    Ok(())
}

pub(super) fn discard(context: &mut Context<'_>, note: NoteId) -> Result<(), Refusal> {
    if let Look::Present(record) = context.held.record(draft_id(note).into()) {
        context.require(record.read::<Draft>()?.person == context.judge.author)?;
    }
    close(context, draft_id(note))
}

/// Leaves a tombstone where the author's draft was; where there was none, nothing.
pub(super) fn close(context: &mut Context<'_>, id: DraftId) -> Result<(), Refusal> {
    if let Look::Present(record) = context.held.record(id.into()) {
        if record.read::<Draft>()?.person != context.judge.author {
            return Ok(());
        }
        let mut record = record.clone();
        record.set(&Field::from("removed"), Value::Bool(true));
        record.set(&Field::from("body"), Value::Null);
        context.put(record);
    }
    Ok(())
}
