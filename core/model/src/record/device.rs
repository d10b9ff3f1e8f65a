//! Devices: whatever writes changes in a person's name.

use serde::{Deserialize, Serialize};

use crate::id::PersonId;

/// A phone or another writer. Keys, tokens and the last sync stay on the server.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
    }
}
