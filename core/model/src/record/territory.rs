//! Territories: people who see the same customers, whatever their team.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::customer::TagAdds;
use crate::id::PersonId;

/// A part of the market and the people in it. Customers name theirs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Territory {
    /// What people read.
    pub name: String,
    /// Who is in it: an add-wins set, each person with the additions that stand.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    #[cfg_attr(feature = "schema", schema(value_type = BTreeMap<String, BTreeMap<String, bool>>))]
    pub people: BTreeMap<PersonId, TagAdds>,
    /// Set when it is no more; the record stays as a tombstone.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub removed: bool,
}

impl Territory {
    /// Says whether a person is in it.
    #[must_use]
    pub fn has(&self, person: PersonId) -> bool {
        !self.removed && self.people.contains_key(&person)
    }
}
