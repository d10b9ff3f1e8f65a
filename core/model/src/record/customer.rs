//! Customers and their sites.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::id::{ChangeId, ImportId, PersonId, SiteId, TerritoryId};
use crate::place::{Fence, Position};

/// The changes that added a tag and were not seen by one that removed it.
pub type TagAdds = BTreeMap<ChangeId, bool>;

/// A customer: who is visited.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Customer {
    /// The name on the door.
    pub name: String,
    /// The number in another system, by which imports find it again.
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
    /// The rep whose customer it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<PersonId>,
    /// The territory that it lies in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub territory: Option<TerritoryId>,
    /// Where it is.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub sites: BTreeMap<SiteId, Site>,
    /// Tags: an add-wins set.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    #[cfg_attr(feature = "schema", schema(value_type = BTreeMap<String, BTreeMap<String, bool>>))]
    pub tags: BTreeMap<String, TagAdds>,
    /// The organisation's own fields.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub custom: BTreeMap<String, String>,
    /// The import that brought it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub import: Option<ImportId>,
    /// Set when it was removed; the record stays as a tombstone.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub removed: bool,
}

/// A place of a customer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Site {
    /// What people call it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// Where it is.
    pub at: Position,
    /// How far around it counts as being there.
    pub fence: Fence,
}
