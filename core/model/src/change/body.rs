//! Everything that can happen, on one page.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::Seen;
use crate::id::{
    ActivityTypeId, ChangeId, CheckInId, CustomerId, DelegationId, DeviceId, DiaryId, ImportId,
    ItemId, NoteId, OrganisationId, PersonId, RecordId, SeriesId, SiteId, TaskId, TeamId,
    TemplateId, TerritoryId, TrackId, WorkDayId,
};
use crate::place::{Coarseness, Fix};
use crate::record::times;
use crate::record::{
    Device, Dismissal, Field, Item, Looked, Matter, Organisation, Outcome, Person, Priority,
    Purpose, Series, Settled, Site, Team, TemplateTask, Ticks, TrackPoint,
};
use crate::stamp::Window;
use crate::text::TextHash;

/// New values by field; null clears.
pub type Fields = BTreeMap<Field, Value>;

macro_rules! bodies {
    ($($(#[$doc:meta])* $variant:ident($content:ty) = $name:tt),+ $(,)?) => {
        /// What happened: one variant for each thing that a person, or the server for a rule, does.
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(utoipa::ToSchema), schema(as = ChangeBody))]
        #[serde(tag = "do", content = "body")]
        pub enum Body {
            $($(#[$doc])* #[serde(rename = $name)] $variant($content),)+
        }

        impl Body {
            /// Every name that this version knows.
            pub const NAMES: &'static [&'static str] = &[$($name),+];

            /// Returns the name under which it travels.
            #[must_use]
            pub fn name(&self) -> &'static str {
                match self { $(Body::$variant(_) => $name,)+ }
            }
        }
    };
}

bodies! {
    /// An organisation began; its record's id stands in the body.
    OrganisationFounded(OrganisationFounded) = "organisation.founded",
    /// Settings of the organisation were edited.
    OrganisationEdited(Edited<OrganisationId>) = "organisation.edited",
    /// A kind of activity was added.
    ActivityTypeAdded(ActivityTypeAdded) = "activity_type.added",
    /// A kind of activity was renamed, moved, retired or brought back.
    ActivityTypeEdited(Edited<ActivityTypeId>) = "activity_type.edited",
    /// A repetition began.
    SeriesStarted(SeriesStarted) = "series.started",
    /// A repetition was edited or (with `until`) ended.
    SeriesEdited(Edited<SeriesId>) = "series.edited",
    /// A person joined.
    PersonAdded(PersonAdded) = "person.added",
    /// A person was edited, moved to another team or revoked.
    PersonEdited(Edited<PersonId>) = "person.edited",
    /// A team was made.
    TeamAdded(TeamAdded) = "team.added",
    /// A team was edited.
    TeamEdited(Edited<TeamId>) = "team.edited",
    /// A device was enrolled.
    DeviceEnrolled(DeviceEnrolled) = "device.enrolled",
    /// A device was renamed or revoked.
    DeviceEdited(Edited<DeviceId>) = "device.edited",
    /// A customer was added.
    CustomerAdded(CustomerAdded) = "customer.added",
    /// Fields of a customer were edited.
    CustomerEdited(Edited<CustomerId>) = "customer.edited",
    /// A customer got another owner.
    CustomerMoved(CustomerMoved) = "customer.moved",
    /// Tags of a customer were added or removed.
    CustomerTagged(CustomerTagged) = "customer.tagged",
    /// A customer was removed.
    CustomerRemoved(CustomerRef) = "customer.removed",
    /// A removed customer was brought back.
    CustomerRestored(CustomerRef) = "customer.restored",
    /// A task was made and given to a rep, offered to a team, or left open.
    TaskAssigned(TaskAssigned) = "task.assigned",
    /// Words of a task were edited.
    TaskEdited(Edited<TaskId>) = "task.edited",
    /// Day, window or priority of a task were changed.
    TaskRescheduled(Edited<TaskId>) = "task.rescheduled",
    /// A task went to another rep or team.
    TaskReassigned(TaskReassigned) = "task.reassigned",
    /// A rep took a task that was offered to his team.
    TaskClaimed(TaskRef) = "task.claimed",
    /// The rep will do it.
    TaskAccepted(StatusReport) = "task.accepted",
    /// The rep will not do it.
    TaskDeclined(StatusReport) = "task.declined",
    /// The rep is at it.
    TaskStarted(StatusReport) = "task.started",
    /// The rep has done it.
    TaskCompleted(StatusReport) = "task.completed",
    /// The rep has not done it.
    TaskNotDone(StatusReport) = "task.not_done",
    /// A report was taken back, or a closed task opened again.
    TaskReopened(StatusReport) = "task.reopened",
    /// A manager called the task off.
    TaskCancelled(StatusReport) = "task.cancelled",
    /// A manager closed the task.
    TaskClosed(StatusReport) = "task.closed_by_manager",
    /// A line of a checklist was ticked or unticked.
    TaskChecked(TaskChecked) = "task.checked",
    /// A task that an import brought was taken away with it.
    TaskRemoved(TaskRef) = "task.removed",
    /// A removed task was brought back.
    TaskRestored(TaskRef) = "task.restored",
    /// A rep arrived.
    CheckedIn(CheckedIn) = "checked_in",
    /// A rep left.
    CheckedOut(CheckedOut) = "checked_out",
    /// A check-out was taken back.
    CheckOutWithdrawn(CheckInWithdrawn) = "check_out.withdrawn",
    /// A check-in was taken back.
    CheckInWithdrawn(CheckInWithdrawn) = "check_in.withdrawn",
    /// A withdrawn check-in stands again.
    CheckInRestored(CheckInWithdrawn) = "check_in.restored",
    /// A note was written.
    NoteWritten(NoteWritten) = "note.written",
    /// A note was edited.
    NoteEdited(NoteEdited) = "note.edited",
    /// A note was taken back.
    NoteWithdrawn(NoteRef) = "note.withdrawn",
    /// A withdrawn note stands again.
    NoteRestored(NoteRef) = "note.restored",
    /// A note that is being written was made safe.
    DraftSaved(DraftSaved) = "draft.saved",
    /// A draft was thrown away.
    DraftDiscarded(NoteRef) = "draft.discarded",
    /// A diary entry was settled.
    DiarySettled(DiarySettled) = "diary.settled",
    /// A person agreed to a purpose.
    ConsentGiven(ConsentGiven) = "consent.given",
    /// A person agrees to a purpose no more.
    ConsentWithdrawn(ConsentWithdrawn) = "consent.withdrawn",
    /// A work period began.
    WorkStarted(WorkStarted) = "work.started",
    /// A break began.
    WorkPaused(WorkPaused) = "work.paused",
    /// A break ended.
    WorkResumed(WorkResumed) = "work.resumed",
    /// A work period ended.
    WorkEnded(WorkEnded) = "work.ended",
    /// A step of a work day, or a correction, was taken back.
    WorkWithdrawn(WorkStepRef) = "work.withdrawn",
    /// A withdrawn step or correction stands again.
    WorkRestored(WorkStepRef) = "work.restored",
    /// Another end of a work period was asked for.
    WorkCorrectionAsked(WorkCorrectionAsked) = "work.correction_asked",
    /// A manager said whether another end stands.
    WorkCorrectionSettled(WorkCorrectionSettled) = "work.correction_settled",
    /// A person's way on duty was recorded.
    TrackRecorded(TrackRecorded) = "track.recorded",
    /// Old points of a way were made coarse, by the server.
    TrackCoarsened(TrackCoarsened) = "track.coarsened",
    /// Old positions of a visit were made coarse, by the server.
    CheckInCoarsened(CheckInCoarsened) = "check_in.coarsened",
    /// Old positions in a task's reports were made coarse, by the server.
    TaskCoarsened(TaskCoarsened) = "task.coarsened",
    /// Somebody looked at a person's positions, noted by the server.
    LocationViewed(LocationViewed) = "location.viewed",
    /// A territory was made.
    TerritoryCreated(TerritoryCreated) = "territory.created",
    /// A territory was renamed.
    TerritoryEdited(Edited<TerritoryId>) = "territory.edited",
    /// A territory was removed.
    TerritoryRemoved(TerritoryRef) = "territory.removed",
    /// A person came into a territory.
    TerritoryPersonAdded(TerritoryPersonAdded) = "territory.person_added",
    /// A person left a territory.
    TerritoryPersonRemoved(TerritoryPersonRemoved) = "territory.person_removed",
    /// Somebody stands in for a manager for a while.
    DelegationGiven(DelegationGiven) = "delegation.given",
    /// A delegation ended early.
    DelegationEnded(DelegationRef) = "delegation.ended",
    /// The content of a device is to be destroyed.
    DeviceWipeAsked(DeviceRef) = "device.wipe_asked",
    /// The content of a device may stay after all.
    DeviceWipeWithdrawn(DeviceRef) = "device.wipe_withdrawn",
    /// The content of a device was destroyed.
    DeviceWiped(DeviceWiped) = "device.wiped",
    /// Everything personal was taken out of a person's record.
    PersonErased(PersonRef) = "person.erased",
    /// Tasks that are planned together were saved as a template.
    TemplateSaved(TemplateSaved) = "template.saved",
    /// A template was renamed, or tasks of it were edited, added or taken out.
    TemplateEdited(Edited<TemplateId>) = "template.edited",
    /// A template was removed.
    TemplateRemoved(TemplateRef) = "template.removed",
    /// A removed template was brought back.
    TemplateRestored(TemplateRef) = "template.restored",
    /// What waited for a manager was put aside.
    InboxDismissed(InboxEntry) = "inbox.dismissed",
    /// What was put aside waits again.
    InboxReturned(InboxEntry) = "inbox.returned",
}

impl Body {
    /// Says whether the object names a kind that this version does not know.
    pub(super) fn is_unknown(change: &Value) -> bool {
        change
            .get("do")
            .and_then(Value::as_str)
            .is_some_and(|name| !Body::NAMES.contains(&name))
    }
}

/// New values for fields of one record.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Edited<Id> {
    /// The record.
    pub target: Id,
    /// The new values; null clears.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    #[cfg_attr(feature = "schema", schema(value_type = BTreeMap<String, Value>))]
    pub set: Fields,
}

/// The first record of an organisation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct OrganisationFounded {
    /// Its id.
    pub target: OrganisationId,
    /// Its settings.
    pub settings: Organisation,
}

/// A new kind of activity; its id is the change's, or (for the built-in six) derived.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct ActivityTypeAdded {
    /// What people read.
    pub name: String,
    /// The place in lists.
    #[serde(default)]
    pub rank: i64,
    /// Which of the built-in six it is, if it is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub built_in: Option<BuiltIn>,
}

/// One of the six kinds of activity that every organisation starts with; its id is derived.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct BuiltIn {
    /// The organisation.
    pub of: OrganisationId,
    /// Its short name, see [`crate::record::BUILT_IN`].
    pub name: String,
}

/// A new repetition.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct SeriesStarted {
    /// The rule.
    pub series: Series,
}

/// A new person.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct PersonAdded {
    /// The person.
    pub person: Person,
}

/// A new team.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct TeamAdded {
    /// The team.
    pub team: Team,
}

/// A new device.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct DeviceEnrolled {
    /// The device.
    pub enrolled: Device,
}

/// A new customer.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct CustomerAdded {
    /// The name on the door.
    pub name: String,
    /// The number in another system.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub code: String,
    /// Telephone.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub phone: String,
    /// E-mail address.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub email: String,
    /// Postal address, in lines.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub address: String,
    /// What one should know.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub about: String,
    /// Whose it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<PersonId>,
    /// Where it is.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub sites: BTreeMap<SiteId, Site>,
    /// First tags.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub tags: BTreeMap<String, bool>,
    /// The organisation's own fields.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub custom: BTreeMap<String, String>,
    /// The import that brings it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub import: Option<ImportId>,
}

/// A new owner, or none.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct CustomerMoved {
    /// The customer.
    pub customer: CustomerId,
    /// The new owner.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<PersonId>,
}

/// Tags added, and tags removed with the additions that were seen.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct CustomerTagged {
    /// The customer.
    pub customer: CustomerId,
    /// Tags to add.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub add: BTreeMap<String, bool>,
    /// Tags to remove: only the additions named here go.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    #[cfg_attr(feature = "schema", schema(value_type = BTreeMap<String, BTreeMap<String, bool>>))]
    pub remove: BTreeMap<String, Seen>,
}

/// A customer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct CustomerRef {
    /// The customer.
    pub customer: CustomerId,
}

/// A new task.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct TaskAssigned {
    /// What is to be done.
    pub title: String,
    /// What one should know about it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub details: String,
    /// Of what activity.
    pub activity: ActivityTypeId,
    /// Who does it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assignee: Option<PersonId>,
    /// Which team it is offered to, where nobody is named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub team: Option<TeamId>,
    /// Where.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub customer: Option<CustomerId>,
    /// The civil day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plan_day: Option<Date>,
    /// The time window.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub window: Option<Window>,
    /// How urgent.
    #[serde(default)]
    pub priority: Priority,
    /// What to tick off.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub checklist: BTreeMap<ItemId, Item>,
    /// The series that it is an occurrence of; its id is then derived.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub series: Option<SeriesId>,
    /// The import that brings it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub import: Option<ImportId>,
}

/// Another assignee, another team, or nobody.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct TaskReassigned {
    /// The task.
    pub task: TaskId,
    /// Who does it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assignee: Option<PersonId>,
    /// Which team it is offered to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub team: Option<TeamId>,
}

/// A task.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct TaskRef {
    /// The task.
    pub task: TaskId,
}

/// A report on a task's status.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct StatusReport {
    /// The task.
    pub task: TaskId,
    /// Why.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
    /// Where the device was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fix: Option<Fix>,
}

/// A line of a checklist, ticked or not.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct TaskChecked {
    /// The task.
    pub task: TaskId,
    /// The line.
    pub item: ItemId,
    /// Whether it is ticked now.
    #[serde(default)]
    pub done: bool,
}

/// An arrival.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct CheckedIn {
    /// Where: the customer that the rep chose.
    pub customer: CustomerId,
    /// Which of its sites.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub site: Option<SiteId>,
    /// For which task.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub task: Option<TaskId>,
    /// Where the device said it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fix: Option<Fix>,
}

/// A departure.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct CheckedOut {
    /// The visit.
    pub check_in: CheckInId,
    /// Where the device said it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fix: Option<Fix>,
}

/// A visit, or its end, taken back or brought back.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct CheckInWithdrawn {
    /// The visit.
    pub check_in: CheckInId,
    /// Why.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
}

/// A new note.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct NoteWritten {
    /// The note's id, given when its first letter was typed; the draft bears it already.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<NoteId>,
    /// About whom.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub customer: Option<CustomerId>,
    /// For which task.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub task: Option<TaskId>,
    /// Of what activity.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub activity: Option<ActivityTypeId>,
    /// What came of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<Outcome>,
    /// Whom one met.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub met: String,
    /// What was said.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub body: String,
    /// What comes next: makes exactly one task.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<NextStep>,
}

/// The task that follows from a note.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct NextStep {
    /// Its id, which rides in the change so that it is made once.
    pub task: TaskId,
    /// What is to be done.
    pub title: String,
    /// Of what activity.
    pub activity: ActivityTypeId,
    /// The civil day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plan_day: Option<Date>,
    /// How urgent.
    #[serde(default)]
    pub priority: Priority,
}

/// New words or fields of a note.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct NoteEdited {
    /// The note.
    pub note: NoteId,
    /// New values of plain fields; null clears.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    #[cfg_attr(feature = "schema", schema(value_type = BTreeMap<String, Value>))]
    pub set: Fields,
    /// New words, with the words they started from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<TextEdit>,
}

/// New words for a long text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct TextEdit {
    /// The hash of the text that the editor had opened.
    pub base: TextHash,
    /// The whole new text.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub body: String,
}

/// A note.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct NoteRef {
    /// The note.
    pub note: NoteId,
}

/// What a draft holds now.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct DraftSaved {
    /// The note that it will become, or that it edits.
    pub note: NoteId,
    /// About whom.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub customer: Option<CustomerId>,
    /// For which task.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub task: Option<TaskId>,
    /// What came of it so far.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<Outcome>,
    /// What is written so far.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub body: String,
}

/// A diary entry, settled.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct DiarySettled {
    /// The entry.
    pub entry: DiaryId,
    /// How; absent when it is open again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub settled: Option<Settled>,
}

/// Consent to a purpose.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct ConsentGiven {
    /// Whose consent: the author's own.
    pub person: PersonId,
    /// To what.
    pub purpose: Purpose,
    /// The version of the text that was shown, from 1.
    pub version: u32,
}

/// Consent no more.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct ConsentWithdrawn {
    /// Whose consent: the author's own.
    pub person: PersonId,
    /// To what.
    pub purpose: Purpose,
}

/// A new work period; it bears the change's id.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct WorkStarted {
    /// Whose: the author's own.
    pub person: PersonId,
    /// The civil day on which it begins, and to which all of it counts.
    pub day: Date,
    /// The clock that nobody can set.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ticks: Option<Ticks>,
}

/// A new break; it bears the change's id.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct WorkPaused {
    /// The work day.
    pub work_day: WorkDayId,
    /// The period.
    pub period: ChangeId,
    /// Whether it counts as worked.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub paid: bool,
    /// The clock that nobody can set.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ticks: Option<Ticks>,
}

/// The end of a break.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct WorkResumed {
    /// The work day.
    pub work_day: WorkDayId,
    /// The period.
    pub period: ChangeId,
    /// The break.
    pub pause: ChangeId,
    /// The clock that nobody can set.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ticks: Option<Ticks>,
}

/// The end of a work period.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct WorkEnded {
    /// The work day.
    pub work_day: WorkDayId,
    /// The period.
    pub period: ChangeId,
    /// The clock that nobody can set.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ticks: Option<Ticks>,
}

/// A step of a work day, or a correction, by the change that stated it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct WorkStepRef {
    /// The work day.
    pub work_day: WorkDayId,
    /// The step or correction.
    pub step: ChangeId,
}

/// Another end of a work period.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct WorkCorrectionAsked {
    /// The work day.
    pub work_day: WorkDayId,
    /// The period.
    pub period: ChangeId,
    /// When it ended, microseconds since 1970 (UTC).
    pub to: i64,
    /// Why.
    pub reason: String,
}

/// What a manager says to another end.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct WorkCorrectionSettled {
    /// The work day.
    pub work_day: WorkDayId,
    /// The correction, by the change that asked for it.
    pub correction: ChangeId,
    /// Whether it stands; absent when it is open again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub approved: Option<bool>,
    /// Why.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
}

/// A piece of a person's way.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct TrackRecorded {
    /// Whose: the author's own.
    pub person: PersonId,
    /// On which work day.
    pub work_day: WorkDayId,
    /// Where, by the time of the device's clock in microseconds since 1970 (UTC).
    #[serde(with = "times")]
    pub points: BTreeMap<i64, TrackPoint>,
    /// Set when something is missing between the piece before and this one.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub gap_before: bool,
}

/// A way, made coarse.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct TrackCoarsened {
    /// The way.
    pub track: TrackId,
    /// How coarse.
    pub to: Coarseness,
}

/// A visit's positions, made coarse.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct CheckInCoarsened {
    /// The visit.
    pub check_in: CheckInId,
    /// How coarse.
    pub to: Coarseness,
}

/// The positions in a task's reports, made coarse.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct TaskCoarsened {
    /// The task.
    pub task: TaskId,
    /// How coarse.
    pub to: Coarseness,
    /// Only reports up to this stamp, in microseconds.
    pub until: i64,
}

/// A look at a person's positions.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct LocationViewed {
    /// Whose positions.
    pub subject: PersonId,
    /// Who looked.
    pub viewer: PersonId,
    /// At what.
    pub what: Looked,
    /// The civil day, in the subject's zone.
    pub day: Date,
}

/// A new territory.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct TerritoryCreated {
    /// What people read.
    pub name: String,
}

/// A territory.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct TerritoryRef {
    /// The territory.
    pub territory: TerritoryId,
}

/// A person who comes into a territory.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct TerritoryPersonAdded {
    /// The territory.
    pub territory: TerritoryId,
    /// Who.
    pub person: PersonId,
}

/// A person who leaves a territory.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct TerritoryPersonRemoved {
    /// The territory.
    pub territory: TerritoryId,
    /// Who.
    pub person: PersonId,
    /// Only the additions named here go.
    #[cfg_attr(feature = "schema", schema(value_type = BTreeMap<String, bool>))]
    pub seen: Seen,
}

/// A new delegation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct DelegationGiven {
    /// The manager who is away.
    pub from: PersonId,
    /// Who stands in.
    pub to: PersonId,
    /// From when on, microseconds since 1970 (UTC).
    pub since: i64,
    /// Until when, likewise; no more at that moment.
    pub until: i64,
}

/// A delegation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct DelegationRef {
    /// The delegation.
    pub delegation: DelegationId,
}

/// A device.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct DeviceRef {
    /// The device.
    pub target: DeviceId,
}

/// The receipt of a device whose content was destroyed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct DeviceWiped {
    /// The device.
    pub target: DeviceId,
    /// How many changes were lost with it, because they had not been sent.
    #[serde(default)]
    pub unsent: u32,
}

/// A person.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct PersonRef {
    /// The person.
    pub person: PersonId,
}

/// A new template.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct TemplateSaved {
    /// What people read.
    pub name: String,
    /// Whose it is; that of every manager where no team is named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub team: Option<TeamId>,
    /// The tasks.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub tasks: BTreeMap<ItemId, TemplateTask>,
}

/// A template.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct TemplateRef {
    /// The template.
    pub template: TemplateId,
}

/// Something that waits for a manager.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct InboxEntry {
    /// What it is about: a task, a visit, a diary entry, a device, a work day, a refused change.
    pub about: RecordId,
    /// What it tells.
    pub tells: Matter,
    /// The change that brought it up, where one did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<ChangeId>,
    /// The moment since which it is so, where no change says it, microseconds since 1970 (UTC).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<i64>,
    /// Whose matter it is; the author's own where it is nobody's.
    pub person: PersonId,
}

impl InboxEntry {
    /// Returns the entry as it is put aside.
    #[must_use]
    pub fn dismissal(&self) -> Dismissal {
        Dismissal {
            about: self.about,
            tells: self.tells.clone(),
            of: self.of,
            since: self.since,
            person: self.person,
            dismissed: true,
        }
    }
}

impl<Id: Copy + Into<RecordId>> Edited<Id> {
    /// Returns the record's id.
    pub fn record(&self) -> RecordId {
        self.target.into()
    }
}
