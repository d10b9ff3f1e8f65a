//! A SQLite VFS that remembers every write and can fail on purpose.
//!
//! A workload runs over it like over any other VFS. Afterwards its [`Trace`] yields one
//! [`CrashPoint`] for each operation and each [`Tear`]: what a disk could hold had the power gone
//! at that moment. The model is calibrated against SQLite's own unix VFS: data is durable after
//! the file's sync; a directory entry after the first sync of a journal or log opened for
//! creation, or after a delete that asks for it. It tears and garbles sectors whose write was
//! never synced; it does not damage synced neighbours and does not reorder across synced files.
//!
//! Where to start: [`FaultVfs::register`]; `forward` is the C side, `record` what is remembered,
//! `inject` the faults, `replay` the disk after a cut.

#[expect(unsafe_code, reason = "a SQLite VFS is a table of C function pointers")]
mod forward;
mod inject;
mod record;
mod replay;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};

pub use inject::{Fault, FaultKind};
pub use record::Trace;
pub use replay::{CrashPoint, Damage, Images, Tear};

/// A registered fault VFS; dropping it takes its name away from SQLite and forgets its trace.
///
/// One folder belongs to one VFS: files are remembered by their last name alone.
pub struct FaultVfs {
    name: String,
    recorder: &'static record::Recorder,
    registration: forward::Registration,
}

impl FaultVfs {
    /// Registers a new VFS under a name of its own; `seed` only makes the name readable in logs.
    ///
    /// # Errors
    /// SQLite's code when it has no default VFS or refuses the registration; nothing stays behind.
    pub fn register(seed: u64) -> rusqlite::Result<Self> {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        let name = format!("fault-{seed}-{}", NEXT.fetch_add(1, Ordering::Relaxed));
        // Never freed: a connection that outlives the registration still points here.
        let recorder: &'static record::Recorder = Box::leak(Box::default());
        let registration = forward::Registration::new(&name, recorder)?;
        Ok(Self {
            name,
            recorder,
            registration,
        })
    }

    /// Names the VFS for opening a connection.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Puts a mark into the trace, such as "save 7 was acknowledged".
    pub fn mark(&self, label: impl Into<String>) {
        self.recorder.mark(label.into());
    }

    /// Arms a fault; operations are counted from this moment. An earlier one is disarmed.
    pub fn arm(&self, fault: Fault) {
        self.recorder.arm(Some(fault));
    }

    /// Disarms the fault that is armed, if any.
    pub fn disarm(&self) {
        self.recorder.arm(None);
    }

    /// Makes every later sync a lie: it answers success and nothing becomes durable.
    pub fn lie(&self) {
        self.recorder.lie();
    }

    /// Counts the faults that fired so far, by kind; kinds that never fired are absent.
    #[must_use]
    pub fn fired(&self) -> BTreeMap<FaultKind, u64> {
        self.recorder.fired()
    }

    /// Counts the operations seen so far that a fault of this kind could have struck.
    #[must_use]
    pub fn chances(&self, kind: FaultKind) -> u64 {
        self.recorder.chances(kind)
    }

    /// Copies what was remembered so far; the bytes are shared.
    #[must_use]
    pub fn trace(&self) -> Trace {
        self.recorder.trace()
    }
}

impl Drop for FaultVfs {
    fn drop(&mut self) {
        self.registration.withdraw();
        self.recorder.forget();
    }
}
