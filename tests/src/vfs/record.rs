//! What the VFS remembers: every operation in its order, with bytes.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::inject::{Fault, FaultKind, Injector, Operation};
use super::replay::Images;

/// A file as the trace knows it; a name used again after a delete is another file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct FileId(u32);

/// One remembered step.
#[derive(Debug, Clone)]
pub(super) enum Event {
    /// A file stood there before the VFS first saw it; it is durable as found.
    Found {
        file: FileId,
        name: String,
        bytes: Arc<[u8]>,
    },
    Create {
        file: FileId,
        name: String,
    },
    Write {
        file: FileId,
        offset: usize,
        bytes: Arc<[u8]>,
    },
    Truncate {
        file: FileId,
        length: usize,
    },
    /// `directory` says that the folder's entries became durable too.
    Sync {
        file: FileId,
        directory: bool,
    },
    Delete {
        name: String,
        directory: bool,
    },
    Mark(String),
}

/// Everything a workload did to its files, in order, with its marks.
#[derive(Debug, Clone, Default)]
pub struct Trace {
    pub(super) events: Vec<Event>,
}

impl Trace {
    /// Counts the operations, marks apart.
    #[must_use]
    pub fn operations(&self) -> usize {
        self.events
            .iter()
            .filter(|event| !matches!(event, Event::Mark(_) | Event::Found { .. }))
            .count()
    }

    /// Walks over every crash point: each operation, each tear; the seed fixes all choices.
    #[must_use]
    pub fn images(&self, seed: u64) -> Images<'_> {
        Images::new(self, seed)
    }
}

#[derive(Debug, Default)]
struct Memory {
    trace: Trace,
    names: BTreeMap<String, FileId>,
    files: u32,
    injector: Injector,
    lying: bool,
}

impl Memory {
    fn file(&mut self, name: &str) -> FileId {
        let file = FileId(self.files);
        self.files += 1;
        self.names.insert(name.to_owned(), file);
        file
    }
}

/// The state behind one VFS, shared by all of its open files.
#[derive(Debug, Default)]
pub(super) struct Recorder {
    memory: Mutex<Memory>,
}

impl Recorder {
    fn memory(&self) -> MutexGuard<'_, Memory> {
        self.memory.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn push(&self, event: Event) {
        self.memory().trace.events.push(event);
    }

    /// Says which file a name stands for, once the VFS has met it.
    pub(super) fn known(&self, name: &str) -> Option<FileId> {
        self.memory().names.get(name).copied()
    }

    pub(super) fn found(&self, name: &str, bytes: &[u8]) -> FileId {
        let mut memory = self.memory();
        let file = memory.file(name);
        memory.trace.events.push(Event::Found {
            file,
            name: name.to_owned(),
            bytes: bytes.into(),
        });
        file
    }

    pub(super) fn created(&self, name: &str) -> FileId {
        let mut memory = self.memory();
        let file = memory.file(name);
        memory.trace.events.push(Event::Create {
            file,
            name: name.to_owned(),
        });
        file
    }

    pub(super) fn deleted(&self, name: &str, directory: bool) {
        let mut memory = self.memory();
        memory.names.remove(name);
        let directory = directory && !memory.lying;
        memory.trace.events.push(Event::Delete {
            name: name.to_owned(),
            directory,
        });
    }

    /// Runs a write and remembers it as one step, so that the trace has the order of the disk.
    pub(super) fn write(
        &self,
        file: FileId,
        offset: usize,
        bytes: &[u8],
        run: impl FnOnce() -> i32,
    ) -> i32 {
        let mut memory = self.memory();
        let code = run();
        if code == rusqlite::ffi::SQLITE_OK {
            memory.trace.events.push(Event::Write {
                file,
                offset,
                bytes: bytes.into(),
            });
        }
        code
    }

    pub(super) fn truncate(&self, file: FileId, length: usize, run: impl FnOnce() -> i32) -> i32 {
        let mut memory = self.memory();
        let code = run();
        if code == rusqlite::ffi::SQLITE_OK {
            memory.trace.events.push(Event::Truncate { file, length });
        }
        code
    }

    pub(super) fn synced(&self, file: FileId, directory: bool) {
        let mut memory = self.memory();
        if !memory.lying {
            memory.trace.events.push(Event::Sync { file, directory });
        }
    }

    pub(super) fn mark(&self, label: String) {
        self.push(Event::Mark(label));
    }

    pub(super) fn strike(&self, operation: Operation) -> Option<FaultKind> {
        self.memory().injector.strike(operation)
    }

    pub(super) fn arm(&self, fault: Option<Fault>) {
        self.memory().injector.arm(fault);
    }

    pub(super) fn lie(&self) {
        self.memory().lying = true;
    }

    pub(super) fn fired(&self) -> BTreeMap<FaultKind, u64> {
        self.memory().injector.fired()
    }

    pub(super) fn chances(&self, kind: FaultKind) -> u64 {
        self.memory().injector.seen(kind.operation())
    }

    pub(super) fn trace(&self) -> Trace {
        self.memory().trace.clone()
    }

    pub(super) fn forget(&self) {
        *self.memory() = Memory::default();
    }
}
