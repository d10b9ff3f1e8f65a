//! Whole organisations in and out, on SQLite.

use outrider_model::id::OrganisationId;
use rusqlite::types::{ToSqlOutput, Value, ValueRef};
use rusqlite::{Connection, OptionalExtension, Row, ToSql, params, params_from_iter};

use super::super::transfer::{
    Cell, Filling, Holds, Incoming, Manifest, Outgoing, Reading, Table, Transfer,
};
use super::super::{Head, StoreError, Tenant};
use super::{Sqlite, blob, catalogue, number, taken};

impl Transfer for Sqlite {
    fn hand_over(
        &self,
        organisation: OrganisationId,
        reading: Reading<'_>,
    ) -> Result<(), StoreError> {
        self.read_of(organisation, |connection, org| {
            let first = None;
            reading(&mut Whole {
                connection,
                org,
                first,
            })
        })
    }

    fn take_in(
        &self,
        tenant: &Tenant,
        head: Head,
        _records: u64,
        filling: Filling<'_>,
    ) -> Result<(), StoreError> {
        self.write(|transaction| {
            transaction
                .execute(
                    "INSERT INTO organisation (id, slug, head, received, directory) \
                     VALUES (?1, ?2, ?3, ?4, ?5)",
                    params![
                        tenant.id.0.as_bytes(),
                        tenant.slug,
                        blob::stored(head.seq),
                        head.received,
                        blob::stored(head.directory),
                    ],
                )
                .map_err(taken("organisation's id or slug"))?;
            let org = number(transaction, tenant.id)?;
            let newest: Option<i64> =
                transaction.query_row("SELECT max(rid) FROM record", [], |row| row.get(0))?;
            let first = newest.unwrap_or(0).saturating_add(1);
            let first = Some(first);
            filling(&mut Whole {
                connection: transaction,
                org,
                first,
            })
        })
    }
}

/// An organisation in a transaction.
struct Whole<'c> {
    connection: &'c Connection,
    org: i64,
    /// From where records are counted, when they are only just coming.
    first: Option<i64>,
}

impl Outgoing for Whole<'_> {
    fn manifest(&mut self) -> Result<Manifest, StoreError> {
        let (id, slug, seq, received, directory) = self
            .connection
            .query_row(
                "SELECT id, slug, head, received, directory FROM organisation WHERE org = ?1",
                params![self.org],
                |row| {
                    let id = OrganisationId(blob::uuid(row, 0)?);
                    Ok((id, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?))
                },
            )
            .optional()?
            .ok_or(StoreError::NoSuchOrganisation)?;
        let (lowest, highest): (Option<i64>, Option<i64>) = self.connection.query_row(
            "SELECT min(rid), max(rid) FROM record INDEXED BY record_by_id WHERE org = ?1",
            params![self.org],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )?;
        let first = self.first.or(lowest).unwrap_or(1);
        Ok(Manifest {
            tenant: Tenant { id, slug },
            head: Head {
                seq: blob::count(seq)?,
                received,
                directory: blob::count(directory)?,
            },
            first,
            last: highest.unwrap_or(first.saturating_sub(1)),
        })
    }

    fn count(&mut self, table: &'static Table) -> Result<u64, StoreError> {
        let sql = format!("SELECT count(*) FROM {} WHERE org = ?1", table.name);
        let rows = self
            .connection
            .query_row(&sql, params![self.org], |row| row.get(0))?;
        blob::count(rows)
    }

    fn rows(
        &mut self,
        table: &'static Table,
        each: &mut dyn FnMut(&[Cell]) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let mut statement = self.connection.prepare(&select(table))?;
        let mut rows = statement.query(params![self.org])?;
        while let Some(row) = rows.next()? {
            each(&cells(table, row)?)?;
        }
        Ok(())
    }

    fn digest(&mut self) -> Result<[u8; 32], StoreError> {
        catalogue::digest_of(self.connection, self.org)
    }
}

impl Incoming for Whole<'_> {
    fn put(&mut self, table: &'static Table, row: &[Cell]) -> Result<(), StoreError> {
        let mut statement = self.connection.prepare_cached(&insert(table))?;
        let org = Cell::Whole(self.org);
        let cells = std::iter::once(&org).chain(row).map(Written);
        statement
            .execute(params_from_iter(cells))
            .map_err(taken(table.name))?;
        Ok(())
    }
}

fn columns(table: &Table) -> Vec<&'static str> {
    table.columns.iter().map(|column| column.name).collect()
}

fn select(table: &Table) -> String {
    let columns = columns(table);
    let key: Vec<&str> = columns.iter().take(table.key).copied().collect();
    format!(
        "SELECT {} FROM {} WHERE org = ?1 ORDER BY {}",
        columns.join(", "),
        table.name,
        key.join(", ")
    )
}

fn insert(table: &Table) -> String {
    let places: Vec<String> = (2..table.columns.len() + 2)
        .map(|place| format!("?{place}"))
        .collect();
    format!(
        "INSERT INTO {} (org, {}) VALUES (?1, {})",
        table.name,
        columns(table).join(", "),
        places.join(", ")
    )
}

fn cells(table: &Table, row: &Row<'_>) -> Result<Vec<Cell>, StoreError> {
    let mut cells = Vec::with_capacity(table.columns.len());
    for (place, column) in table.columns.iter().enumerate() {
        let cell = match (row.get_ref(place)?, column.holds) {
            (ValueRef::Null, _) => Cell::Absent,
            (ValueRef::Integer(number), Holds::Whole | Holds::Flag | Holds::Place) => {
                Cell::Whole(number)
            }
            (ValueRef::Text(text), Holds::Text) => Cell::Text(
                String::from_utf8(text.to_vec())
                    .map_err(|_| StoreError::Broken("words that are no UTF-8".into()))?,
            ),
            (ValueRef::Blob(bytes), Holds::Bytes | Holds::Id) => Cell::Bytes(bytes.to_vec()),
            (
                ValueRef::Integer(_) | ValueRef::Text(_) | ValueRef::Blob(_) | ValueRef::Real(_),
                _,
            ) => {
                let what = format!("{}.{} holds something else", table.name, column.name);
                return Err(StoreError::Broken(what));
            }
        };
        cells.push(cell);
    }
    Ok(cells)
}

/// A cell as SQLite takes it.
struct Written<'c>(&'c Cell);

impl ToSql for Written<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self.0 {
            Cell::Absent => ToSqlOutput::Owned(Value::Null),
            Cell::Whole(number) => ToSqlOutput::Owned(Value::Integer(*number)),
            Cell::Text(text) => ToSqlOutput::Borrowed(ValueRef::Text(text.as_bytes())),
            Cell::Bytes(bytes) => ToSqlOutput::Borrowed(ValueRef::Blob(bytes)),
        })
    }
}
