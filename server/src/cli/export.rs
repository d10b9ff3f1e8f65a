//! `outrider export` and `outrider digest`.

use serde_json::json;

use super::args::Export;
use super::{CliError, Desk};
use crate::audit::{Action, Note, note};
use crate::export::Exporter;

/// Writes all records out.
pub(super) fn run(desk: &Desk, export: &Export) -> Result<(), CliError> {
    let tenant = desk.tenant()?;
    let is_for_spreadsheet = export.spreadsheet;
    let exporter = Exporter {
        store: &*desk.store,
        organisation: tenant.id,
        is_for_spreadsheet,
    };
    let is_file = export
        .to
        .extension()
        .is_some_and(|end| end == "jsonl" || end == "ndjson");
    let exported = if is_file {
        exporter.lines(&export.to)?
    } else {
        exporter.tables(&export.to)?
    };
    // The file holds where people were: whoever reads the log sees that it was made.
    let line = Note::of(Action::Exported).saying(json!({ "records": exported.records }));
    note(&*desk.store, tenant.id, desk.seams.clock.wall(), &line)?;
    let counts = exported
        .records
        .iter()
        .map(|(kind, count)| format!("{count} {kind}"));
    let words = format!(
        "{} to {}",
        counts.collect::<Vec<_>>().join(", "),
        export.to.display()
    );
    desk.answer(&exported, &words)
}

/// Prints the digest over all records.
pub(super) fn digest(desk: &Desk) -> Result<(), CliError> {
    let tenant = desk.tenant()?;
    let digest = desk.store.digest(tenant.id)?;
    let digest: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    let head = desk.store.head(tenant.id)?;
    desk.answer(
        &json!({ "organisation": tenant.slug, "digest": digest, "head": head }),
        &digest,
    )
}
