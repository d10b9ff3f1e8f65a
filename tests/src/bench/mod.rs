//! Benches: what is fast, what is not, each beside the least that the same machine needs.
//!
//! Nothing of this is a test: times depend on the machine, and a test must not.
//!
//! Where to start: `rows` has a file for each thing that is measured; [`office`] seeds a real
//! server through the door that everybody uses; [`handset`] is a real phone, [`phone`] one on the
//! wire alone; [`floor`] is SQLite without us.

pub mod clock;
pub mod floor;
pub mod handset;
pub mod line;
pub mod machine;
pub mod office;
pub mod phone;
pub mod process;
pub mod relay;
pub mod report;
mod rows;
pub mod say;
pub mod spread;

use clock::Stopwatch;
use machine::Machine;
use report::Report;

/// What is to be measured.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The seed of every record.
    pub seed: u64,
    /// Cut the sizes down, to try the bench out.
    pub quick: bool,
    /// Measure only what has this in its name.
    pub rows: String,
}

/// How much is measured.
#[derive(Debug, Clone, Copy)]
struct Sizes {
    /// How often a row is measured as a whole.
    rounds: usize,
    /// How often something small is done in a round.
    taps: usize,
    /// People of a large organisation.
    people: usize,
    /// Records of a first sync.
    small: usize,
    /// Records of a large first sync.
    large: usize,
    /// Rows on the server while one change is pulled.
    few_rows: usize,
    /// The same, when they are many.
    many_rows: usize,
    /// How many phones of a herd send at the same time.
    at_once: &'static [usize],
}

const WHOLE: Sizes = Sizes {
    rounds: 5,
    taps: 200,
    people: 1_000,
    small: 10_000,
    large: 100_000,
    few_rows: 10_000,
    many_rows: 1_000_000,
    at_once: &[16, 256],
};

const QUICK: Sizes = Sizes {
    rounds: 2,
    taps: 50,
    people: 50,
    small: 1_000,
    large: 10_000,
    few_rows: 1_000,
    many_rows: 20_000,
    at_once: &[16],
};

/// Measures.
///
/// # Panics
/// When something fails that is measured: figures of what does not work say nothing.
pub fn run(options: &Options) -> Report {
    let watch = Stopwatch::start();
    let machine = Machine::look();
    if machine.is_memory {
        let folder = machine.folder.display();
        eprintln!("warning: {folder} is memory: syncs are free there; name a folder with --folder");
    }
    let sizes = if options.quick { QUICK } else { WHOLE };
    let mut measured = Vec::new();
    for (name, measure) in rows::ROWS {
        if name.contains(&options.rows) || options.rows.starts_with(name) {
            eprintln!("{name}");
            measured.extend(measure(&sizes, options.seed));
        }
    }
    Report {
        machine,
        seed: options.seed,
        quick: options.quick,
        rows: measured,
        seconds: watch.read().as_secs_f64(),
    }
}
