//! The demo: a working day of a sample company, on real parts.
//!
//! A real server process, real phones over real HTTP through a proxy that cuts, delays, truncates
//! and answers as a captive portal; only the thumbs are simulated. Each thumb writes a unique token
//! into a `book` of its own; at the end the book is counted against every phone and the server.
//!
//! Where to start: `day` tells the day, `count` settles the book.

mod book;
mod child;
mod company;
mod count;
mod day;
mod files;
mod fleet;
mod kept;
mod options;
mod sabotage;
mod store;
mod summary;
mod thumb;
mod turn;
mod witness;

use std::process::ExitCode;

pub use options::Options;

use summary::Summary;

/// Runs the demo as its options say; the exit code is zero when nothing was lost, doubled or
/// diverged.
pub fn run(options: &Options) -> ExitCode {
    if options.phone {
        child::serve();
        return ExitCode::SUCCESS;
    }
    let (summary, stage) = day::live(options);
    print(&summary, options);
    if !options.once {
        stage.stay(options.json);
    }
    if summary.is_good() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

fn print(summary: &Summary, options: &Options) {
    let json = serde_json::to_string(summary).expect("a summary is JSON");
    if options.json {
        println!("{json}");
    } else {
        println!("{}", summary.table());
    }
}
