//! The door to Kotlin, Swift and Python. It decides nothing: every function hands on to the core.
//!
//! Where to start: [`Phone`] is an open profile; `screens` shows, `taps` writes. Views, words and
//! errors cross as they stand in the core and the model, which carry their own scaffolding, so that
//! each language sees three packages. `cargo xtask bindings` generates them.
//!
//! Every call is synchronous. No panic crosses: it comes out as [`AppError::Defect`], and what was
//! not saved then is as it was before. No lock is held while an [`Observer`] is told.

mod config;
mod guard;
mod phone;
mod screens;
mod seams;
mod taps;

use jiff::civil::Date;
use outrider_core::app::{App, Scanned};
use outrider_core::error::AppError;

pub use config::PhoneConfig;
pub use phone::Phone;
pub use seams::{Background, DeviceClock, FreeSpace, KeystoreError, Observer, SecretStore};

uniffi::setup_scaffolding!();
uniffi::use_remote_type!(outrider_model::Date);

/// What a call through the door returns.
type Result<T> = std::result::Result<T, AppError>;

/// Returns the version of the core that stands behind the door.
///
/// # Errors
/// [`AppError::Defect`] when it panics.
#[uniffi::export]
pub fn core_version() -> Result<String> {
    guard::guard(|| Ok(outrider_core::VERSION.to_owned()))
}

/// Says what a text is that was scanned or copied: a code that enrols, or an old phone's label.
///
/// # Errors
/// [`AppError::Invalid`] of `code` for every other text.
#[uniffi::export]
pub fn read_label(text: String) -> Result<Scanned> {
    guard::guard(|| App::read_label(&text))
}

/// Destroys what is left of a profile that cannot be opened any more, its key being gone, so that
/// the next opening begins with an empty one.
///
/// # Errors
/// Those of [`App::give_up`]; the next opening then goes on with it.
#[uniffi::export]
pub fn give_up(config: PhoneConfig) -> Result<()> {
    guard::guard(|| App::give_up(&config.into()))
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_door_tells_the_version_of_the_core() {
        assert_eq!(super::core_version().unwrap(), env!("CARGO_PKG_VERSION"));
    }
}
