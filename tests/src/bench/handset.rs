//! A real phone: the core as it is shipped, over real HTTP, its file in a folder of its own.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use outrider_core::app::{App, Config};
use outrider_core::query::CustomerFilter;
use outrider_core::transact::DraftContent;
use outrider_model::id::TaskId;
use serde::{Deserialize, Serialize};
use tempfile::TempDir;

use super::clock::Stopwatch;
use super::process::Meter;

/// The word by which the bench starts itself as a phone in a process of its own.
pub const WORD: &str = "handset";

/// The word by which the bench starts itself as a phone that its owner takes up.
pub const TAKEN_UP: &str = "taken-up";

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

/// What it took a phone to show what its owner looks at first, and then everything else.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub struct Shown {
    /// Milliseconds from the beginning of the process's own work to the open profile.
    pub open_ms: f64,
    /// Milliseconds from there to the first screen's content.
    pub today_ms: f64,
    /// Memory that was held at its most until then, in KiB.
    pub first_kib: f64,
    /// Milliseconds of the slowest of the other screens.
    pub slowest_ms: f64,
    /// Memory that was held at its most until all screens were shown, in KiB.
    pub all_kib: f64,
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

/// Opens a profile in a process of its own and looks at its screens.
///
/// # Panics
/// When that process fails.
pub fn take_up(folder: &Path) -> Shown {
    let output = Command::new(std::env::current_exe().expect("a program knows its own path"))
        .arg(TAKEN_UP)
        .arg(folder)
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

/// Opens the profile in this process, looks at its screens, and gives what it took, as JSON.
///
/// # Panics
/// When a screen fails.
pub fn look(folder: &Path) -> String {
    let (meter, watch) = (Meter::of_this(), Stopwatch::start());
    let app = open(folder);
    let open_ms = watch.millis();
    app.today_view(None).expect("the first screen");
    let today_ms = watch.millis() - open_ms;
    let first_kib = meter.peak_memory();
    let here = outrider_model::place::Position::new(525_200_000, 134_050_000).expect("Berlin");
    let screens: [&dyn Fn() -> outrider_core::error::Result<()>; 8] = [
        &|| {
            app.customers_view(&CustomerFilter::default(), Some(here))
                .map(drop)
        },
        &|| app.near_me_view(here).map(drop),
        &|| app.map_view(None, Some(here)).map(drop),
        &|| app.search_view("the").map(drop),
        &|| app.sync_view().map(drop),
        &|| app.work_view().map(drop),
        &|| app.my_data_view().map(drop),
        &|| app.settings_view().map(drop),
    ];
    let mut slowest_ms = 0_f64;
    for screen in screens {
        let watch = Stopwatch::start();
        screen().expect("a screen");
        slowest_ms = slowest_ms.max(watch.millis());
    }
    let shown = Shown {
        open_ms,
        today_ms,
        first_kib,
        slowest_ms,
        all_kib: meter.peak_memory(),
    };
    serde_json::to_string(&shown).expect("numbers are JSON")
}
