//! What the demo can be told.

use std::path::PathBuf;

use clap::Parser;

use super::sabotage::Sabotage;
use super::store::Store;

/// Lives a working day of a sample company on real parts, and counts what became of every word.
#[derive(Debug, Clone, Parser)]
#[command(name = "demo")]
pub struct Options {
    /// How many phones live the day, from 4 to 60; two of them are processes of their own.
    #[arg(long, default_value_t = 8, value_parser = clap::value_parser!(u16).range(4..=60))]
    pub phones: u16,
    /// What all chance of the day follows from.
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// A CSV file of customers to import in place of the 300 invented ones.
    #[arg(long, value_name = "FILE.csv")]
    pub customers: Option<PathBuf>,
    /// What the server keeps everything in.
    #[arg(long, value_enum, value_name = "STORE", default_value_t)]
    pub store: Store,
    /// End after the summary, instead of staying up to be looked at until Ctrl-C.
    #[arg(long)]
    pub once: bool,
    /// Print the summary as one JSON object.
    #[arg(long)]
    pub json: bool,
    /// Plant a defect in the network, which the count must find.
    #[arg(long, value_enum, value_name = "KIND")]
    pub sabotage: Option<Sabotage>,
    /// Be one of the phones: read acts, one JSON object a line, and answer each.
    #[arg(long, hide = true)]
    pub phone: bool,
}
