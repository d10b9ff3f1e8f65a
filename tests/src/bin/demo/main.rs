//! `cargo xtask demo`: a working day of a sample company in a minute, on real parts.

use std::process::ExitCode;

use clap::Parser;
use outrider_tests::demo;

fn main() -> ExitCode {
    demo::run(&demo::Options::parse())
}
