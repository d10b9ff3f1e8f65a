//! Writes an organisation's records out: as tables that people open and that can be imported
//! again, or as lines of JSON that hold every byte.

mod table;

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};

use outrider_model::id::{OrganisationId, RecordId};
use outrider_model::record::{BUILT_IN, Kind, Record, built_in_id};
use serde::Serialize;

use crate::error::ServerError;
use crate::store::{Query, Store, StoreError};

/// More records of one kind than any organisation has.
const ALL: usize = 10_000_000;

/// What was written.
#[derive(Debug, Serialize)]
pub struct Exported {
    /// Where to.
    pub files: Vec<PathBuf>,
    /// How many records of each kind.
    pub records: BTreeMap<String, usize>,
}

/// Exports one organisation.
#[derive(Clone, Copy)]
pub struct Exporter<'a> {
    /// Where everything is kept.
    pub store: &'a dyn Store,
    /// Which organisation.
    pub organisation: OrganisationId,
    /// Whether cells that a spreadsheet would compute get an apostrophe before them.
    pub is_for_spreadsheet: bool,
}

impl Exporter<'_> {
    /// Writes one line a record: its canonical bytes, by id, the removed ones too.
    ///
    /// # Errors
    /// [`ServerError`] when the store cannot be read or the file not written; the file may then be
    /// there in part.
    pub fn lines(&self, file: &Path) -> Result<Exported, ServerError> {
        let mut out = std::io::BufWriter::new(
            std::fs::File::create(file).map_err(|why| unwritten(file, &why))?,
        );
        let mut records = BTreeMap::new();
        self.store.export(self.organisation, &mut |stored| {
            *records.entry(stored.kind.to_string()).or_default() += 1;
            let line = [stored.bytes.as_slice(), b"\n"].concat();
            out.write_all(&line)
                .map_err(|why| StoreError::database("writing the file", why))
        })?;
        out.flush().map_err(|why| unwritten(file, &why))?;
        Ok(Exported {
            files: vec![file.to_owned()],
            records,
        })
    }

    /// Writes one table a kind into a folder, by id, without what was removed and without drafts.
    ///
    /// # Errors
    /// [`ServerError`] when the store cannot be read or a file not written; some files may then be
    /// there.
    pub fn tables(&self, folder: &Path) -> Result<Exported, ServerError> {
        std::fs::create_dir_all(folder).map_err(|why| unwritten(folder, &why))?;
        let mut kinds: BTreeMap<String, Vec<Record>> = BTreeMap::new();
        self.store.export(self.organisation, &mut |stored| {
            let record = Record::parse(&stored.bytes)?;
            if stored.kind != Kind::Draft && !is_removed(&record) {
                kinds
                    .entry(stored.kind.to_string())
                    .or_default()
                    .push(record);
            }
            Ok(())
        })?;
        let names = self.names()?;
        let mut exported = Exported {
            files: Vec::new(),
            records: BTreeMap::new(),
        };
        for (kind, records) in &kinds {
            let file = folder.join(format!("{}.csv", plural(kind)));
            let table = table::of(kind, records, &names)?;
            self.write(&file, &table)?;
            exported.records.insert(kind.clone(), records.len());
            exported.files.push(file);
        }
        Ok(exported)
    }

    /// Returns the words by which tables name people, teams and activities, so that another
    /// organisation understands them.
    fn names(&self) -> Result<BTreeMap<RecordId, String>, ServerError> {
        let mut names = BTreeMap::new();
        for kind in [Kind::Team, Kind::ActivityType] {
            let records =
                self.store
                    .records(self.organisation, &Query::Kind(kind), None, ALL, 0)?;
            for stored in records {
                let record = Record::parse(&stored.bytes).map_err(ServerError::internal)?;
                names.insert(
                    record.id,
                    record
                        .get(&"name".into())
                        .as_str()
                        .unwrap_or_default()
                        .to_owned(),
                );
            }
        }
        for (short_name, _) in BUILT_IN {
            names.insert(
                built_in_id(self.organisation, short_name).into(),
                short_name.to_owned(),
            );
        }
        let accounts = self.store.accounts(self.organisation)?;
        names.extend(
            accounts
                .into_iter()
                .map(|account| (account.person.into(), account.login)),
        );
        Ok(names)
    }

    fn write(&self, file: &Path, rows: &[Vec<String>]) -> Result<(), ServerError> {
        let mut out = csv::Writer::from_path(file).map_err(|why| unwritten(file, &why))?;
        for row in rows {
            let cells = row.iter().map(|cell| self.cell(cell));
            out.write_record(cells)
                .map_err(|why| unwritten(file, &why))?;
        }
        out.flush().map_err(|why| unwritten(file, &why))
    }

    fn cell(&self, cell: &str) -> String {
        let is_formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
        if self.is_for_spreadsheet && is_formula {
            format!("'{cell}")
        } else {
            cell.to_owned()
        }
    }
}

fn is_removed(record: &Record) -> bool {
    record.get(&"removed".into()) == &serde_json::Value::Bool(true)
}

fn plural(kind: &str) -> String {
    match kind {
        "person" => "people".to_owned(),
        "diary" | "series" => kind.to_owned(),
        other => format!("{other}s"),
    }
}

fn unwritten(file: &Path, why: &dyn std::fmt::Display) -> ServerError {
    ServerError::invalid("--to", format!("{}: {why}", file.display()))
}
