//! Takes an import away again: what nobody touched since is removed, the rest is listed.

use outrider_model::change::{Body, CustomerRef, TaskRef};
use outrider_model::id::{ChangeId, ImportId, RecordId};
use outrider_model::record::{Field, Kind, Record};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::Importer;
use crate::error::ServerError;
use crate::ingest::{Push, ingest_batch};
use crate::store::{CheckInFilter, NoteFilter, Query, TaskFilter};

/// What came of undoing an import.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = UndoneImport)]
pub struct Undone {
    /// Which.
    pub import: ImportId,
    /// How many records were removed.
    pub removed: usize,
    /// What stays, and why.
    pub kept: Vec<Kept>,
}

/// A record that stays.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = KeptOfImport)]
pub struct Kept {
    /// The record.
    pub id: RecordId,
    /// What it is.
    pub kind: Kind,
    /// Its name or title.
    pub name: String,
    /// Why it stays.
    pub why: String,
}

impl Importer<'_> {
    /// Removes what an import brought, as far as nobody touched it or built upon it.
    ///
    /// # Errors
    /// [`ServerError::NotFound`] for an import that is not known; and when the store fails.
    pub fn undo(&self, import: ImportId) -> Result<Undone, ServerError> {
        let records = self.all(&Query::Import(import))?;
        if records.is_empty()
            && !self
                .store
                .imports(self.organisation)?
                .iter()
                .any(|known| known.id == import)
        {
            return Err(ServerError::NotFound);
        }
        let mut undone = Undone {
            import,
            removed: 0,
            kept: Vec::new(),
        };
        let (mut changes, mut going) = (Vec::new(), Vec::new());
        let now = self.seams.clock.wall();
        for record in records.iter().filter(|record| !is_removed(record)) {
            match self.why_kept(record)? {
                Some(why) => undone.kept.push(kept(record, &why)),
                None => {
                    let change = crate::auth::registrar::change(
                        ChangeId(self.seams.id()?),
                        now,
                        removal(record),
                    );
                    changes.push(change.bytes().map_err(ServerError::internal)?);
                    going.push(record);
                }
            }
        }
        let push = Push::unnumbered(self.author.clone(), changes);
        let judged = ingest_batch(self.store, self.organisation, now, &[push])?;
        for (judged, record) in judged.iter().flatten().zip(going) {
            if judged.is_accepted() {
                undone.removed += 1;
            } else {
                undone
                    .kept
                    .push(kept(record, "somebody built upon it just now"));
            }
        }
        self.store.undo_import(self.organisation, import, now)?;
        Ok(undone)
    }

    fn why_kept(&self, record: &Record) -> Result<Option<String>, ServerError> {
        if record.is_touched() {
            return Ok(Some("somebody changed it since".to_owned()));
        }
        let (mut customer, mut task) = (None, None);
        if record.kind == Kind::Customer {
            customer = Some(record.id.into());
        } else {
            task = Some(record.id.into());
        }
        let import = record.get(&Field::from("import"));
        if customer.is_some() {
            let tasks = self.all(&Query::Tasks(TaskFilter {
                customer,
                ..TaskFilter::default()
            }))?;
            if tasks
                .iter()
                .any(|task| task.get(&Field::from("import")) != import && !is_removed(task))
            {
                return Ok(Some("there are tasks at it".to_owned()));
            }
        }
        let notes = Query::Notes(NoteFilter {
            customer,
            task,
            ..NoteFilter::default()
        });
        let visits = Query::CheckIns(CheckInFilter {
            customer,
            task,
            ..CheckInFilter::default()
        });
        for (query, what) in [(notes, "notes"), (visits, "check-ins")] {
            if !self
                .store
                .records(self.organisation, &query, None, 1, 0)?
                .is_empty()
            {
                return Ok(Some(format!("there are {what} about it")));
            }
        }
        Ok(None)
    }
}

fn is_removed(record: &Record) -> bool {
    record.get(&Field::from("removed")) == &Value::Bool(true)
}

fn removal(record: &Record) -> Body {
    if record.kind == Kind::Customer {
        Body::CustomerRemoved(CustomerRef {
            customer: record.id.into(),
        })
    } else {
        Body::TaskRemoved(TaskRef {
            task: record.id.into(),
        })
    }
}

fn kept(record: &Record, why: &str) -> Kept {
    let text = |field: &str| record.get(&Field::from(field)).as_str().map(str::to_owned);
    let name = text("name").or_else(|| text("title")).unwrap_or_default();
    Kept {
        id: record.id,
        kind: record.kind.clone(),
        name,
        why: why.to_owned(),
    }
}
