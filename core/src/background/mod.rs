//! What the system is asked to do while nobody looks at the app.

/// The system's scheduler, handed in by the shell: WorkManager, or background tasks of iOS.
///
/// Both are called on whatever thread the app was called on, which holds no lock of the app's.
pub trait Background: Send + Sync {
    /// Asks for [`crate::app::App::woken`] in so many seconds or somewhat later, when there is a
    /// network; replaces what was asked for before.
    fn wake_in(&self, seconds: u64);

    /// Says that there is nothing to be woken for; what was asked for before is let go.
    fn rest(&self);
}

/// Lets the app sleep: for desks and demos, where it runs as long as it is needed.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoBackground;

impl Background for NoBackground {
    fn wake_in(&self, _: u64) {}

    fn rest(&self) {}
}
