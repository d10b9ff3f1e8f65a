//! Typed ids. Ids are made where a thing is created; nothing is ever ordered by them.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! id {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl fmt::Debug for $name {
            fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(out, "{}({})", stringify!($name), self.0)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(out)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Uuid::parse_str(text).map($name)
            }
        }

        #[cfg(feature = "uniffi")]
        uniffi::custom_type!($name, String, {
            lower: |id| id.to_string(),
            try_lift: |text| Ok(text.parse()?),
        });
    )+};
}

macro_rules! record_id {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {
        id!($($(#[$doc])* $name),+);
        $(
            impl From<$name> for RecordId {
                fn from(id: $name) -> Self { RecordId(id.0) }
            }
            impl From<RecordId> for $name {
                fn from(id: RecordId) -> Self { $name(id.0) }
            }
        )+
    };
}

id!(
    /// Names one record of any kind.
    RecordId,
    /// Names one change for ever, whatever becomes of it.
    ChangeId,
    /// Names one life of a server's database.
    EpochId,
    /// Names one sync request; the reply echoes it.
    RequestId,
    /// Names one import, so that it can be undone.
    ImportId,
);

record_id!(
    /// Names an organisation, the tenant; its record bears the same id.
    OrganisationId,
    /// Names a kind of activity.
    ActivityTypeId,
    /// Names a repetition rule.
    SeriesId,
    /// Names a person.
    PersonId,
    /// Names a team.
    TeamId,
    /// Names a device that writes changes: a phone, a console session, an import.
    DeviceId,
    /// Names a customer.
    CustomerId,
    /// Names a site of a customer; unique within the customer.
    SiteId,
    /// Names a task.
    TaskId,
    /// Names an item of a task's checklist.
    ItemId,
    /// Names a check-in.
    CheckInId,
    /// Names a meeting note.
    NoteId,
    /// Names a draft.
    DraftId,
    /// Names a diary entry.
    DiaryId,
    /// Names a person's consent to a purpose.
    ConsentId,
    /// Names a person's work day.
    WorkDayId,
    /// Names a piece of a person's way.
    TrackId,
    /// Names a viewer's looks at a person's positions.
    LocationViewId,
    /// Names a territory.
    TerritoryId,
    /// Names a delegation.
    DelegationId,
    /// Names a template of plans.
    TemplateId,
    /// Names what a manager put aside.
    DismissalId,
);

impl From<ChangeId> for RecordId {
    /// A record's id is the id of the change that created it.
    fn from(id: ChangeId) -> Self {
        RecordId(id.0)
    }
}

impl From<RecordId> for ChangeId {
    /// The change that created a record bears the record's id, unless the record says otherwise.
    fn from(id: RecordId) -> Self {
        ChangeId(id.0)
    }
}

impl RecordId {
    /// Derives the id of a record that follows from another: UUIDv5 of (`self`, `name`).
    #[must_use]
    pub fn derived(self, name: &str) -> RecordId {
        RecordId(Uuid::new_v5(&self.0, name.as_bytes()))
    }
}

/// Makes a version 7 UUID of a wall clock in milliseconds and ten random bytes.
#[must_use]
pub fn from_time_and_random(millis: u64, random: &[u8; 10]) -> Uuid {
    uuid::Builder::from_unix_timestamp_millis(millis, random).into_uuid()
}

#[cfg(test)]
mod tests;
