//! Developer commands of Outrider, started as `cargo xtask VERB`.
//!
//! Where to start:
//! - `check`: everything that can be judged without running the product, one file a check;
//!   who may know whom is a table in `check/rooms/table.rs`.
//! - `test`: every part of continuous integration and the line that counts them.
//! - `launch`: demo, prove and bench, which are programs of the `outrider-tests` package.
//! - `console`: builds the manager's console, which the server carries inside.
//! - `bindings`: builds the door to other languages and generates its face in each.
//! - `android`: the Android app as far as this machine can build and test it.
//! - `ios`: the iOS app as far as this machine can build and test it.
//! - `phone`: the rep's app in a desktop window, or pictures of its screens.
//! - `words`: makes typed Kotlin and Swift of the texts that console and phones share.
//! - `source` and `modules`: how Rust text is read by the checks; `workspace`: what cargo says about the house.

mod android;
mod bindings;
mod check;
mod console;
mod failure;
mod ios;
mod launch;
mod machine;
mod modules;
mod phone;
mod say;
mod source;
mod test;
mod tool;
mod words;
mod workspace;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{CommandFactory, Parser, Subcommand};

use failure::Failure;
use test::Part;
use workspace::Workspace;

/// The command line of `cargo xtask`.
#[derive(Parser)]
#[command(name = "cargo xtask", about = "Developer commands of Outrider")]
struct Line {
    #[command(subcommand)]
    verb: Option<Verb>,
}

/// What can be asked for.
#[derive(Subcommand)]
enum Verb {
    /// Judges format, lints, rooms, sizes, docs, licences, dependencies, paths and forgotten files
    Check {
        /// Runs only the named check
        #[arg(long, value_name = "NAME")]
        only: Option<String>,
    },
    /// Runs everything that a change must pass and ends with `N passed, N failed, N skipped`
    Test {
        /// Runs one part alone
        #[arg(long, value_name = "PART")]
        only: Option<Part>,
        /// Names every part and every test without running them
        #[arg(long)]
        list: bool,
        /// Puts the pictures of the console into this folder instead of `target/shots`
        #[arg(long, value_name = "FOLDER")]
        shots: Option<PathBuf>,
    },
    /// Lives a working day on a real server and real phones; `demo --help` says the rest
    #[command(disable_help_flag = true)]
    Demo(Rest),
    /// Runs the long proofs (power-cut, kill, disk-full); `prove --help` says the rest
    #[command(disable_help_flag = true)]
    Prove(Rest),
    /// Measures what is fast and what is not; `bench --help` says the rest
    #[command(disable_help_flag = true)]
    Bench(Rest),
    /// Builds the manager's console into console/dist; the server that is built next carries it
    Console,
    /// Builds the bindings and generates their Python, Kotlin and Swift under the target folder
    Bindings {
        /// Generates one language alone
        #[arg(long, value_name = "LANGUAGE")]
        only: Option<bindings::Language>,
        /// Makes the package of Python that `pip` installs, and nothing else
        #[arg(long, conflicts_with = "only")]
        wheel: bool,
    },
    /// Builds the Android app and tests it on a JVM; words go to Maven, as `-pl desktop -am`
    #[command(disable_help_flag = true)]
    Android(Rest),
    /// Opens the rep's app in a window beside a sample company, or draws pictures of all its screens
    Phone(phone::Wish),
    /// Builds the core for the iOS app and tests the view models on Debian; words go to `swift test`
    Ios {
        /// Generates the modules of the app's package into this folder and stops
        #[arg(long, value_name = "FOLDER")]
        kit: Option<PathBuf>,
        #[command(flatten)]
        rest: Rest,
    },
    /// Makes typed Kotlin and Swift of the texts in words/ and of the guide for reps
    Words,
    /// Checks who may know whom
    Rooms,
    /// Reports long files and functions
    Sizes,
}

/// Arguments that are handed on unchanged.
#[derive(clap::Args)]
struct Rest {
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    arguments: Vec<String>,
}

fn main() -> ExitCode {
    match run(Line::parse()) {
        Ok(code) => code,
        Err(failure) => {
            say::problem(&failure);
            ExitCode::FAILURE
        }
    }
}

fn run(line: Line) -> Result<ExitCode, Failure> {
    let Some(verb) = line.verb else {
        say::line(Line::command().render_help());
        return Ok(ExitCode::SUCCESS);
    };
    let workspace = Workspace::read()?;
    match verb {
        Verb::Check { only } => check::run(&workspace, only.as_deref()),
        Verb::Test {
            only: _,
            list: true,
            shots: _,
        } => test::list(&workspace),
        Verb::Test {
            only,
            list: false,
            shots,
        } => test::run(&workspace, only, shots.as_deref()),
        Verb::Demo(rest) => {
            if rest.arguments.iter().any(|word| word.contains("postgres")) {
                machine::prepare_databases()?;
            }
            launch::replace(&workspace, launch::DEMO, &rest.arguments)
        }
        Verb::Prove(rest) => launch::replace(&workspace, launch::PROVE, &rest.arguments),
        Verb::Bench(rest) => {
            let rows = rest.arguments.iter().position(|word| word == "--rows");
            let wanted = rows.and_then(|place| rest.arguments.get(place + 1));
            if wanted.is_none_or(|rows| rows.contains("console")) {
                machine::prepare_browser()?;
            }
            launch::replace(&workspace, launch::BENCH, &rest.arguments)
        }
        Verb::Console => console::build(&workspace).map(|()| ExitCode::SUCCESS),
        Verb::Bindings { wheel: true, .. } => bindings::wheel(&workspace),
        Verb::Bindings { only, wheel: false } => bindings::verb(&workspace, only),
        Verb::Android(rest) => android::verb(&workspace, &rest.arguments),
        Verb::Phone(wish) => phone::verb(&workspace, &wish),
        Verb::Ios { kit, rest } => ios::verb(&workspace, kit.as_deref(), &rest.arguments),
        Verb::Words => words::verb(&workspace),
        Verb::Rooms => check::run(&workspace, Some("rooms")),
        Verb::Sizes => check::run(&workspace, Some("sizes")),
    }
}
