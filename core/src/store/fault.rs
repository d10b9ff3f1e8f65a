//! What SQLite's errors mean here.

use rusqlite::ErrorCode;

use crate::error::Error;

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        let text = error.to_string();
        match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Error::StorageFull,
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => {
                Error::StorageDamaged(text)
            }
            Some(
                ErrorCode::SystemIoFailure
                | ErrorCode::CannotOpen
                | ErrorCode::ReadOnly
                | ErrorCode::PermissionDenied
                | ErrorCode::OutOfMemory
                | ErrorCode::DatabaseBusy
                | ErrorCode::DatabaseLocked
                | ErrorCode::FileLockingProtocolFailed
                | ErrorCode::NoLargeFileSupport,
            ) => Error::StorageFailed(text),
            Some(_) | None => Error::Sql(text),
        }
    }
}

impl Error {
    /// Says whether the connection must be closed and opened anew before it is used again: after
    /// a failed write or sync SQLite's view of the file and the file may differ.
    pub(super) fn wants_reopening(&self) -> bool {
        matches!(
            self,
            Error::StorageFailed(_) | Error::StorageDamaged(_) | Error::NotDurable(_)
        )
    }
}
