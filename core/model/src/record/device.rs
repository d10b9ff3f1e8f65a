//! Devices: whatever writes changes in a person's name.

use serde::{Deserialize, Serialize};

use crate::id::PersonId;
use crate::stamp::Stamp;

/// A phone or another writer. Keys, tokens and the last sync stay on the server.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Device {
    /// Whose it is.
    pub person: PersonId,
    /// What it is.
    #[serde(rename = "is")]
    pub is: DeviceKind,
    /// The name that its owner reads.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// Set when it may sync no more.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub revoked: bool,
    /// Set while its content is to be destroyed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wipe: Option<Wipe>,
    /// Set once its content was destroyed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wiped: Option<Wiped>,
}

/// The word that a device's content is to be destroyed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Wipe {
    /// Who asked for it.
    pub asked_by: PersonId,
    /// When.
    pub at: Stamp,
}

/// The receipt of a device whose content was destroyed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Wiped {
    /// When.
    pub at: Stamp,
    /// How many changes were lost with it, because they had not been sent.
    #[serde(default)]
    pub unsent: u32,
}

crate::words! {
    /// What kind of writer a device is. Only phones number their changes.
    pub enum DeviceKind {
        /// A phone with an outbox.
        Phone = "phone",
        /// A manager's console session.
        Console = "console",
        /// The server itself: what follows from a rule, the command line, imports.
        System = "system",
        /// A program that acts for a person by a token.
        Tool = "tool",
    }
}
