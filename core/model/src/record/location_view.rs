//! Who looked at where somebody was: a ledger that the person himself reads.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::id::{LocationViewId, PersonId, RecordId};
use crate::stamp::Stamp;

/// One viewer's looks at one person's positions on one day. Only the server writes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct LocationView {
    /// Whose positions.
    pub subject: PersonId,
    /// Who looked.
    pub viewer: PersonId,
    /// At what.
    pub what: Looked,
    /// The civil day, in the subject's zone, on which he looked.
    pub day: Date,
    /// The first look.
    pub first: Stamp,
    /// The last look.
    pub last: Stamp,
    /// How many looks.
    pub times: i64,
}

crate::words! {
    /// What somebody looked at.
    #[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
    pub enum Looked {
        /// The last known position.
        Position = "position",
        /// A day's way.
        Track = "track",
        /// A visit with its position.
        CheckIn = "check_in",
        /// A timeline that holds positions.
        Timeline = "timeline",
        /// A file that holds positions.
        Export = "export",
    }
}

/// Returns the id of a viewer's looks at a person's positions on a day, the same wherever it is
/// computed.
#[must_use]
pub fn location_view_id(
    subject: PersonId,
    viewer: PersonId,
    what: &Looked,
    day: Date,
) -> LocationViewId {
    RecordId::from(subject)
        .derived(&format!("view/{viewer}/{what}/{day}"))
        .into()
}
