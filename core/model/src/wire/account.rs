//! Enrolment of a phone, its tokens, and how a server says no.
//!
//! Keys are uncompressed points of P-256 (SEC 1), proofs are ECDSA signatures with SHA-256 (ASN.1
//! DER), both in base64url without padding. What a proof is made over stands in [`super::proof`].

use serde::{Deserialize, Serialize};

use crate::id::{DeviceId, OrganisationId, PersonId};

/// Exchanges a one-time code for a session: `POST /v1/enrol`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct EnrolRequest {
    /// The one-time code.
    pub code: String,
    /// What the owner calls the device.
    pub device_name: String,
    /// The public key that the phone made for this.
    #[serde(default)]
    pub key: String,
    /// Shows that the phone has the key: over [`super::proof::enrol`].
    #[serde(default)]
    pub proof: String,
}

/// A session for a phone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct EnrolReply {
    /// The bearer token of the session, good for minutes; kept in the phone's key store.
    pub token: String,
    /// For how many seconds it is good.
    #[serde(default)]
    pub lasts: u32,
    /// What brings the next token, once; kept in the phone's key store.
    #[serde(default)]
    pub refresh: String,
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
    /// The person's phone that synced last before this one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub former: Option<FormerPhone>,
}

/// An earlier phone: what it had not sent by then is not on the server.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct FormerPhone {
    /// Which.
    pub device: DeviceId,
    /// What its owner called it.
    pub name: String,
    /// When it synced last, microseconds since 1970 (UTC).
    pub last_sync: i64,
    /// How much waited on it unsent, as it said then.
    #[serde(default)]
    pub waiting: u64,
}

/// Exchanges a refresh token for the next two tokens: `POST /v1/token`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct TokenRequest {
    /// The newest refresh token.
    pub refresh: String,
    /// Random letters, the same whenever this exchange is tried again.
    pub nonce: String,
    /// Shows that the phone has the key: over [`super::proof::refresh`].
    pub proof: String,
}

/// The next two tokens.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct TokenReply {
    /// The bearer token.
    pub token: String,
    /// For how many seconds it is good.
    pub lasts: u32,
    /// What brings the next ones.
    pub refresh: String,
}

/// Asks for a device of its own for a phone that shares one with its copy: `POST /v1/remint`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct RemintRequest {
    /// A public key made for this, the same whenever this exchange is tried again.
    pub key: String,
    /// Shows that the phone has the new key: over [`super::proof::remint`].
    pub proof: String,
    /// Shows that it has the present one: the same by that key.
    pub present: String,
}

/// The new device with its first tokens.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct RemintReply {
    /// The device.
    pub device: DeviceId,
    /// The bearer token.
    pub token: String,
    /// For how many seconds it is good.
    pub lasts: u32,
    /// What brings the next ones.
    pub refresh: String,
}

/// Says that a phone destroys its content now: `POST /v1/wiped`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct WipedRequest {
    /// How many changes and drafts go with it because they could not be sent.
    #[serde(default)]
    pub unsent: u32,
}

/// An error as `application/problem+json` (RFC 9457) with a stable code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
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
    /// With `revoked`: how many of the request's changes, from the first, need not be sent again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quarantined: Option<u64>,
    /// With `revoked`: whether the phone is to destroy its content once everything is handed over.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub wipe: bool,
}

crate::words! {
    /// Why a request was not served; stable for ever.
    pub enum ProblemCode {
        /// No session, or one that has ended.
        Unauthenticated = "unauthenticated",
        /// The session may not do this.
        Forbidden = "forbidden",
        /// Whoever asks has to prove anew who he is.
        Reauthenticate = "reauthenticate",
        /// The person or the phone was revoked: what is sent is kept apart, and nothing is served.
        Revoked = "revoked",
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
