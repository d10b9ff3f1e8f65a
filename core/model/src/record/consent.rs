//! Consent: what a person agreed to, in which words, and whether it still holds.

use serde::{Deserialize, Serialize};

use crate::id::{ConsentId, PersonId, RecordId};
use crate::stamp::Civil;

/// What a person agreed to, or agrees to no more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Consent {
    /// Who.
    pub person: PersonId,
    /// To what.
    pub purpose: Purpose,
    /// The version of the text that was shown when it was last given; 0 when it never was.
    #[serde(default)]
    pub version: u32,
    /// Whether it holds.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub given: bool,
    /// When it was given or withdrawn, as the device showed it.
    pub civil: Civil,
}

crate::words! {
    /// What consent is asked for.
    #[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
    pub enum Purpose {
        /// Positions while a work period is open.
        OnDutyLocation = "on_duty_location",
        /// Speech that becomes text.
        Dictation = "dictation",
    }
}

/// Returns the id of a person's consent to a purpose, the same wherever it is computed.
#[must_use]
pub fn consent_id(person: PersonId, purpose: &Purpose) -> ConsentId {
    RecordId::from(person)
        .derived(&format!("consent/{purpose}"))
        .into()
}
