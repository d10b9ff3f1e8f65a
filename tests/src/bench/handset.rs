//! A real phone: the core as it is shipped, over real HTTP, its file in a folder of its own.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use outrider_core::app::{App, Config};
use outrider_core::transact::DraftContent;
use outrider_model::id::TaskId;
use serde::{Deserialize, Serialize};
use tempfile::TempDir;

use super::clock::Stopwatch;
use super::process::Meter;

/// The word by which the bench starts itself as a phone in a process of its own.
pub const WORD: &str = "handset";

/// A phone in this process.
pub struct Handset {
    /// The open profile.
    pub app: App,
    folder: TempDir,
}

/// What a phone in a process of its own is to do: its first sync.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Errand {
    /// The server's address.
    pub server: String,
    /// The one-time code.
    pub code: String,
    /// The profile's folder.
    pub folder: PathBuf,
}

/// What its first sync took.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub struct Took {
    /// Milliseconds from the tap to everything being there.
    pub wall_ms: f64,
    /// CPU time of the phone, in milliseconds.
    pub cpu_ms: f64,
    /// The most memory that the phone held, in KiB.
    pub peak_kib: f64,
    /// How many records came.
    pub records: u64,
    /// How many exchanges it took.
    pub exchanges: u64,
}

impl Handset {
    /// Opens a new profile and enrols it.
    ///
    /// # Panics
    /// When the server will not have the code.
    pub fn enrol(server: &str, code: &str) -> Handset {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        let app = open(folder.path());
        app.enrol(server, code).expect("a fresh code");
        Handset { app, folder }
    }

    /// The one file of the profile.
    pub fn file(&self) -> PathBuf {
        self.folder.path().join("outrider.db")
    }

    /// Syncs until there is nothing more to do.
    ///
    /// # Panics
    /// When anything fails on the way.
    pub fn sync(&self) -> u64 {
        let report = self.app.sync_now().expect("the store answers");
        assert_eq!(report.failure, None, "{report:?}");
        assert_eq!(report.verdicts.refused, 0, "{report:?}");
        report.received
    }

    /// One tap: completes a task.
    ///
    /// # Panics
    /// When it cannot be saved.
    pub fn complete(&self, task: TaskId) {
        let saved = self
            .app
            .complete_task(task, None)
            .expect("the task is here");
        assert!(saved.forecasts.is_empty(), "{:?}", saved.forecasts);
    }

    /// One tap: writes a note for a task.
    ///
    /// # Panics
    /// When it cannot be saved.
    pub fn note(&self, task: TaskId, body: &str) {
        let content = DraftContent {
            task: Some(task),
            body: body.to_owned(),
            ..DraftContent::default()
        };
        self.app.write_note(None, content, None).expect("a note");
    }
}

fn open(folder: &Path) -> App {
    App::open(Config::new(folder, "Europe/Berlin")).expect("a profile can be opened")
}

/// Does a first sync in a process of its own, so that its time, memory and CPU are its own.
///
/// # Panics
/// When that process fails.
pub fn first_sync(server: &str, code: &str, folder: &Path) -> Took {
    let errand = Errand {
        server: server.to_owned(),
        code: code.to_owned(),
        folder: folder.to_owned(),
    };
    let errand = serde_json::to_string(&errand).expect("text is JSON");
    let output = Command::new(std::env::current_exe().expect("a program knows its own path"))
        .args([WORD, &errand])
        .stdin(Stdio::null())
        .stderr(Stdio::inherit())
        .output()
        .expect("the bench can be started again");
    assert!(
        output.status.success(),
        "the phone failed: {}",
        output.status
    );
    serde_json::from_slice(&output.stdout).expect("what it took")
}

/// Does an errand in this process and gives what it took, as JSON.
///
/// # Panics
/// When anything fails: a bench of a phone that fails measures nothing.
pub fn run(errand: &str) -> String {
    let errand: Errand = serde_json::from_str(errand).expect("an errand");
    let app = open(&errand.folder);
    app.enrol(&errand.server, &errand.code)
        .expect("a fresh code");
    let (meter, watch) = (Meter::of_this(), Stopwatch::start());
    let report = app.sync_now().expect("the store answers");
    let wall_ms = watch.millis();
    assert_eq!(report.failure, None, "{report:?}");
    let took = Took {
        wall_ms,
        cpu_ms: meter.cpu(),
        peak_kib: meter.peak_memory(),
        records: report.received,
        exchanges: report.exchanges,
    };
    serde_json::to_string(&took).expect("numbers are JSON")
}
