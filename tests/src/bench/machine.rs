//! What the figures were measured on.

use std::fs;
use std::path::{Path, PathBuf};

use serde::Serialize;

/// The machine and the folder of a run.
#[derive(Debug, Clone, Serialize)]
pub struct Machine {
    /// How many threads run at once.
    pub cores: usize,
    /// How many wanted to run before the bench began, averaged over a minute.
    pub load: String,
    /// Where the databases stood.
    pub folder: PathBuf,
    /// The file system of that folder.
    pub file_system: String,
    /// Set when that file system is memory: syncs are then free, and every figure flatters.
    pub is_memory: bool,
}

impl Machine {
    /// Looks at the machine; databases will stand in the system's temporary folder.
    pub fn look() -> Machine {
        let folder = std::env::temp_dir();
        let file_system = file_system(&folder);
        let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
        Machine {
            cores: std::thread::available_parallelism().map_or(1, usize::from),
            load: load.split(' ').next().unwrap_or_default().to_owned(),
            is_memory: matches!(file_system.as_str(), "tmpfs" | "ramfs"),
            folder,
            file_system,
        }
    }
}

/// Names the type of the file system under a folder: that of the deepest mount above it.
fn file_system(folder: &Path) -> String {
    let folder = folder.canonicalize().unwrap_or(folder.to_owned());
    let mounts = fs::read_to_string("/proc/mounts").unwrap_or_default();
    let mount = mounts.lines().filter_map(|line| {
        let mut words = line.split(' ').skip(1);
        let (at, kind) = (words.next()?, words.next()?);
        folder.starts_with(at).then_some((at.len(), kind))
    });
    // Of two mounts on one place, the later one is seen.
    mount
        .max_by_key(|(length, _)| *length)
        .map_or("unknown".to_owned(), |(_, kind)| kind.to_owned())
}
