//! Delegations: somebody stands in for a manager who is away.

use serde::{Deserialize, Serialize};

use crate::id::PersonId;
use crate::stamp::Stamp;

/// For a while one person has, beside his own, the rights and the sight of a manager.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Delegation {
    /// The manager who is away.
    pub from: PersonId,
    /// Who stands in.
    pub to: PersonId,
    /// From when on, microseconds since 1970 (UTC).
    pub since: i64,
    /// Until when, likewise; no more at that moment.
    pub until: i64,
    /// Set when it ended early.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub ended: bool,
}

impl Delegation {
    /// Says whether it holds at a moment.
    #[must_use]
    pub fn holds(&self, now: Stamp) -> bool {
        !self.ended && self.since <= now.0 && now.0 < self.until
    }
}
