//! Measures what is fast and what is not: `cargo xtask bench`.

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use clap::Parser;
use outrider_tests::bench::{self, Options, handset};

/// Measures what is fast and what is not, each beside the least that this machine needs
#[derive(Parser)]
#[command(name = "cargo xtask bench")]
struct Line {
    /// Prints one JSON object with every row instead of a table
    #[arg(long)]
    json: bool,
    /// Measures only the rows that have this in their name
    #[arg(long, value_name = "FILTER", default_value = "")]
    rows: String,
    /// Cuts the sizes down, to try the bench out
    #[arg(long)]
    quick: bool,
    /// Puts the databases into this folder instead of the system's temporary one
    #[arg(long, value_name = "PATH")]
    folder: Option<PathBuf>,
    /// Seeds every record
    #[arg(long, default_value_t = 7)]
    seed: u64,
}

fn main() -> ExitCode {
    let mut words = std::env::args().skip(1);
    let word = words.next();
    if word.as_deref() == Some(handset::WORD) {
        println!("{}", handset::run(&words.next().unwrap_or_default()));
        return ExitCode::SUCCESS;
    }
    if word.as_deref() == Some(handset::TAKEN_UP) {
        println!(
            "{}",
            handset::look(Path::new(&words.next().unwrap_or_default()))
        );
        return ExitCode::SUCCESS;
    }
    let line = Line::parse();
    match &line.folder {
        Some(folder) if *folder != std::env::temp_dir() => elsewhere(folder),
        Some(_) | None => measure(&line),
    }
}

fn measure(line: &Line) -> ExitCode {
    let report = bench::run(&Options {
        seed: line.seed,
        quick: line.quick,
        rows: line.rows.clone(),
    });
    if line.json {
        match serde_json::to_string(&report) {
            Ok(report) => println!("{report}"),
            Err(why) => {
                eprintln!("{why}");
                return ExitCode::FAILURE;
            }
        }
    } else {
        print!("{report}");
    }
    ExitCode::SUCCESS
}

/// Starts the bench again with another temporary folder, which servers and phones then share.
fn elsewhere(folder: &PathBuf) -> ExitCode {
    let again = std::env::current_exe().and_then(|this| {
        std::fs::create_dir_all(folder)?;
        Command::new(this)
            .args(std::env::args_os().skip(1))
            .env("TMPDIR", folder)
            .status()
    });
    match again {
        Ok(ended) if ended.success() => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(why) => {
            eprintln!("{}: {why}", folder.display());
            ExitCode::FAILURE
        }
    }
}
