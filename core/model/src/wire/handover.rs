//! What goes from an old phone to a new one of the same person: sealed by the old phone with a key
//! that only its screen shows, kept by the server for a day without being able to read it.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Leaves a sealed parcel: `POST /v1/handovers`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct HandoverRequest {
    /// Names the parcel; the same again takes its place.
    pub handover: Uuid,
    /// What only the two phones can read, in base64url without padding.
    pub sealed: String,
}

/// How the new phone comes to the parcel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct HandoverReply {
    /// A one-time code by which the new phone is enrolled for the same person.
    pub code: String,
    /// Until when code and parcel are kept, microseconds since 1970 (UTC).
    pub expires: i64,
}

/// A parcel: `GET /v1/handovers/{id}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct HandoverParcel {
    /// What only the two phones can read, in base64url without padding; empty once it was taken.
    pub sealed: String,
    /// When the new phone said that it holds everything, microseconds since 1970 (UTC).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub taken: Option<i64>,
}
