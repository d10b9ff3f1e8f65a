//! Brings customers and tasks from a table: all of it or nothing, and away again by its id.
//!
//! # Where to start
//! - [`read`]: bytes to rows. [`mapping`]: columns to fields. [`place`]: coordinates.
//! - [`customers`], [`tasks`]: rows to what is to happen, with errors by line and column.
//! - [`commit`](Importer::commit): what is to happen, through the one door for writes.
//! - [`undo`](Importer::undo): removes what nobody touched since, lists the rest.

mod commit;
pub mod customers;
pub mod directory;
mod existing;
mod look;
pub mod mapping;
pub mod place;
pub mod read;
pub mod tasks;
#[cfg(test)]
mod tests;
mod undo;

use outrider_model::change::Body;
use outrider_model::id::{ImportId, OrganisationId, PersonId, RecordId};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::error::ServerError;
use crate::ingest::Author;
use crate::seam::Seams;
use crate::store::Store;

pub use undo::{Kept, Undone};

/// How many errors are listed; the rest is only counted.
const LISTED: usize = 200;

/// What is wrong with a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct RowError {
    /// The line of the file, from 1.
    pub line: u64,
    /// The column, where one is meant.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub column: String,
    /// What is wrong.
    pub why: String,
}

impl RowError {
    /// Says what is wrong with a line as a whole.
    #[must_use]
    pub fn of_line(line: u64, why: &str) -> RowError {
        RowError {
            line,
            column: String::new(),
            why: why.to_owned(),
        }
    }
}

/// What one row is to do.
#[derive(Clone, Debug, PartialEq)]
pub struct Staged {
    /// The row's line.
    pub line: u64,
    /// The id that the row gives itself.
    pub id: Option<Uuid>,
    /// What is to happen.
    pub body: Body,
}

/// What a table holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = ImportedKind)]
#[serde(rename_all = "snake_case")]
pub enum What {
    /// Customers.
    Customers,
    /// Tasks.
    Tasks,
}

/// What came of an import, or (in a preview) what would come of it.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = ImportSummary)]
pub struct Summary {
    /// Names the import, so that it can be undone; none when nothing was stored.
    #[schema(required)]
    pub import: Option<ImportId>,
    /// What the table holds.
    pub what: What,
    /// Whether this is a preview: nothing was stored.
    pub preview: bool,
    /// How many rows the table has.
    pub rows: usize,
    /// How many customers are new.
    pub customers: usize,
    /// How many tasks are new.
    pub tasks: usize,
    /// How many that were here before got other values.
    pub updated: usize,
    /// How many that were here before are as the table says.
    pub unchanged: usize,
    /// How many customers of the table have no place.
    pub without_site: usize,
    /// Whether the headers of latitude and longitude stood over each other's values.
    pub swapped_headers: bool,
    /// Whether the file was no UTF-8 and was taken for Windows-1252.
    pub latin: bool,
    /// Which columns filled which field.
    #[schema(value_type = std::collections::BTreeMap<String, Vec<String>>)]
    pub mapping: mapping::Mapping,
    /// Columns that filled nothing.
    pub unused_columns: Vec<String>,
    /// The first things that would happen; only in a preview.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub first: Vec<Body>,
    /// How many rows are wrong; with one, nothing is stored.
    pub wrong: usize,
    /// What is wrong with the first of them.
    pub errors: Vec<RowError>,
}

/// Who gets customers that name no owner.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Owners {
    /// Nobody.
    #[default]
    Nobody,
    /// All active reps in turn.
    RoundRobin,
    /// These, in turn; by login, id or name.
    These(Vec<String>),
}

/// How a table is to be taken.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// What is said of columns, `FIELD=COLUMN`.
    pub mapping: Vec<String>,
    /// Who gets customers that name no owner.
    pub owners: Owners,
    /// How far around a site counts as being there, in metres.
    pub fence: u32,
    /// Whether latitude and longitude are swapped; `None` lets the values say it.
    pub is_swapped: Option<bool>,
    /// Whether nothing is to be stored.
    pub is_preview: bool,
    /// The file's name, for the list of imports.
    pub file: String,
}

/// Imports into one organisation.
#[derive(Clone, Copy)]
pub struct Importer<'a> {
    /// Where everything is kept.
    pub store: &'a dyn Store,
    /// Time and randomness.
    pub seams: &'a Seams,
    /// Into which organisation.
    pub organisation: OrganisationId,
    /// As whose changes the rows are judged.
    pub author: &'a Author,
    /// Who looks at what is here; none for somebody who sees everything.
    pub viewer: Option<PersonId>,
    /// Is told how many rows were looked at, and of how many.
    pub told: &'a dyn Fn(usize, usize),
}

/// An import that was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Past {
    /// Names it, so that it can be undone.
    pub import: ImportId,
    /// `customers` or `tasks`.
    pub what: String,
    /// The file's name.
    pub file: String,
    /// Who.
    pub person: PersonId,
    /// When, microseconds since 1970 (UTC).
    pub at: i64,
    /// When it was undone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub undone: Option<i64>,
    /// How many records it made.
    pub records: u64,
}

impl Importer<'_> {
    /// Lists the imports that were, the newest first.
    ///
    /// # Errors
    /// [`ServerError`] when the store cannot be read.
    pub fn past(&self) -> Result<Vec<Past>, ServerError> {
        let mut all: Vec<Past> = self
            .store
            .imports(self.organisation)?
            .into_iter()
            .map(|one| Past {
                import: one.id,
                what: one.what,
                file: one.file,
                person: one.person,
                at: one.at,
                undone: one.undone,
                records: one.records,
            })
            .collect();
        all.sort_by_key(|one| std::cmp::Reverse((one.at, one.import)));
        Ok(all)
    }
}

/// A change to be made, with the line that asks for it.
struct Wanted {
    line: u64,
    change: outrider_model::change::Change,
}

/// The record of a staged row, where the row names one that is here.
type Here = std::collections::BTreeMap<RecordId, outrider_model::record::Record>;
