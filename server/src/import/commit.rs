//! From a file's bytes to one commit, or to a list of what is wrong with it.

use outrider_model::change::{Bases, Body, Change};
use outrider_model::decide::Verdict;
use outrider_model::id::{ChangeId, ImportId, PersonId};
use outrider_model::place::Fence;

use super::customers::{self, CustomerRules};
use super::directory::Directory;
use super::existing::Match;
use super::mapping::{CUSTOMERS, Mapping, TASKS};
use super::read::{Table, read};
use super::{Importer, LISTED, Options, Owners, RowError, Staged, Summary, Wanted, What, tasks};
use crate::error::ServerError;
use crate::ingest::{Push, ingest_batch};
use crate::store::Import;

/// How many rows a preview shows.
const SHOWN: usize = 5;

impl Importer<'_> {
    /// Takes a table: decides without the lock, then commits all of it at once, or nothing when a
    /// row is wrong.
    ///
    /// # Errors
    /// [`ServerError::Invalid`] for options that make no sense, and when the store fails. Rows
    /// that are wrong are no error of this kind: the summary names them.
    pub fn commit(
        &self,
        bytes: &[u8],
        what: What,
        options: &Options,
    ) -> Result<Summary, ServerError> {
        let table = match read(bytes) {
            Ok(table) => table,
            Err(errors) => return Ok(unread(what, options, errors)),
        };
        let targets = if what == What::Customers {
            CUSTOMERS
        } else {
            TASKS
        };
        let mapping = Mapping::of(&table, targets, &options.mapping)
            .map_err(|why| ServerError::invalid("--map", why))?;
        let needed = if what == What::Customers {
            "name"
        } else {
            "title"
        };
        if !mapping.has(needed) {
            let why = format!(
                "no column was recognised for `{needed}`: say which with --map {needed}=COLUMN"
            );
            return Err(ServerError::invalid("--map", why));
        }
        let import = ImportId(self.seams.id()?);
        let (rows, mut summary) = self.stage(&table, mapping, what, options, import)?;
        let wanted = self.wanted(&rows, &mut summary)?;
        if options.is_preview || summary.wrong > 0 {
            if options.is_preview {
                summary.first = wanted
                    .iter()
                    .take(SHOWN)
                    .map(|wanted| wanted.change.body.clone())
                    .collect();
            }
            return Ok(summary);
        }
        self.store_all(&wanted, &mut summary)?;
        if summary.wrong == 0 {
            self.note(import, &mut summary, &options.file)?;
        }
        Ok(summary)
    }

    fn stage(
        &self,
        table: &Table,
        mapping: Mapping,
        what: What,
        options: &Options,
        import: ImportId,
    ) -> Result<(Vec<Staged>, Summary), ServerError> {
        let directory = self.directory(what)?;
        let mut summary = Summary {
            latin: table.is_latin,
            rows: table.rows.len(),
            ..empty(what, options)
        };
        let rows = match what {
            What::Customers => {
                let rules = CustomerRules {
                    owners: owners(&options.owners, &directory)?,
                    fence: Fence {
                        radius_mm: i64::from(options.fence) * 1000,
                    },
                    is_swapped: options.is_swapped,
                };
                let staged = customers::stage(table, &mapping, &directory, &rules, import);
                summary.without_site = staged.without_site;
                summary.swapped_headers = staged.is_swapped;
                summary.refuse(staged.errors);
                staged.rows
            }
            What::Tasks => {
                let (rows, errors) = tasks::stage(table, &mapping, &directory, import);
                summary.refuse(errors);
                rows
            }
        };
        summary.unused_columns = mapping.unused(table);
        summary.mapping = mapping;
        Ok((rows, summary))
    }

    /// Compares rows with what is here, and makes the changes that are needed.
    fn wanted(&self, rows: &[Staged], summary: &mut Summary) -> Result<Vec<Wanted>, ServerError> {
        let existing = self.existing(rows)?;
        let now = self.seams.clock.wall();
        let mut wanted = Vec::with_capacity(rows.len());
        for (place, row) in rows.iter().enumerate() {
            (self.told)(place, rows.len());
            let (id, body, was) = match existing.matching(row) {
                Err(error) => {
                    summary.refuse(vec![error]);
                    continue;
                }
                Ok(Match::Same) => {
                    summary.unchanged += 1;
                    continue;
                }
                Ok(Match::Edit(body, was)) => {
                    summary.updated += 1;
                    (self.seams.id()?, *body, was)
                }
                Ok(Match::New) => {
                    summary.count(&row.body);
                    (
                        row.id.map_or_else(|| self.seams.id(), Ok)?,
                        row.body.clone(),
                        Bases::new(),
                    )
                }
            };
            let change = Change {
                was,
                ..crate::auth::registrar::change(ChangeId(id), now, body)
            };
            wanted.push(Wanted {
                line: row.line,
                change,
            });
        }
        (self.told)(rows.len(), rows.len());
        Ok(wanted)
    }

    fn store_all(&self, wanted: &[Wanted], summary: &mut Summary) -> Result<(), ServerError> {
        let changes = wanted
            .iter()
            .map(|wanted| wanted.change.bytes().map_err(ServerError::internal));
        let mut push =
            Push::unnumbered(self.author.clone(), changes.collect::<Result<Vec<_>, _>>()?);
        push.is_whole = true;
        let judged = ingest_batch(
            self.store,
            self.organisation,
            self.seams.clock.wall(),
            &[push],
        )?;
        let refused = judged
            .iter()
            .flatten()
            .zip(wanted)
            .filter(|(judged, _)| !judged.is_accepted());
        let errors = refused.map(|(judged, wanted)| RowError {
            line: wanted.line,
            column: String::new(),
            why: reproach(&judged.verdict),
        });
        summary.refuse(errors.collect());
        Ok(())
    }

    fn note(&self, import: ImportId, summary: &mut Summary, file: &str) -> Result<(), ServerError> {
        let records = summary.customers + summary.tasks;
        summary.import = Some(import);
        let what = if summary.what == What::Customers {
            "customers"
        } else {
            "tasks"
        };
        self.store.save_import(
            self.organisation,
            &Import {
                id: import,
                what: what.to_owned(),
                file: file.to_owned(),
                person: self.author.person,
                at: self.seams.clock.wall(),
                undone: None,
                records: u64::try_from(records).unwrap_or(u64::MAX),
            },
        )?;
        Ok(())
    }
}

impl Summary {
    fn refuse(&mut self, errors: Vec<RowError>) {
        self.wrong += errors.len();
        let room = LISTED.saturating_sub(self.errors.len());
        self.errors.extend(errors.into_iter().take(room));
        self.errors.sort_by_key(|error| error.line);
    }

    fn count(&mut self, body: &Body) {
        if matches!(body, Body::CustomerAdded(_)) {
            self.customers += 1;
        } else {
            self.tasks += 1;
        }
    }
}

fn owners(owners: &Owners, directory: &Directory) -> Result<Vec<PersonId>, ServerError> {
    match owners {
        Owners::Nobody => Ok(Vec::new()),
        Owners::RoundRobin if directory.reps.is_empty() => Err(ServerError::invalid(
            "--owners",
            "there are no reps to share the customers",
        )),
        Owners::RoundRobin => Ok(directory.reps.clone()),
        Owners::These(words) => words
            .iter()
            .map(|word| {
                directory
                    .people
                    .find(word)
                    .map_err(|why| ServerError::invalid("--owners", why))
            })
            .collect(),
    }
}

fn empty(what: What, options: &Options) -> Summary {
    Summary {
        import: None,
        what,
        preview: options.is_preview,
        rows: 0,
        customers: 0,
        tasks: 0,
        updated: 0,
        unchanged: 0,
        without_site: 0,
        swapped_headers: false,
        latin: false,
        mapping: Mapping::default(),
        unused_columns: Vec::new(),
        first: Vec::new(),
        wrong: 0,
        errors: Vec::new(),
    }
}

fn unread(what: What, options: &Options, errors: Vec<RowError>) -> Summary {
    let mut summary = empty(what, options);
    summary.refuse(errors);
    summary
}

fn reproach(verdict: &Verdict) -> String {
    match verdict {
        Verdict::Refused(reproach) if reproach.field.is_empty() => {
            format!("refused: {}", reproach.code)
        }
        Verdict::Refused(reproach) => format!("refused: {} ({})", reproach.code, reproach.field),
        Verdict::Waits { .. } => "it names something that is not here".to_owned(),
        Verdict::Applied
        | Verdict::Merged { .. }
        | Verdict::Duplicate { .. }
        | Verdict::NeedBase { .. }
        | Verdict::Unsupported
        | Verdict::Busy => "not stored, because another row was refused".to_owned(),
    }
}
