//! The one judge: what a change does, or why it may not.
//!
//! [`decide`] is pure and runs on phones and on the server alike. What it needs is looked up
//! through [`Held`]; [`reads`] says beforehand what that will be, so that a store can prefetch.
//! A look-up answers present, absent or (only on a phone) not held: a phone that does not hold
//! what a rule needs accepts provisionally, and the server decides.

mod check_in;
mod consent;
mod context;
mod customer;
mod delegation;
mod device;
mod diary;
mod draft;
mod inbox;
mod location;
mod note;
mod plain;
mod reads;
mod seen;
mod settings;
mod status;
mod task;
mod template;
mod territory;
mod work;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

pub use context::effective;
pub use reads::{reads, written};
pub use seen::{judged_by, seen_now};

use crate::change::{Body, Change};
use crate::id::{ChangeId, DeviceId, DiaryId, PersonId, RecordId, TeamId};
use crate::record::{Field, Kind, Record, Role};
use crate::stamp::Stamp;
use crate::text::TextHash;
use context::Context;

/// Something that a judgement needs to look up.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Need {
    /// A record.
    Record(RecordId),
    /// An accepted change of the past, by the id under which it wrote.
    Past(ChangeId),
    /// A text that was submitted for, or merged into, a record.
    Text(RecordId, TextHash),
    /// Whether the author has standing at a home.
    Standing(RecordId),
}

/// The answer to a look-up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look<T> {
    /// It is here.
    Present(T),
    /// It does not exist (yet). Only a server can know.
    Absent,
    /// This store does not hold it. Only a phone answers so.
    NotHeld,
}

/// An accepted change of the past.
#[derive(Clone, Debug, PartialEq)]
pub struct Past {
    /// Who wrote it.
    pub author: PersonId,
    /// Its effective stamp.
    pub stamp: Stamp,
    /// The stamp of the newest manager's write that it knew of.
    pub authority: Stamp,
    /// The change itself.
    pub change: Change,
}

/// What a store can be asked.
pub trait Held {
    /// Looks up a record.
    fn record(&self, id: RecordId) -> Look<&Record>;
    /// Looks up an accepted change by the id under which it wrote. A refused one is absent.
    fn past(&self, id: ChangeId) -> Look<&Past>;
    /// Looks up a text by its hash.
    fn text(&self, of: RecordId, hash: &TextHash) -> Look<&str>;
    /// Says whether a person has standing at a home.
    fn stands(&self, person: PersonId, home: RecordId) -> Look<()>;
}

/// What the author may do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rights {
    /// The author's role.
    pub role: Role,
    /// The team the author belongs to, with every team whose offers he may claim.
    pub member_of: BTreeSet<TeamId>,
    /// The teams that the author manages, the teams below them included.
    pub manages: BTreeSet<TeamId>,
    /// The people of those teams.
    pub people: BTreeSet<PersonId>,
    /// Set for what the server itself does by a rule.
    pub is_system: bool,
}

/// Whom and when a change is judged as.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judge {
    /// The author: the session's person.
    pub author: PersonId,
    /// The device: the session's.
    pub device: DeviceId,
    /// What the author may do.
    pub rights: Rights,
    /// The change's effective stamp, see [`effective`].
    pub stamp: Stamp,
    /// The stamp of the newest manager's write that the change knows of, see [`effective`].
    pub authority: Stamp,
}

/// What an accepted change does.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Effects {
    /// Records to store, diary entries among them; each at most once.
    pub puts: Vec<Record>,
    /// Texts to keep for later merges.
    pub texts: Vec<(RecordId, String)>,
    /// Values that do not stand, each with a diary entry.
    pub losses: Vec<Loss>,
    /// Whether words of two people were brought together.
    pub is_merged: bool,
}

/// A value that lost against another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Loss {
    /// The record.
    pub record: RecordId,
    /// The field.
    pub field: Field,
    /// The change that had written the value.
    pub change: ChangeId,
    /// The entry that keeps it.
    pub entry: DiaryId,
}

/// Why a change has no effect (yet).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It waits for records or changes that have not arrived.
    Waits(BTreeSet<RecordId>),
    /// The text it started from is not known.
    NeedBase(RecordId, TextHash),
    /// It may not be.
    Code(Reproach),
}

/// A code with what it is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct Reproach {
    /// The stable code.
    pub code: Code,
    /// The field that is wrong, where one is.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub field: String,
}

crate::words! {
    /// Why a change was refused; stable for ever.
    #[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
    pub enum Code {
        /// The author may not do this.
        NotAllowed = "not_allowed",
        /// The task's status, as its author saw it, does not lead there.
        NotOpen = "not_open",
        /// Somebody else claimed the task before.
        AlreadyClaimed = "already_claimed",
        /// A value is not valid; the field is named.
        Invalid = "invalid",
        /// The record was removed.
        Removed = "removed",
        /// The id belongs to another change or record.
        IdReused = "id_reused",
        /// A text is longer than 256 KiB, or the change longer than a request.
        TooLarge = "too_large",
        /// The bytes are not the canonical ones.
        NotCanonical = "not_canonical",
        /// A field that only the session, the request or the server may state.
        Reserved = "reserved",
        /// The bytes are not a change.
        Malformed = "malformed",
        /// Others have built upon it, so it cannot be taken back.
        InUse = "in_use",
    }
}

/// The server's answer to one change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(tag = "verdict", rename_all = "snake_case")]
pub enum Verdict {
    /// It stands as it was sent.
    Applied,
    /// It stands, and somebody lost something.
    Merged {
        /// What lost.
        losses: Vec<Loss>,
    },
    /// It was judged before; this is what was said then.
    Duplicate {
        /// The first verdict.
        #[cfg_attr(feature = "schema", schema(no_recursion))]
        of: Box<Verdict>,
    },
    /// It waits for what has not arrived; send it again.
    Waits {
        /// The records or changes it waits for.
        ids: BTreeSet<RecordId>,
    },
    /// Send it again, with the text it started from.
    NeedBase {
        /// The record.
        record: RecordId,
        /// The text's hash.
        hash: TextHash,
    },
    /// This server cannot take it yet; keep it and send it again later.
    Unsupported,
    /// This server has no time now; send it again.
    Busy,
    /// It may not be; it stays with its author, and here for whoever must help.
    Refused(Reproach),
}

impl Verdict {
    /// Says whether the change is judged for good: it has a place in history.
    #[must_use]
    pub fn is_final(&self) -> bool {
        match self {
            Verdict::Applied
            | Verdict::Merged { .. }
            | Verdict::Refused(_)
            | Verdict::Duplicate { .. } => true,
            Verdict::Waits { .. }
            | Verdict::NeedBase { .. }
            | Verdict::Unsupported
            | Verdict::Busy => false,
        }
    }

    /// Returns the first verdict where this one repeats it.
    #[must_use]
    pub fn first(&self) -> &Verdict {
        match self {
            Verdict::Duplicate { of } => of.first(),
            Verdict::Applied
            | Verdict::Merged { .. }
            | Verdict::Waits { .. }
            | Verdict::NeedBase { .. }
            | Verdict::Unsupported
            | Verdict::Busy
            | Verdict::Refused(_) => self,
        }
    }
}

impl Refusal {
    /// Refuses with a code.
    #[must_use]
    pub fn code(code: Code) -> Refusal {
        Refusal::Code(Reproach {
            code,
            field: String::new(),
        })
    }

    /// Refuses a value and names its field.
    #[must_use]
    pub fn invalid(field: impl Into<String>) -> Refusal {
        Refusal::Code(Reproach {
            code: Code::Invalid,
            field: field.into(),
        })
    }
}

impl From<Refusal> for Verdict {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Waits(ids) => Verdict::Waits { ids },
            Refusal::NeedBase(record, hash) => Verdict::NeedBase { record, hash },
            Refusal::Code(reproach) => Verdict::Refused(reproach),
        }
    }
}

impl From<&Effects> for Verdict {
    fn from(effects: &Effects) -> Self {
        if effects.losses.is_empty() && !effects.is_merged {
            Verdict::Applied
        } else {
            Verdict::Merged {
                losses: effects.losses.clone(),
            }
        }
    }
}

/// Judges one change: first by the table of [`crate::permission`], then by its own rules.
///
/// # Errors
/// [`Refusal::Waits`] while something that it writes, or a base that it names, has not arrived;
/// [`Refusal::NeedBase`] when a long text cannot be merged without the text it started from;
/// [`Refusal::Code`] when it may not be. Nothing is then to be stored.
pub fn decide(held: &dyn Held, judge: &Judge, change: &Change) -> Result<Effects, Refusal> {
    let mut context = Context::new(held, judge, change)?;
    match &change.body {
        Body::OrganisationFounded(founded) => settings::found(&mut context, founded)?,
        Body::OrganisationEdited(edited) => settings::edit(
            &mut context,
            &Kind::Organisation,
            edited.record(),
            &edited.set,
        )?,
        Body::ActivityTypeAdded(added) => settings::add_activity_type(&mut context, added)?,
        Body::ActivityTypeEdited(edited) => settings::edit(
            &mut context,
            &Kind::ActivityType,
            edited.record(),
            &edited.set,
        )?,
        Body::SeriesStarted(started) => settings::start_series(&mut context, started)?,
        Body::SeriesEdited(edited) => settings::edit_series(&mut context, edited)?,
        Body::PersonAdded(added) => settings::add_person(&mut context, added)?,
        Body::PersonEdited(edited) => settings::edit_person(&mut context, edited)?,
        Body::TeamAdded(added) => settings::add_team(&mut context, added)?,
        Body::TeamEdited(edited) => {
            settings::edit(&mut context, &Kind::Team, edited.record(), &edited.set)?
        }
        Body::DeviceEnrolled(enrolled) => device::enrol(&mut context, enrolled)?,
        Body::DeviceEdited(edited) => device::edit(&mut context, edited)?,
        Body::CustomerAdded(added) => customer::add(&mut context, added)?,
        Body::CustomerEdited(edited) => customer::edit(&mut context, edited)?,
        Body::CustomerMoved(moved) => customer::move_to(&mut context, moved)?,
        Body::CustomerTagged(tagged) => customer::tag(&mut context, tagged)?,
        Body::CustomerRemoved(removed) => customer::remove(&mut context, removed.customer, true)?,
        Body::CustomerRestored(restored) => {
            customer::remove(&mut context, restored.customer, false)?
        }
        Body::TaskAssigned(assigned) => task::assign(&mut context, assigned)?,
        Body::TaskEdited(edited) => task::edit(&mut context, edited)?,
        Body::TaskRescheduled(edited) => task::edit(&mut context, edited)?,
        Body::TaskReassigned(reassigned) => task::reassign(&mut context, reassigned)?,
        Body::TaskClaimed(claimed) => task::claim(&mut context, claimed.task)?,
        Body::TaskAccepted(report)
        | Body::TaskDeclined(report)
        | Body::TaskStarted(report)
        | Body::TaskCompleted(report)
        | Body::TaskNotDone(report)
        | Body::TaskReopened(report)
        | Body::TaskCancelled(report)
        | Body::TaskClosed(report) => status::report(&mut context, report)?,
        Body::TaskChecked(checked) => task::check(&mut context, checked)?,
        Body::TaskRemoved(removed) => task::remove(&mut context, removed.task, true)?,
        Body::TaskRestored(restored) => task::remove(&mut context, restored.task, false)?,
        Body::CheckedIn(arrived) => check_in::arrive(&mut context, arrived)?,
        Body::CheckedOut(left) => check_in::leave(&mut context, left)?,
        Body::CheckOutWithdrawn(taken) => check_in::stay(&mut context, taken.check_in)?,
        Body::CheckInWithdrawn(taken) => check_in::withdraw(&mut context, taken.check_in, true)?,
        Body::CheckInRestored(brought) => {
            check_in::withdraw(&mut context, brought.check_in, false)?
        }
        Body::NoteWritten(written) => note::write(&mut context, written)?,
        Body::NoteEdited(edited) => note::edit(&mut context, edited)?,
        Body::NoteWithdrawn(taken) => note::withdraw(&mut context, taken.note, true)?,
        Body::NoteRestored(brought) => note::withdraw(&mut context, brought.note, false)?,
        Body::DraftSaved(saved) => draft::save(&mut context, saved)?,
        Body::DraftDiscarded(discarded) => draft::discard(&mut context, discarded.note)?,
        Body::DiarySettled(settled) => diary::settle(&mut context, settled)?,
        Body::ConsentGiven(given) => consent::give(&mut context, given)?,
        Body::ConsentWithdrawn(withdrawn) => consent::withdraw(&mut context, withdrawn)?,
        Body::WorkStarted(started) => work::start(&mut context, started)?,
        Body::WorkPaused(paused) => work::pause(&mut context, paused)?,
        Body::WorkResumed(resumed) => work::resume(&mut context, resumed)?,
        Body::WorkEnded(ended) => work::end(&mut context, ended)?,
        Body::WorkWithdrawn(step) => work::withdraw(&mut context, step, true)?,
        Body::WorkRestored(step) => work::withdraw(&mut context, step, false)?,
        Body::WorkCorrectionAsked(asked) => work::ask_correction(&mut context, asked)?,
        Body::WorkCorrectionSettled(settled) => work::settle_correction(&mut context, settled)?,
        Body::TrackRecorded(recorded) => location::record(&mut context, recorded)?,
        Body::TrackCoarsened(coarsened) => location::coarsen_track(&mut context, coarsened)?,
        Body::CheckInCoarsened(coarsened) => location::coarsen_check_in(&mut context, coarsened)?,
        Body::TaskCoarsened(coarsened) => location::coarsen_task(&mut context, coarsened)?,
        Body::LocationViewed(viewed) => location::note_view(&mut context, viewed)?,
        Body::TerritoryCreated(created) => territory::create(&mut context, created)?,
        Body::TerritoryEdited(edited) => territory::edit(&mut context, edited)?,
        Body::TerritoryRemoved(removed) => territory::remove(&mut context, removed.territory)?,
        Body::TerritoryPersonAdded(added) => territory::add_person(&mut context, added)?,
        Body::TerritoryPersonRemoved(left) => territory::remove_person(&mut context, left)?,
        Body::DelegationGiven(given) => delegation::give(&mut context, given)?,
        Body::DelegationEnded(ended) => delegation::end(&mut context, ended)?,
        Body::DeviceWipeAsked(asked) => device::ask_wipe(&mut context, asked.target, true)?,
        Body::DeviceWipeWithdrawn(taken) => device::ask_wipe(&mut context, taken.target, false)?,
        Body::DeviceWiped(wiped) => device::wiped(&mut context, wiped)?,
        Body::PersonErased(erased) => settings::erase_person(&mut context, erased.person)?,
        Body::TemplateSaved(saved) => template::save(&mut context, saved)?,
        Body::TemplateEdited(edited) => template::edit(&mut context, edited)?,
        Body::TemplateRemoved(of) => template::remove(&mut context, of.template, true)?,
        Body::TemplateRestored(of) => template::remove(&mut context, of.template, false)?,
        Body::InboxDismissed(entry) => inbox::put_aside(&mut context, entry, true)?,
        Body::InboxReturned(entry) => inbox::put_aside(&mut context, entry, false)?,
    }
    Ok(context.into_effects())
}

#[cfg(test)]
mod tests;
