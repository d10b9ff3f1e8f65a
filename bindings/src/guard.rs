//! Where panics end.

use std::panic::{AssertUnwindSafe, catch_unwind};

use outrider_core::error::{AppError, Error};

/// Does something; a panic comes out as [`AppError::Defect`]. The core's locks outlive a thread
/// that panicked, and a transaction that was not committed is rolled back.
pub(crate) fn guard<T>(work: impl FnOnce() -> Result<T, Error>) -> Result<T, AppError> {
    let guarded = AssertUnwindSafe(|| {
        #[cfg(feature = "planted-panic")]
        plant::go_off();
        work()
    });
    catch_unwind(guarded).map_or(Err(AppError::Defect), |done| done.map_err(AppError::from))
}

/// Tells a shell something that it cannot answer. Its own fault stays its own: the thread that
/// tells goes on to the next who wants to know.
pub(crate) fn tell(told: impl FnOnce()) {
    let _fault = caught(told);
}

/// Asks a shell something; nothing when it has a fault of its own, which was printed where it
/// happened.
pub(crate) fn caught<T>(asked: impl FnOnce() -> T) -> Option<T> {
    catch_unwind(AssertUnwindSafe(asked)).ok()
}

/// A panic in every call, for the tests of those who call.
#[cfg(feature = "planted-panic")]
mod plant {
    use std::sync::atomic::{AtomicBool, Ordering};

    static PLANTED: AtomicBool = AtomicBool::new(false);

    /// Has every call panic from now on, or none.
    #[uniffi::export]
    pub(crate) fn plant_panics(planted: bool) {
        PLANTED.store(planted, Ordering::SeqCst);
    }

    pub(super) fn go_off() {
        assert!(!PLANTED.load(Ordering::SeqCst), "planted");
    }
}
