//! `outrider import`: a CSV file in, all of it or nothing, and away again.

use std::io::Write;
use std::path::Path;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};
use outrider_model::id::ImportId;
use serde_json::json;

use super::args::{Import, SwapWord, WhatWord};
use super::{CliError, Desk, say};
use crate::audit::{Action, Note, note};
use crate::import::{Importer, Options, Owners, RowError, Summary, What};
use crate::ingest::Author;

/// The largest file that is read into memory.
const LARGEST: u64 = 512 * 1024 * 1024;

/// Imports a file, or takes an import away.
pub(super) fn run(desk: &Desk, import: &Import) -> Result<(), CliError> {
    let tenant = desk.tenant()?;
    let author = Author::system(tenant.id);
    let importer = Importer {
        store: &*desk.store,
        seams: &desk.seams,
        organisation: tenant.id,
        author: &author,
        viewer: None,
        told: &|_, _| {},
    };
    if let Some(undo) = &import.undo {
        return take_away(desk, importer, undo);
    }
    let (Some(what), Some(file)) = (import.what, &import.file) else {
        return Err(CliError::Usage(
            "say what to import, and the file".to_owned(),
        ));
    };
    let what = match what {
        WhatWord::Customers => What::Customers,
        WhatWord::Tasks => What::Tasks,
    };
    let bytes = read(file)?;
    let progress = progress(&format!("importing {}", file.display()));
    let done = importer.commit(&bytes, what, &options(import, file));
    progress.finish_and_clear();
    let done = done?;
    if let Some(import) = done.import {
        noted(desk, Action::Imported, import)?;
    }
    report(desk, &done)
}

/// Notes what was brought in or taken away; the name of the file may tell of people.
fn noted(desk: &Desk, action: Action, import: ImportId) -> Result<(), CliError> {
    let line = Note::of(action).saying(json!({ "import": import }));
    let (tenant, now) = (desk.tenant()?, desk.seams.clock.wall());
    Ok(note(&*desk.store, tenant.id, now, &line)?)
}

fn take_away(desk: &Desk, importer: Importer<'_>, undo: &str) -> Result<(), CliError> {
    let id = undo
        .parse()
        .map_err(|_| CliError::Usage(format!("`{undo}` is no import's id")))?;
    let progress = progress("taking the import away");
    let undone = importer.undo(id);
    progress.finish_and_clear();
    let undone = undone?;
    noted(desk, Action::Undone, id)?;
    let mut words = vec![format!(
        "{} removed, {} stay",
        undone.removed,
        undone.kept.len()
    )];
    words.extend(
        undone
            .kept
            .iter()
            .map(|kept| format!("  {} {} ({}): {}", kept.kind, kept.name, kept.id, kept.why)),
    );
    desk.answer(&undone, &words.join("\n"))
}

fn options(import: &Import, file: &Path) -> Options {
    let owners = match import.owners.as_slice() {
        [] => Owners::Nobody,
        [word] if word == "round-robin" => Owners::RoundRobin,
        words => Owners::These(words.to_vec()),
    };
    Options {
        mapping: import.map.clone(),
        owners,
        fence: import.fence,
        is_swapped: match import.swapped {
            SwapWord::Auto => None,
            SwapWord::Yes => Some(true),
            SwapWord::No => Some(false),
        },
        is_preview: import.preview,
        file: file
            .file_name()
            .map(|name| name.to_string_lossy().into_owned())
            .unwrap_or_default(),
    }
}

fn read(file: &Path) -> Result<Vec<u8>, CliError> {
    let refuse =
        |why: &dyn std::fmt::Display| CliError::Failed(format!("{}: {why}", file.display()));
    let size = std::fs::metadata(file).map_err(|why| refuse(&why))?.len();
    if size > LARGEST {
        return Err(refuse(&format!(
            "{size} bytes are more than the {LARGEST} that are read at once"
        )));
    }
    std::fs::read(file).map_err(|why| refuse(&why))
}

fn report(desk: &Desk, summary: &Summary) -> Result<(), CliError> {
    if desk.is_json {
        say(&serde_json::to_string(summary).map_err(|why| CliError::Failed(why.to_string()))?)?;
    } else if summary.wrong == 0 {
        say(&words(summary))?;
    } else {
        tell(&summary.errors, summary.wrong);
    }
    // Wrong rows are a failure, a preview of them too.
    if summary.wrong > 0 {
        Err(CliError::Said)
    } else {
        Ok(())
    }
}

fn tell(errors: &[RowError], wrong: usize) {
    let mut out = std::io::stderr().lock();
    for error in errors {
        let column = if error.column.is_empty() {
            String::new()
        } else {
            format!(", column {}", error.column)
        };
        let _untold = writeln!(out, "line {}{column}: {}", error.line, error.why);
    }
    let _untold = writeln!(out, "{wrong} rows are wrong; nothing was stored");
}

fn words(summary: &Summary) -> String {
    let mut words = vec![format!(
        "{} rows: {} new customers, {} new tasks, {} updated, {} unchanged",
        summary.rows, summary.customers, summary.tasks, summary.updated, summary.unchanged
    )];
    if summary.without_site > 0 {
        words.push(format!("{} customers have no place", summary.without_site));
    }
    if summary.swapped_headers {
        words.push(
            "latitude and longitude stood under each other's headers; they were put right"
                .to_owned(),
        );
    }
    if summary.latin {
        words.push("the file was no UTF-8 and was read as Windows-1252".to_owned());
    }
    if !summary.unused_columns.is_empty() {
        words.push(format!(
            "columns that filled nothing: {}",
            summary.unused_columns.join(", ")
        ));
    }
    match summary.import {
        Some(import) => words.push(format!(
            "import {import}; undo with: outrider import --undo {import}"
        )),
        None => words.push("a preview: nothing was stored".to_owned()),
    }
    words.join("\n")
}

/// Shows on standard error that something goes on, when that is a terminal.
fn progress(what: &str) -> ProgressBar {
    let bar = ProgressBar::new_spinner().with_message(what.to_owned());
    let style = ProgressStyle::with_template("{spinner} {msg} {elapsed}");
    let bar = if let Ok(style) = style {
        bar.with_style(style)
    } else {
        bar
    };
    bar.enable_steady_tick(Duration::from_millis(120));
    bar
}
