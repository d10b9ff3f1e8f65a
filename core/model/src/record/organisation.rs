//! The tenant and its settings.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::series::Weekday;
use crate::stamp::Window;

/// Working hours: a window for each working day.
pub type Hours = BTreeMap<Weekday, Window>;

/// The tenant: what all its people share.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Organisation {
    /// Its name.
    pub name: String,
    /// The ISO 4217 code that its reports are in.
    pub currency: String,
    /// The IANA zone of its money periods.
    pub zone: String,
    /// When people usually work.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    #[cfg_attr(feature = "schema", schema(value_type = BTreeMap<String, Window>))]
    pub hours: Hours,
    /// The reasons that people choose from, by a short name.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub reasons: BTreeMap<String, Reason>,
}

/// A reason that can be chosen when something was not done as planned.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema), schema(as = OfferedReason))]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[cfg_attr(feature = "uniffi", uniffi(name = "OfferedReason"))]
pub struct Reason {
    /// What people read.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// Where it is offered.
    #[serde(rename = "use")]
    pub used_for: ReasonUse,
    /// Set when it is no longer offered; it still renders.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub retired: bool,
}

crate::words! {
    /// Where a reason is offered.
    #[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
    pub enum ReasonUse {
        /// When a rep declines a task.
        Declined = "declined",
        /// When a task was not done.
        NotDone = "not_done",
        /// When a manager closes a task.
        Closed = "closed",
    }
}
