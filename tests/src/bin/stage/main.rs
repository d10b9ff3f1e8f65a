//! Sets a real server with a living company up, says where it is, and does what it is told.

use std::path::Path;
use std::process::ExitCode;

use clap::Parser;
use outrider_tests::stage::{self, Options};

/// Sets a real server with a living company up and does what it is told on standard input
#[derive(Parser)]
#[command(name = "stage")]
struct Line {
    /// Seeds the company
    #[arg(long, default_value_t = 7)]
    seed: u64,
    /// Serves on this port instead of any free one
    #[arg(long, default_value_t = 0)]
    port: u16,
    /// Stays until Ctrl-C and takes no orders
    #[arg(long)]
    keep: bool,
    /// Adds so many customers
    #[arg(long, default_value_t = 0)]
    customers: usize,
    /// Adds so many tasks
    #[arg(long, default_value_t = 0)]
    tasks: usize,
    /// Founds an organisation in which nobody is but its admin
    #[arg(long, conflicts_with_all = ["unset", "customers", "tasks"])]
    empty: bool,
    /// Founds nothing and says by which link the server is set up
    #[arg(long, conflicts_with_all = ["customers", "tasks"])]
    unset: bool,
}

fn main() -> ExitCode {
    let line = Line::parse();
    // Nothing of a stage is worth a disk: where the machine has memory to give, it stands there.
    let memory = Path::new("/dev/shm");
    if std::env::var_os("TMPDIR").is_none() && memory.is_dir() {
        // It was set before by somebody else, whose word then counts.
        let _earlier = tempfile::env::override_temp_dir(memory);
    }
    stage::run(&Options {
        seed: line.seed,
        port: line.port,
        keep: line.keep,
        customers: line.customers,
        tasks: line.tasks,
        empty: line.empty,
        unset: line.unset,
    })
}
