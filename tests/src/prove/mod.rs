//! The first proofs: what the phone has called saved is there after a power cut at any operation
//! of the disk, a kill at any moment, and a disk that is full or fails.
//!
//! Where to start: [`run`]; `power_cut`, `kill` and `disk_full` are the proofs, `thumb` what is
//! done to a `phone`, `office` who answers it, `picture`, `book` and `verify` what must be true
//! afterwards. Nothing here asks the core whether it is right: files are read beside it.

mod book;
mod disk_full;
mod kill;
mod office;
mod phone;
mod picture;
mod power_cut;
mod report;
#[cfg(test)]
mod tests;
mod thumb;
mod verify;

use std::path::Path;

use tempfile::TempDir;

pub use kill::{SAVER, save_until_killed};
pub use report::Report;

/// Which proof.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Proof {
    /// The power goes.
    PowerCut,
    /// The process is killed.
    Kill,
    /// The disk is full or fails.
    DiskFull,
}

/// How a proof is run.
#[derive(Debug, Clone)]
pub struct Options {
    /// How many ends are looked at.
    pub runs: u64,
    /// What decides about everything that is left to chance.
    pub seed: u64,
    /// Whether the power cuts run over commits that are not pressed to the disk; must end badly.
    pub sabotage: bool,
}

/// Runs a proof. Progress goes to the standard error.
///
/// # Panics
/// When the machine itself fails, such as without room for temporary files.
pub fn run(proof: Proof, options: &Options) -> Report {
    match proof {
        Proof::PowerCut => power_cut::prove(options),
        Proof::Kill => kill::prove(options),
        Proof::DiskFull => disk_full::prove(options),
    }
}

/// Makes a temporary folder, in memory where the machine has such a place.
///
/// # Panics
/// When there is no room for one.
pub fn scratch() -> TempDir {
    let memory = Path::new("/dev/shm");
    let made = if memory.is_dir() {
        tempfile::tempdir_in(memory).or_else(|_| tempfile::tempdir())
    } else {
        tempfile::tempdir()
    };
    made.expect("a temporary folder can be made")
}
