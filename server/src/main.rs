//! The binary `outrider`.

use std::process::ExitCode;

use clap::Parser;
use outrider_server::cli::{self, Arguments};

fn main() -> ExitCode {
    cli::run(&Arguments::parse())
}
