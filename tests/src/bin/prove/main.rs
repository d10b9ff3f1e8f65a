//! Proves that saved means saved: `cargo xtask prove`.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand, ValueEnum};
use outrider_tests::prove::{self, Options, Proof};

/// Proves that what a phone has called saved is there, whatever ends it
#[derive(Parser)]
#[command(name = "cargo xtask prove")]
struct Line {
    #[command(subcommand)]
    proof: Which,
}

#[derive(Subcommand)]
enum Which {
    /// The power goes after any operation of the disk
    PowerCut {
        #[command(flatten)]
        common: Common,
        /// Plants a defect, which must end the proof badly
        #[arg(long, value_enum)]
        sabotage: Option<Sabotage>,
    },
    /// The process is killed with -9 at any moment
    Kill(Common),
    /// The disk is full or fails at any operation
    DiskFull(Common),
    /// Saves until it is killed
    #[command(name = prove::SAVER, hide = true)]
    Saver { folder: PathBuf, seed: u64 },
}

#[derive(Args)]
struct Common {
    /// How many ends are looked at
    #[arg(long, default_value_t = 500)]
    runs: u64,
    /// Decides about everything that is left to chance
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Prints one JSON object instead of lines for people
    #[arg(long)]
    json: bool,
}

#[derive(Clone, Copy, ValueEnum)]
enum Sabotage {
    /// Commits are not pressed to the disk (synchronous=NORMAL)
    Normal,
}

fn main() -> ExitCode {
    let (proof, common, sabotage) = match Line::parse().proof {
        Which::PowerCut { common, sabotage } => (Proof::PowerCut, common, sabotage.is_some()),
        Which::Kill(common) => (Proof::Kill, common, false),
        Which::DiskFull(common) => (Proof::DiskFull, common, false),
        Which::Saver { folder, seed } => return prove::save_until_killed(&folder, seed),
    };
    let Common { runs, seed, json } = common;
    let report = prove::run(
        proof,
        &Options {
            runs,
            seed,
            sabotage,
        },
    );
    if json {
        match serde_json::to_string(&report) {
            Ok(report) => println!("{report}"),
            Err(why) => {
                eprintln!("{why}");
                return ExitCode::FAILURE;
            }
        }
    } else {
        println!("{report}");
    }
    if report.holds() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}
