//! The command line: `outrider [--data DIR | --database URL] NOUN|VERB … [--org SLUG] [--json]`.
//!
//! It may run beside servers of the same folder or database. Whatever it writes goes through the
//! one door for writes.

mod admin;
mod args;
mod ask;
mod audit;
mod export;
mod forget;
mod import;
mod place;
mod serve;
mod settings;
mod store;

use std::io::Write;
use std::process::ExitCode;
use std::sync::Arc;

use serde::Serialize;
use thiserror::Error;

use crate::error::ServerError;
use crate::seam::Seams;
use crate::store::postgres::Aside;
use crate::store::{Store, StoreError, Tenant};

pub use args::Arguments;
use args::Command;
use place::Place;

/// Why a command did not do what it was asked.
#[derive(Debug, Error)]
pub enum CliError {
    /// It was asked in a way that makes no sense; exit code 2.
    #[error("{0}")]
    Usage(String),
    /// It was refused, or failed; exit code 1.
    #[error("{0}")]
    Failed(String),
    /// What went wrong was said already; exit code 1.
    #[error("")]
    Said,
}

impl From<ServerError> for CliError {
    fn from(error: ServerError) -> Self {
        CliError::Failed(error.to_string())
    }
}

impl From<StoreError> for CliError {
    fn from(error: StoreError) -> Self {
        CliError::Failed(error.to_string())
    }
}

/// Does what the command line asks. Answers go to standard output, everything else to standard
/// error.
pub fn run(arguments: &Arguments) -> ExitCode {
    let error = match arguments.dispatch() {
        Ok(()) => return ExitCode::SUCCESS,
        Err(error) => error,
    };
    let code = if matches!(error, CliError::Usage(_)) {
        2
    } else {
        1
    };
    if !matches!(error, CliError::Said) {
        // Nobody is left to be told when standard error is gone.
        let _untold = writeln!(std::io::stderr(), "outrider: {error}");
    }
    ExitCode::from(code)
}

impl Arguments {
    fn dispatch(&self) -> Result<(), CliError> {
        match &self.command {
            Command::Serve(serve) => serve::run(self, serve),
            Command::Admin { command } => admin::run(&self.open()?, command),
            Command::Settings { command } => settings::run(&self.open()?, command),
            Command::Import(import) => import::run(&self.open()?, import),
            Command::Export(export) => export::run(&self.open()?, export),
            Command::Digest => export::digest(&self.open()?),
            Command::Audit { command } => audit::run(&self.open()?, command),
            Command::Erase(erase) => forget::erase(&self.open()?, erase),
            Command::Retention(asked) => forget::retention(&self.open()?, asked),
            Command::Store { command } => store::run(self, command),
        }
    }

    /// Where everything is kept.
    fn place(&self) -> Result<Place, CliError> {
        match &self.database {
            Some(address) => Place::database(address),
            None => Ok(Place::from(&*self.data)),
        }
    }

    /// Whether an older database is copied before it is migrated.
    fn aside(&self) -> Aside {
        if self.without_backup {
            Aside::Nothing
        } else {
            Aside::Dumped(".".into())
        }
    }

    fn open(&self) -> Result<Desk, CliError> {
        let store = self.place()?.open(&self.aside())?;
        Ok(Desk {
            store,
            seams: Seams::system(),
            org: self.org.clone(),
            is_json: self.json,
        })
    }
}

/// What a command works with.
struct Desk {
    store: Arc<dyn Store>,
    seams: Seams,
    org: Option<String>,
    is_json: bool,
}

impl Desk {
    /// Finds the organisation that is meant: the named one, or the only one.
    fn tenant(&self) -> Result<Tenant, CliError> {
        choose(&*self.store, self.org.as_deref())
    }

    /// Answers: as one line of JSON, or in words.
    fn answer(&self, value: &impl Serialize, words: &str) -> Result<(), CliError> {
        report(self.is_json, value, words)
    }
}

/// Finds the organisation that is meant: the named one, or the only one.
fn choose(store: &dyn Store, slug: Option<&str>) -> Result<Tenant, CliError> {
    let tenants = store.tenants()?;
    if let Some(slug) = slug {
        let found = tenants.into_iter().find(|tenant| tenant.slug == *slug);
        return found.ok_or_else(|| CliError::Failed(format!("there is no organisation `{slug}`")));
    }
    let slugs: Vec<&str> = tenants.iter().map(|tenant| tenant.slug.as_str()).collect();
    match tenants.as_slice() {
        [only] => Ok(only.clone()),
        [] => Err(CliError::Failed(
            "there is no organisation yet: outrider admin create-org SLUG".to_owned(),
        )),
        _ => Err(CliError::Usage(format!(
            "say which organisation with --org: {}",
            slugs.join(", ")
        ))),
    }
}

/// Answers: as one line of JSON, or in words.
fn report(is_json: bool, value: &impl Serialize, words: &str) -> Result<(), CliError> {
    let line = if is_json {
        serde_json::to_string(value).map_err(|why| CliError::Failed(why.to_string()))?
    } else {
        words.to_owned()
    };
    say(&line)
}

/// Writes a line to standard output.
fn say(line: &str) -> Result<(), CliError> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{line}")
        .and_then(|()| out.flush())
        .map_err(|why| CliError::Failed(why.to_string()))
}
