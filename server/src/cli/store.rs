//! `outrider store`: whole organisations from one store to another, and tables over many machines.

use std::io::IsTerminal;

use indicatif::{ProgressBar, ProgressStyle};
use serde_json::json;

use super::args::{Copy, StoreCommand};
use super::place::Place;
use super::{Arguments, CliError, choose, report};
use crate::store::StoreError;
use crate::store::postgres::{Distributed, Postgres};
use crate::store::transfer::{Progress, copy};

/// Does what `outrider store` asks.
pub(super) fn run(arguments: &Arguments, command: &StoreCommand) -> Result<(), CliError> {
    match command {
        StoreCommand::Copy(ends) => cross(arguments, ends),
        StoreCommand::Distribute => distribute(arguments),
    }
}

fn cross(arguments: &Arguments, ends: &Copy) -> Result<(), CliError> {
    let end = |word: &Option<String>| match word {
        Some(word) => Ok(Place::named(word)),
        None => arguments.place(),
    };
    let (from, to) = (end(&ends.from)?, end(&ends.to)?);
    if from == to {
        return Err(CliError::Usage("--from and --to are the same".to_owned()));
    }
    if !from.is_there() {
        return Err(CliError::Failed(format!("there is no database in {from}")));
    }
    let aside = arguments.aside();
    // A server on either side would write beside the copy.
    let _locks = (from.lock()?, to.lock()?);
    let (source, target) = (from.open(&aside)?, to.open(&aside)?);
    let tenant = choose(&*source, arguments.org.as_deref())?;
    let bar = bar();
    let copied = copy(&*source, &*target, tenant.id, &mut |progress| {
        show(&bar, progress)
    });
    bar.finish_and_clear();
    if matches!(copied, Err(StoreError::Taken(_))) {
        return Err(CliError::Failed(format!(
            "{to} has an organisation of this id or short name already; nothing was copied"
        )));
    }
    let copied = copied?;
    // Read once more, through the front door: what was committed is what is answered.
    let [before, after] = [&source, &target].map(|store| store.digest(tenant.id));
    let (before, after) = (before?, after?);
    if before != after || after != copied.digest {
        return Err(CliError::Failed(format!(
            "the digests differ after the copy: {} in {from}, {} in {to}",
            hex(&before),
            hex(&after)
        )));
    }
    let digest = hex(&after);
    let answer = json!({
        "organisation": tenant.slug,
        "rows": copied.rows,
        "head": target.head(tenant.id)?,
        "digest": digest,
        "digest_from": hex(&before),
        "digest_to": digest,
    });
    let words = format!("{} rows of {} to {to}\n{digest}", copied.rows, tenant.slug);
    report(arguments.json, &answer, &words)
}

fn distribute(arguments: &Arguments) -> Result<(), CliError> {
    let Place::Database(address) = arguments.place()? else {
        return Err(CliError::Usage(
            "tables of a folder cannot be distributed: name a PostgreSQL with --database"
                .to_owned(),
        ));
    };
    match Postgres::open_copying(&address, &arguments.aside())?.distribute()? {
        Distributed::Done { tables, already } => {
            let words =
                format!("{tables} tables distributed by organisation, {already} were already");
            let answer = json!({ "distributed": tables, "already": already });
            report(arguments.json, &answer, &words)
        }
        Distributed::NoCitus => Err(CliError::Usage(
            "this PostgreSQL has no Citus extension, so its tables stay on one machine; \
             nothing was changed"
                .to_owned(),
        )),
    }
}

/// A bar on a terminal; elsewhere nothing is shown.
fn bar() -> ProgressBar {
    if !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(0);
    if let Ok(style) = ProgressStyle::with_template("{msg:14} {wide_bar} {percent}% {eta}") {
        bar.set_style(style);
    }
    bar
}

fn show(bar: &ProgressBar, progress: Progress) {
    bar.set_length(progress.of);
    bar.set_position(progress.done);
    bar.set_message(progress.table);
}

fn hex(digest: &[u8; 32]) -> String {
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}
