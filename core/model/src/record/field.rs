//! The fields that changes write, and the rule by which two writers of one field are reconciled.

use serde::{Deserialize, Serialize};

use super::Kind;

/// Names a field of a record; a path goes through objects by `/`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(transparent)]
pub struct Field(String);

impl Field {
    /// Names a field.
    #[must_use]
    pub fn new(name: &str) -> Field {
        Field(name.to_owned())
    }

    /// Returns the name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&str> for Field {
    fn from(name: &str) -> Self {
        Field::new(name)
    }
}

/// What happens when two people wrote a field, neither having seen the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Merge {
    /// The greatest (stamp, change id) wins, whatever the order of arrival.
    Latest,
    /// The last manager's write stands; a rep's counts only if he saw it.
    Plan,
}

const CUSTOMER: &[&str] = &["name", "phone", "email", "address", "about", "code"];
const TASK: &[&str] = &["title", "details", "activity"];
const PLAN: &[&str] = &["plan_day", "window", "priority"];
const NOTE: &[&str] = &["outcome", "activity", "met"];
const ORGANISATION: &[&str] = &["name", "currency", "zone"];
const ACTIVITY: &[&str] = &["name", "retired", "rank"];
const SERIES: &[&str] = &["title", "activity", "priority", "window", "until"];
const PERSON: &[&str] = &["name", "zone", "role", "team", "revoked"];
const TEAM: &[&str] = &["name", "parent"];
const TERRITORY: &[&str] = &["name"];
const TEMPLATE: &[&str] = &["name"];
const DEVICE: &[&str] = &["name", "revoked"];

/// Returns the fields of a kind that an edit may write, apart from plan fields.
#[must_use]
pub fn plain_fields(kind: &Kind) -> &'static [&'static str] {
    match kind {
        Kind::Organisation => ORGANISATION,
        Kind::ActivityType => ACTIVITY,
        Kind::Series => SERIES,
        Kind::Person => PERSON,
        Kind::Team => TEAM,
        Kind::Device => DEVICE,
        Kind::Customer => CUSTOMER,
        Kind::Task => TASK,
        Kind::Note => NOTE,
        Kind::Territory => TERRITORY,
        Kind::Template => TEMPLATE,
        Kind::CheckIn
        | Kind::Draft
        | Kind::Diary
        | Kind::Consent
        | Kind::WorkDay
        | Kind::Track
        | Kind::LocationView
        | Kind::Delegation
        | Kind::Dismissal
        | Kind::Unknown(_) => &[],
    }
}

/// Returns how two writers of a field of a kind are reconciled, or `None` for a field that no
/// edit may write. Collections are by path: `custom/…`, `hours/…`, `reasons/…`, `sites/…`,
/// `tasks/…`.
#[must_use]
pub fn field_rule(kind: &Kind, field: &Field) -> Option<Merge> {
    let name = field.as_str();
    if plain_fields(kind).contains(&name) {
        return Some(Merge::Latest);
    }
    let (collection, key) = name.split_once('/').unwrap_or((name, ""));
    let is_item = !key.is_empty() && !key.contains('/');
    match kind {
        Kind::Task if PLAN.contains(&name) => Some(Merge::Plan),
        Kind::Customer if name == "territory" => Some(Merge::Plan),
        Kind::Customer if is_item && matches!(collection, "custom" | "sites") => {
            Some(Merge::Latest)
        }
        Kind::Organisation if is_item && matches!(collection, "hours" | "reasons") => {
            Some(Merge::Latest)
        }
        Kind::Person if is_item && collection == "hours" => Some(Merge::Latest),
        Kind::Template if is_item && collection == "tasks" => Some(Merge::Latest),
        Kind::Organisation
        | Kind::ActivityType
        | Kind::Series
        | Kind::Person
        | Kind::Team
        | Kind::Device
        | Kind::Customer
        | Kind::Task
        | Kind::CheckIn
        | Kind::Note
        | Kind::Draft
        | Kind::Diary
        | Kind::Consent
        | Kind::WorkDay
        | Kind::Track
        | Kind::LocationView
        | Kind::Territory
        | Kind::Delegation
        | Kind::Template
        | Kind::Dismissal
        | Kind::Unknown(_) => None,
    }
}
