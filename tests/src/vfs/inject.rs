//! Faults on purpose: which operation fails, when, and how often that happened.

use std::collections::BTreeMap;

use rusqlite::ffi;

/// An operation that a fault can strike.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Operation {
    Read,
    Write,
    Truncate,
    Sync,
}

/// What goes wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum FaultKind {
    /// A write finds the disk full after half of its bytes.
    Full,
    /// A read fails.
    ReadError,
    /// A write fails and writes nothing.
    WriteError,
    /// A sync fails and makes nothing durable.
    SyncError,
    /// A truncation fails and leaves the length.
    TruncateError,
    /// A read answers fewer bytes than asked, the rest zeroed as SQLite wants it.
    ShortRead,
}

impl FaultKind {
    /// Every kind, in the order of the enum.
    pub const ALL: [Self; 6] = [
        Self::Full,
        Self::ReadError,
        Self::WriteError,
        Self::SyncError,
        Self::TruncateError,
        Self::ShortRead,
    ];

    /// Names the kind as reports print it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::ReadError => "read_error",
            Self::WriteError => "write_error",
            Self::SyncError => "sync_error",
            Self::TruncateError => "truncate_error",
            Self::ShortRead => "short_read",
        }
    }

    pub(super) const fn operation(self) -> Operation {
        match self {
            Self::Full | Self::WriteError => Operation::Write,
            Self::ReadError | Self::ShortRead => Operation::Read,
            Self::SyncError => Operation::Sync,
            Self::TruncateError => Operation::Truncate,
        }
    }

    pub(super) const fn code(self) -> i32 {
        match self {
            Self::Full => ffi::SQLITE_FULL,
            Self::ReadError => ffi::SQLITE_IOERR_READ,
            Self::WriteError => ffi::SQLITE_IOERR_WRITE,
            Self::SyncError => ffi::SQLITE_IOERR_FSYNC,
            Self::TruncateError => ffi::SQLITE_IOERR_TRUNCATE,
            Self::ShortRead => ffi::SQLITE_IOERR_SHORT_READ,
        }
    }
}

/// A fault to arm: the `at`-th operation of its kind from now on fails, counted from 1.
#[derive(Debug, Clone, Copy)]
pub struct Fault {
    /// What goes wrong.
    pub kind: FaultKind,
    /// Which operation is struck first, counted from 1 when the fault is armed.
    pub at: u64,
    /// Whether every later operation of the kind fails too.
    pub sticky: bool,
}

/// The armed fault and the counts.
#[derive(Debug, Default)]
pub(super) struct Injector {
    armed: Option<Fault>,
    since_armed: u64,
    fired: BTreeMap<FaultKind, u64>,
    seen: BTreeMap<Operation, u64>,
}

impl Injector {
    pub(super) fn arm(&mut self, fault: Option<Fault>) {
        self.armed = fault;
        self.since_armed = 0;
    }

    /// Counts one operation and says whether it is to fail.
    pub(super) fn strike(&mut self, operation: Operation) -> Option<FaultKind> {
        *self.seen.entry(operation).or_default() += 1;
        let fault = self
            .armed
            .filter(|fault| fault.kind.operation() == operation)?;
        self.since_armed += 1;
        let struck = self.since_armed == fault.at || (fault.sticky && self.since_armed > fault.at);
        if !struck {
            return None;
        }
        *self.fired.entry(fault.kind).or_default() += 1;
        Some(fault.kind)
    }

    pub(super) fn fired(&self) -> BTreeMap<FaultKind, u64> {
        self.fired.clone()
    }

    pub(super) fn seen(&self, operation: Operation) -> u64 {
        self.seen.get(&operation).copied().unwrap_or_default()
    }
}
