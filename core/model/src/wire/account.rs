//! Enrolment of a phone, and how a server says no.

use serde::{Deserialize, Serialize};

use crate::id::{DeviceId, OrganisationId, PersonId};

/// Exchanges a one-time code for a session: `POST /v1/enrol`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EnrolRequest {
    /// The one-time code.
    pub code: String,
    /// What the owner calls the device.
    pub device_name: String,
}

/// A session for a phone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EnrolReply {
    /// The bearer token of the session; kept in the phone's key store.
    pub token: String,
    /// The organisation.
    pub organisation: OrganisationId,
    /// Its name.
    pub organisation_name: String,
    /// Whose phone it is.
    pub person: PersonId,
    /// The person's name.
    pub person_name: String,
    /// The device that the session belongs to.
    pub device: DeviceId,
}

/// An error as `application/problem+json` (RFC 9457) with a stable code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// A stable name of the kind of problem.
    #[serde(rename = "type")]
    pub kind: String,
    /// The same, as a word for programs.
    pub code: ProblemCode,
    /// What people read.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// What is wrong here, without anything secret.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub detail: String,
    /// The field or line that is wrong, where one is.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub field: String,
    /// The request's id in the server's log.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub request: String,
}

crate::words! {
    /// Why a request was not served; stable for ever.
    pub enum ProblemCode {
        /// No session, or one that has ended.
        Unauthenticated = "unauthenticated",
        /// The session may not do this.
        Forbidden = "forbidden",
        /// Nothing here under this name, or nothing that this session may see.
        NotFound = "not_found",
        /// The request is not of the expected form.
        Malformed = "malformed",
        /// A value is not valid; the field is named.
        Invalid = "invalid",
        /// The request is larger than is read.
        TooLarge = "too_large",
        /// The content type or encoding is none that is read.
        UnsupportedMedia = "unsupported_media",
        /// Too many attempts; try again later.
        TooMany = "too_many",
        /// The code was used, or is too old, or never was.
        CodeSpent = "code_spent",
        /// It clashes with what is there.
        Conflict = "conflict",
        /// The server cannot serve now; try again later.
        Unavailable = "unavailable",
        /// The server failed; it is not the request's fault.
        Internal = "internal",
    }
}
