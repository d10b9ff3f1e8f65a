//! What can go wrong: [`Error`] inside, [`AppError`] for the shells.
//!
//! Inside, an error says what happened; it is turned once, at the door, into one of the few
//! variants outside, each of which means something to the person who holds the phone. Neither
//! carries what people wrote.

use outrider_model::canonical::Malformed;
use outrider_model::decide::{Code, Reproach};
use outrider_model::id::{ChangeId, RecordId};
use outrider_model::text::TextTooLong;
use outrider_model::wire::{ProblemCode, WireError};
use thiserror::Error as Derive;

/// What the functions of this crate return.
pub type Result<T> = std::result::Result<T, Error>;

/// What went wrong, for those who look inside.
#[derive(Debug, Derive)]
pub enum Error {
    /// The disk is full; nothing was written.
    #[error("the disk is full")]
    StorageFull,
    /// The disk or the file system failed; whether the last save stands is known after reopening.
    #[error("storage failed: {0}")]
    StorageFailed(String),
    /// The database is damaged.
    #[error("the database is damaged: {0}")]
    StorageDamaged(String),
    /// The database is sealed, and its key is gone or is another one; nothing was touched.
    #[error("the database is sealed: {0}")]
    Sealed(&'static str),
    /// The database was written by a newer version of the app; nothing was touched.
    #[error("the database has version {found}, this app knows {known}")]
    StorageNewer {
        /// The version of the file.
        found: i64,
        /// The newest version that this app knows.
        known: i64,
    },
    /// The write-ahead log could not be proven to be in force; the connection was closed.
    #[error("the write-ahead log is not in force: {0}")]
    NotDurable(&'static str),
    /// A statement failed for another reason: a defect.
    #[error("the database said: {0}")]
    Sql(String),
    /// Bytes are not what they should be.
    #[error(transparent)]
    Malformed(#[from] Malformed),
    /// A message of the server does not count.
    #[error(transparent)]
    Wire(#[from] WireError),
    /// A text is too long to be saved; nothing was written.
    #[error(transparent)]
    TooLong(#[from] TextTooLong),
    /// What was entered cannot be; nothing was written.
    #[error("refused before it was saved: {0:?}")]
    Refused(Reproach),
    /// The profile belongs to nobody yet.
    #[error("the profile is not enrolled")]
    NotEnrolled,
    /// The profile belongs to another person or organisation; nothing was touched.
    #[error("the profile belongs to somebody else")]
    OtherProfile,
    /// No such record here.
    #[error("no record {0}")]
    NoRecord(RecordId),
    /// No such change in the outbox, or none that this can be done with.
    #[error("no change {0} that waits for this")]
    NoChange(ChangeId),
    /// Nothing that could be undone.
    #[error("there is nothing to undo")]
    NothingToUndo,
    /// The server cannot be reached.
    #[error("the server cannot be reached: {0}")]
    Unreachable(String),
    /// The server said no to a request.
    #[error("the server said {0}")]
    Denied(ProblemCode),
    /// The text is no code of an old phone.
    #[error("no code of an old phone")]
    NoLabel,
    /// The parcel of an old phone cannot be opened with its code.
    #[error("the parcel cannot be opened with this code")]
    BadParcel,
    /// The new phone does not hold everything of this one.
    #[error("the new phone does not hold everything yet")]
    NotHandedOver,
    /// The key store failed.
    #[error("the key store failed: {0}")]
    Keystore(String),
    /// The folder of attachments failed.
    #[error("attachments failed: {0}")]
    Blobs(String),
}

/// What a shell tells the person.
#[derive(Clone, Debug, PartialEq, Eq, Derive)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Error))]
pub enum AppError {
    /// "Not saved: the phone is full."
    #[error("the phone is full")]
    StorageFull,
    /// "Not saved: the phone's storage failed. Restart the app."
    #[error("the phone's storage failed")]
    StorageFailed,
    /// "What is on this phone cannot be opened: its key is gone." To be given up, or left as it is.
    #[error("the key of the phone's data is gone")]
    KeyLost,
    /// "Update the app first."
    #[error("the data was written by a newer version of the app")]
    UpdateNeeded,
    /// "Too long", with how many bytes it has and may have.
    #[error("too long: {bytes} bytes, {allowed} are allowed")]
    TooLong {
        /// How many it has.
        bytes: u64,
        /// How many are allowed.
        allowed: u64,
    },
    /// "This cannot be", with the field.
    #[error("the field `{field}` cannot be that")]
    Invalid {
        /// Which field; empty when none alone is wrong.
        field: String,
    },
    /// "Sign in first."
    #[error("not signed in")]
    NotSignedIn,
    /// "It is not here any more."
    #[error("not found")]
    NotFound,
    /// "There is nothing to undo."
    #[error("nothing to undo")]
    NothingToUndo,
    /// "No connection."
    #[error("no connection")]
    Offline,
    /// "The code was used or is too old."
    #[error("the code was used or is too old")]
    CodeSpent,
    /// "The new phone does not hold everything yet."
    #[error("the new phone does not hold everything yet")]
    NotHandedOver,
    /// "The server refused."
    #[error("the server refused")]
    ServerRefused,
    /// "Something is wrong with the app."
    #[error("a defect")]
    Defect,
}

impl From<Error> for AppError {
    fn from(error: Error) -> Self {
        match error {
            Error::StorageFull => AppError::StorageFull,
            Error::StorageFailed(_)
            | Error::StorageDamaged(_)
            | Error::NotDurable(_)
            | Error::Blobs(_) => AppError::StorageFailed,
            Error::Sealed(_) => AppError::KeyLost,
            Error::StorageNewer { .. } => AppError::UpdateNeeded,
            Error::TooLong(TextTooLong { bytes }) => AppError::TooLong {
                bytes: bytes as u64,
                allowed: outrider_model::text::LIMIT as u64,
            },
            Error::Refused(Reproach { field, .. }) => AppError::Invalid { field },
            Error::NotEnrolled | Error::OtherProfile | Error::Keystore(_) => AppError::NotSignedIn,
            Error::NoRecord(_) | Error::NoChange(_) => AppError::NotFound,
            Error::NothingToUndo => AppError::NothingToUndo,
            Error::NoLabel | Error::BadParcel => AppError::Invalid {
                field: "code".to_owned(),
            },
            Error::NotHandedOver => AppError::NotHandedOver,
            Error::Unreachable(_) | Error::Wire(_) => AppError::Offline,
            Error::Denied(code) => denied(&code),
            Error::Sql(_) | Error::Malformed(_) => AppError::Defect,
        }
    }
}

fn denied(code: &ProblemCode) -> AppError {
    match code {
        ProblemCode::Unauthenticated | ProblemCode::Reauthenticate => AppError::NotSignedIn,
        ProblemCode::CodeSpent => AppError::CodeSpent,
        ProblemCode::Unavailable | ProblemCode::TooMany => AppError::Offline,
        ProblemCode::NotFound => AppError::NotFound,
        ProblemCode::Forbidden
        | ProblemCode::Malformed
        | ProblemCode::Invalid
        | ProblemCode::TooLarge
        | ProblemCode::UnsupportedMedia
        | ProblemCode::Conflict
        | ProblemCode::Revoked
        | ProblemCode::Internal
        | ProblemCode::Unknown(_) => AppError::ServerRefused,
    }
}

impl Error {
    /// Says no to what was entered, before anything is saved.
    #[must_use]
    pub fn refused(code: Code, field: &str) -> Error {
        Error::Refused(Reproach {
            code,
            field: field.to_owned(),
        })
    }
}
