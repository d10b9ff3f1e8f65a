//! Whole organisations in and out, on PostgreSQL.

use std::sync::LazyLock;

use outrider_model::id::OrganisationId;
use tokio_postgres::Row;
use uuid::Uuid;

use super::super::transfer::{
    Cell, Column, Filling, Holds, Incoming, Manifest, Outgoing, Reading, TABLES, Table, Transfer,
};
use super::super::{Head, StoreError, Tenant};
use super::statement::{Sql, cells, statements};
use super::talk::{self, Mode, Talk, get};
use super::{ENTER, HEAD, Postgres, catalogue, cell, end, taken};

statements! {
    /// Its counters, as they were.
    FOUND = "INSERT INTO head (org, head, received, directory, records) VALUES ($1, $2, $3, $4, $5)";
    /// What is said before the rows.
    MANIFEST = "SELECT tenant.slug, head.head, head.received, head.directory, \
        (SELECT min(rid) FROM record WHERE record.org = $1), \
        (SELECT max(rid) FROM record WHERE record.org = $1) \
        FROM tenant JOIN head USING (org) WHERE head.org = $1";
}

/// How many rows are read at a time.
const PAGE: usize = 256;

/// The statements of a table: counting, reading from a row on, writing.
pub(super) struct Texts {
    table: &'static Table,
    pub(super) count: Sql,
    pub(super) read: Sql,
    pub(super) add: Sql,
}

/// The statements of every table, made of the list of tables once.
pub(super) static TEXTS: LazyLock<Vec<Texts>> =
    LazyLock::new(|| TABLES.iter().map(Texts::of).collect());

impl Texts {
    fn of(table: &'static Table) -> Texts {
        let names: Vec<&str> = table.columns.iter().map(|column| column.name).collect();
        let key = names.iter().take(table.key).copied().collect::<Vec<_>>();
        let (all, key, name) = (names.join(", "), key.join(", "), table.name);
        let from: Vec<String> = table
            .columns
            .iter()
            .take(table.key)
            .zip(3_usize..)
            .map(|(column, place)| format!("${place}::{}", type_of(table, column)))
            .collect();
        // An epoch that was copied is of a life that this database does not know.
        let (life, unknown) = if name == "epoch" {
            (", life", ", ''")
        } else {
            ("", "")
        };
        let places: Vec<String> = (2..names.len() + 2)
            .map(|place| format!("${place}"))
            .collect();
        let listed = |text: String| Sql::listed(text.leak());
        Texts {
            table,
            count: listed(format!("SELECT count(*) FROM {name} WHERE org = $1")),
            read: listed(format!(
                "SELECT {all} FROM {name} WHERE org = $1 AND ($2::boolean OR ({key}) > ({})) \
                 ORDER BY {key} LIMIT {PAGE}",
                from.join(", ")
            )),
            add: listed(format!(
                "INSERT INTO {name} (org, {all}{life}) VALUES ($1, {}{unknown})",
                places.join(", ")
            )),
        }
    }

    fn find(table: &'static Table) -> Result<&'static Texts, StoreError> {
        TEXTS
            .iter()
            .find(|texts| texts.table == table)
            .ok_or_else(|| StoreError::Broken(format!("no table {}", table.name)))
    }
}

/// Words of kept texts stand as bytes, which can hold every letter.
fn is_text_in_bytes(table: &Table, column: &Column) -> bool {
    table.name == "text" && column.name == "body"
}

fn type_of(table: &Table, column: &Column) -> &'static str {
    match column.holds {
        Holds::Whole | Holds::Place => "bigint",
        Holds::Flag => "boolean",
        Holds::Text if is_text_in_bytes(table, column) => "bytea",
        Holds::Text => "text",
        Holds::Bytes => "bytea",
        Holds::Id => "uuid",
    }
}

impl Transfer for Postgres {
    fn hand_over(
        &self,
        organisation: OrganisationId,
        reading: Reading<'_>,
    ) -> Result<(), StoreError> {
        self.read_of(organisation, |talk| {
            reading(&mut Whole {
                talk,
                organisation,
                first: None,
            })
        })
    }

    fn take_in(
        &self,
        tenant: &Tenant,
        head: Head,
        records: u64,
        filling: Filling<'_>,
    ) -> Result<(), StoreError> {
        let mut talk = Talk::over(&self.parts, tenant.id, self.parts.link()?.link);
        talk.open(Mode::Write, HEAD)?;
        end(talk, |talk| {
            let slug = cells![talk::plain(&tenant.slug)];
            talk.run_or(ENTER, slug, taken("organisation's id or slug"))?;
            let counters = cells![
                cell::stored(head.seq),
                head.received,
                cell::stored(head.directory),
                cell::stored(records),
            ];
            talk.send(FOUND, counters)?;
            filling(&mut Whole {
                talk,
                organisation: tenant.id,
                first: Some(1),
            })
        })
    }
}

/// An organisation in a transaction.
struct Whole<'t, 's> {
    talk: &'t mut Talk<'s>,
    organisation: OrganisationId,
    /// From where records are counted, when they are only just coming.
    first: Option<i64>,
}

impl Outgoing for Whole<'_, '_> {
    fn manifest(&mut self) -> Result<Manifest, StoreError> {
        let row = self
            .talk
            .row(MANIFEST, cells![])?
            .ok_or(StoreError::NoSuchOrganisation)?;
        let (lowest, highest): (Option<i64>, Option<i64>) = (get(&row, 4)?, get(&row, 5)?);
        let first = self.first.or(lowest).unwrap_or(1);
        Ok(Manifest {
            tenant: Tenant {
                id: self.organisation,
                slug: get(&row, 0)?,
            },
            head: Head {
                seq: cell::count(get(&row, 1)?)?,
                received: get(&row, 2)?,
                directory: cell::count(get(&row, 3)?)?,
            },
            first,
            last: highest.unwrap_or(first.saturating_sub(1)),
        })
    }

    fn count(&mut self, table: &'static Table) -> Result<u64, StoreError> {
        let rows = self.talk.row(Texts::find(table)?.count, cells![])?;
        rows.map_or(Ok(0), |row| cell::count(get(&row, 0)?))
    }

    fn rows(
        &mut self,
        table: &'static Table,
        each: &mut dyn FnMut(&[Cell]) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let sql = Texts::find(table)?.read;
        let mut last: Option<Vec<Cell>> = None;
        loop {
            let rows = self.talk.rows(sql, after(table, last.as_deref()))?;
            let is_more = rows.len() == PAGE;
            for row in &rows {
                let cells = read(table, row)?;
                each(&cells)?;
                last = Some(cells);
            }
            if !is_more {
                return Ok(());
            }
        }
    }

    fn digest(&mut self) -> Result<[u8; 32], StoreError> {
        catalogue::digest_of(self.talk)
    }
}

impl Incoming for Whole<'_, '_> {
    fn put(&mut self, table: &'static Table, row: &[Cell]) -> Result<(), StoreError> {
        let cells = table
            .columns
            .iter()
            .zip(row)
            .map(|(column, cell)| written(table, column, cell))
            .collect();
        self.talk.send(Texts::find(table)?.add, cells)
    }
}

/// Returns whether to begin anew, and the key of the last row that was read.
fn after(table: &Table, last: Option<&[Cell]>) -> Vec<talk::Cell> {
    let mut cells = cells![last.is_none()];
    for (place, column) in table.columns.iter().take(table.key).enumerate() {
        let cell = last.and_then(|row| row.get(place));
        cells.push(written(table, column, cell.unwrap_or(&Cell::Absent)));
    }
    cells
}

fn written(table: &Table, column: &Column, cell: &Cell) -> talk::Cell {
    match (cell, column.holds) {
        (Cell::Whole(number), Holds::Flag) => Box::new(*number != 0),
        (Cell::Whole(number), _) => Box::new(*number),
        (Cell::Text(text), _) if is_text_in_bytes(table, column) => {
            Box::new(text.as_bytes().to_vec())
        }
        (Cell::Text(text), _) => Box::new(talk::plain(text)),
        (Cell::Bytes(bytes), Holds::Id) => Box::new(Uuid::from_slice(bytes).unwrap_or_default()),
        (Cell::Bytes(bytes), _) => Box::new(bytes.clone()),
        (Cell::Absent, Holds::Whole | Holds::Place) => Box::new(None::<i64>),
        (Cell::Absent, Holds::Flag) => Box::new(None::<bool>),
        (Cell::Absent, Holds::Text) if is_text_in_bytes(table, column) => Box::new(None::<Vec<u8>>),
        (Cell::Absent, Holds::Text) => Box::new(None::<String>),
        (Cell::Absent, Holds::Bytes) => Box::new(None::<Vec<u8>>),
        (Cell::Absent, Holds::Id) => Box::new(None::<Uuid>),
    }
}

fn read(table: &Table, row: &Row) -> Result<Vec<Cell>, StoreError> {
    let columns = table.columns.iter().enumerate();
    columns
        .map(|(place, column)| {
            let cell = match column.holds {
                Holds::Whole | Holds::Place => get::<Option<i64>>(row, place)?.map(Cell::Whole),
                Holds::Flag => {
                    get::<Option<bool>>(row, place)?.map(|flag| Cell::Whole(i64::from(flag)))
                }
                Holds::Text if is_text_in_bytes(table, column) => {
                    let words = get::<Option<Vec<u8>>>(row, place)?.map(String::from_utf8);
                    let words = words.transpose();
                    let broken = |_| StoreError::Broken("words that are no UTF-8".into());
                    words.map_err(broken)?.map(Cell::Text)
                }
                Holds::Text => get::<Option<String>>(row, place)?.map(Cell::Text),
                Holds::Bytes => get::<Option<Vec<u8>>>(row, place)?.map(Cell::Bytes),
                Holds::Id => {
                    get::<Option<Uuid>>(row, place)?.map(|id| Cell::Bytes(id.as_bytes().to_vec()))
                }
            };
            Ok(cell.unwrap_or(Cell::Absent))
        })
        .collect()
}
