//! Kinds of activity: data, not code. A retired one still renders.

use serde::{Deserialize, Serialize};

use crate::id::{ActivityTypeId, OrganisationId, RecordId};

/// A kind of activity that a task or a note is of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct ActivityType {
    /// What people read.
    pub name: String,
    /// The place in lists; the least comes first.
    #[serde(default)]
    pub rank: i64,
    /// Set when it is no longer offered; records that name it still render.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub retired: bool,
}

/// The six that every organisation starts with: short name and what people read.
pub const BUILT_IN: [(&str, &str); 6] = [
    ("prospecting", "Prospecting"),
    ("cold_call", "Cold call"),
    ("demo", "Demo"),
    ("follow_up", "Follow-up"),
    ("closing", "Closing"),
    ("after_sales", "After-sales"),
];

/// Returns the id of a built-in kind in an organisation, the same wherever it is computed.
#[must_use]
pub fn built_in_id(organisation: OrganisationId, short_name: &str) -> ActivityTypeId {
    RecordId::from(organisation)
        .derived(&format!("activity_type/{short_name}"))
        .into()
}
