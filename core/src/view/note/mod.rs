//! The screen of a note: an editor that never loses more than a second, and lists of notes.

use jiff::ToSpan as _;
use jiff::civil::{Date, Weekday as CivilWeekday};
use outrider_model::id::{
    ActivityTypeId, ChangeId, CustomerId, DeviceId, NoteId, OrganisationId, TaskId,
};
use outrider_model::record::{MeetingNote, Outcome, Weekday, built_in_id};
use outrider_model::text::{LIMIT, TextHash};
use serde::Serialize;

use super::line::{ActivityLine, NoteLine};
use crate::query::{DraftContent, DraftRow, Editor, Names, NoteFacts, NoteRow, Pending, SyncMark};

/// The editor of a note.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct NoteView {
    /// The note, written or not.
    pub note: NoteId,
    /// About whom.
    pub customer: Option<CustomerId>,
    /// The name on that door.
    pub customer_name: Option<String>,
    /// For which task.
    pub task: Option<TaskId>,
    /// What that task is.
    pub task_title: Option<String>,
    /// Of what activity.
    pub activity: Option<ActivityLine>,
    /// What stands in the editor.
    pub text: String,
    /// Whom one met.
    pub met: String,
    /// What came of it so far.
    pub outcome: Option<Outcome>,
    /// Where what stands in the editor comes from.
    pub source: Source,
    /// The text that the editor opened, where it edits a note.
    pub base: Option<Opened>,
    /// Whether somebody has written the note since the editor opened it. What is typed goes on and
    /// will be joined with it.
    pub has_moved: bool,
    /// How many bytes of UTF-8 more it may have.
    pub bytes_left: usize,
    /// How many bytes of UTF-8 it has too many; then it cannot be saved.
    pub bytes_over: usize,
    /// What may come next.
    pub next: Option<NextSuggestion>,
    /// What the person typed on another of his devices; taking it over is his choice.
    pub elsewhere: Option<Elsewhere>,
    /// Whether the note was taken back.
    pub withdrawn: bool,
    /// Where the note is safe, once it is written.
    pub mark: Option<SyncMark>,
}

/// The text that an editor opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct Opened {
    /// Its hash.
    pub hash: TextHash,
    /// The change that wrote it.
    pub writer: ChangeId,
}

/// Where what stands in an editor comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum Source {
    /// Nothing was typed yet.
    Nothing,
    /// The note as it stands.
    Note,
    /// What was typed here, which is on this phone's disk.
    Typed {
        /// When it was last made safe, microseconds since 1970 (UTC).
        saved_at: i64,
        /// When it became a change for the server; none while it has not.
        sent_at: Option<i64>,
    },
}

/// What the person typed on another of his devices.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct Elsewhere {
    /// Which device.
    pub device: DeviceId,
    /// What he typed there.
    pub text: String,
}

/// A next step that fits an outcome. The person may change all of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct NextSuggestion {
    /// Of what activity.
    pub activity: ActivityLine,
    /// The civil day.
    pub plan_day: Date,
}

/// Notes about a customer.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct NotesView {
    /// About whom.
    pub customer: CustomerId,
    /// The notes, newest first.
    pub notes: Vec<NoteLine>,
    /// Where the next page begins: before this time; none when there is nothing more.
    pub before: Option<i64>,
}

impl NoteView {
    /// Makes the screen of its facts.
    #[must_use]
    pub fn of(facts: &NoteFacts) -> NoteView {
        let standing: Option<MeetingNote> = facts
            .committed
            .as_ref()
            .and_then(|record| record.read().ok());
        let typed = if let Editor::Typed(row) = &facts.editor {
            Some(row)
        } else {
            None
        };
        let content = content(facts, standing.as_ref(), typed);
        let base = typed.and_then(|row| row.base.as_ref()).map(|base| Opened {
            hash: base.hash,
            writer: base.writer,
        });
        NoteView {
            note: facts.note,
            customer: content.customer,
            customer_name: facts
                .customer
                .as_ref()
                .map(|(_, customer)| customer.name.clone()),
            task: content.task,
            task_title: facts.task.as_ref().map(|(_, task)| task.title.clone()),
            activity: content.activity.map(|id| facts.names.activity(id)),
            source: source(standing.as_ref(), typed),
            has_moved: base.is_some_and(|base| facts.standing_hash() != Some(base.hash)),
            base,
            bytes_left: LIMIT.saturating_sub(content.body.len()),
            bytes_over: content.body.len().saturating_sub(LIMIT),
            next: standing
                .as_ref()
                .and_then(|note| note.next)
                .is_none()
                .then(|| suggestion(facts, content.outcome.as_ref()))
                .flatten(),
            elsewhere: elsewhere(facts),
            withdrawn: standing.as_ref().is_some_and(|note| note.withdrawn),
            mark: standing
                .as_ref()
                .map(|_| facts.pending.mark(facts.note.into())),
            text: content.body,
            met: content.met,
            outcome: content.outcome,
        }
    }
}

/// What stands in the editor: what was typed, else the note, else what a new note starts with.
fn content(
    facts: &NoteFacts,
    standing: Option<&MeetingNote>,
    typed: Option<&DraftRow>,
) -> DraftContent {
    if let Some(row) = typed {
        return row.content.clone();
    }
    if let Some(note) = standing {
        return DraftContent {
            customer: note.customer,
            task: note.task,
            activity: note.activity,
            outcome: note.outcome.clone(),
            met: note.met.clone(),
            body: note.body.clone(),
        };
    }
    DraftContent {
        customer: facts.customer.as_ref().map(|(id, _)| *id),
        task: facts.task.as_ref().map(|(id, _)| *id),
        activity: facts.task.as_ref().map(|(_, task)| task.activity),
        ..DraftContent::default()
    }
}

fn source(standing: Option<&MeetingNote>, typed: Option<&DraftRow>) -> Source {
    match (typed, standing) {
        (Some(row), _) => Source::Typed {
            saved_at: row.saved_at,
            sent_at: row.sent_at,
        },
        (None, Some(_)) => Source::Note,
        (None, None) => Source::Nothing,
    }
}

fn elsewhere(facts: &NoteFacts) -> Option<Elsewhere> {
    let draft = facts.elsewhere.as_ref()?;
    Some(Elsewhere {
        device: draft.device,
        text: draft.body.clone(),
    })
}

/// A week after it went well, two when nothing was decided, the next day after nobody was met;
/// moved on to a working day. Nothing follows from a no.
fn suggestion(facts: &NoteFacts, outcome: Option<&Outcome>) -> Option<NextSuggestion> {
    let days = match outcome? {
        Outcome::Positive => 7,
        Outcome::Open => 14,
        Outcome::Absent => 1,
        Outcome::Negative | Outcome::Unknown(_) => return None,
    };
    let (organisation, settings) = facts.organisation.as_ref()?;
    let follow_up: ActivityTypeId = built_in_id(OrganisationId::from(*organisation), "follow_up");
    let own = facts.task.as_ref().map(|(_, task)| task.activity);
    let activity = if outcome == Some(&Outcome::Absent) {
        own.unwrap_or(follow_up)
    } else {
        follow_up
    };
    let hours = facts
        .person
        .as_ref()
        .map(|person| &person.hours)
        .filter(|hours| !hours.is_empty());
    let hours = hours.unwrap_or(&settings.hours);
    let works = |day: Date| match hours.is_empty() {
        true => !matches!(day.weekday(), CivilWeekday::Saturday | CivilWeekday::Sunday),
        false => hours.contains_key(&Weekday::from(day.weekday())),
    };
    let first = facts.moment.today().checked_add(days.days()).ok()?;
    let week = first.series(1.day()).take(7);
    let plan_day = week.into_iter().find(|day| works(*day)).unwrap_or(first);
    let activity = facts.names.activity(activity);
    (!activity.retired).then_some(NextSuggestion { activity, plan_day })
}

impl NotesView {
    /// Makes a list of notes about a customer.
    #[must_use]
    pub fn of(
        customer: CustomerId,
        notes: &[NoteRow],
        names: &Names,
        pending: &Pending,
    ) -> NotesView {
        NotesView {
            customer,
            notes: notes
                .iter()
                .filter_map(|row| NoteLine::of(row, names, pending))
                .collect(),
            before: notes.last().map(|row| row.time),
        }
    }
}

#[cfg(test)]
mod tests;
