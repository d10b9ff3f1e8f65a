//! People and teams. Login, e-mail and password are no record: they stay on the server.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::organisation::Hours;
use crate::id::TeamId;

/// A person who works in the organisation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Person {
    /// Full name.
    pub name: String,
    /// What the person may do.
    pub role: Role,
    /// The team that the person belongs to or leads.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub team: Option<TeamId>,
    /// The IANA zone of the person's day plan.
    pub zone: String,
    /// Working hours, where they differ from the organisation's.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    #[cfg_attr(feature = "schema", schema(value_type = std::collections::BTreeMap<String, crate::stamp::Window>))]
    pub hours: Hours,
    /// Set when the person works here no more.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub revoked: bool,
    /// Set when everything personal was taken out; the record stays for the figures.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub erased: bool,
}

/// What stands in place of the name of somebody who was erased.
pub const ERASED_NAME: &str = "—";

/// A team; teams form a tree.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Team {
    /// Its name.
    pub name: String,
    /// The team above.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<TeamId>,
}

crate::words! {
    /// What a person may do.
    #[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
    pub enum Role {
        /// Works in the field.
        Rep = "rep",
        /// Plans for the people of a team and of the teams below it.
        Manager = "manager",
        /// Runs the organisation.
        Admin = "admin",
    }
}
