//! What screens, reports and exports read, on SQLite.

use outrider_model::id::{CustomerId, ImportId, OrganisationId, PersonId, RecordId};
use outrider_model::record::Kind;
use rusqlite::types::{Value, ValueRef};
use rusqlite::{Connection, Row, params, params_from_iter};

use super::super::digest::StateDigest;
use super::super::{
    AuditFilter, AuditLine, Catalogue, CustomerFilter, Dealings, Event, HistoryRow, Import, Point,
    Query, Span, StoreError, Stored, Tally, Work,
};
use super::query::{self, Sight, Wanted, whole};
use super::seen::Kept;
use super::{Sqlite, audit, blob, history, taken, work};

const EVENTS: &str =
    "SELECT change, history.seq, author, device, stamp, received, verdict, payload";

impl Catalogue for Sqlite {
    fn records(
        &self,
        organisation: OrganisationId,
        query: &Query,
        viewer: Option<PersonId>,
        limit: usize,
        skip: usize,
    ) -> Result<Vec<Stored>, StoreError> {
        self.read_kept(organisation, |reader, org, kept| {
            let sight = sight(reader, org, kept, query, viewer)?;
            let (sql, values) = Wanted::of(org, query, sight).page(limit, skip);
            let rows: Vec<i64> = all(reader, &sql, values, |row| Ok(row.get(0)?))?;
            let mut record =
                reader.prepare_cached("SELECT id, kind, seq, bytes FROM record WHERE rid = ?1")?;
            let mut read = |row: i64| -> Result<Stored, StoreError> {
                record.query_row([row], |row| Ok(stored(row)))?
            };
            rows.into_iter().map(&mut read).collect()
        })
    }

    fn count(
        &self,
        organisation: OrganisationId,
        query: &Query,
        viewer: Option<PersonId>,
    ) -> Result<u64, StoreError> {
        self.read_kept(organisation, |reader, org, kept| {
            let sight = sight(reader, org, kept, query, viewer)?;
            let (sql, values) = Wanted::of(org, query, sight).count();
            let counted = all(reader, &sql, values, |row| blob::count(row.get(0)?))?;
            Ok(counted.first().copied().unwrap_or(0))
        })
    }

    fn tally(
        &self,
        organisation: OrganisationId,
        query: &Query,
        viewer: Option<PersonId>,
    ) -> Result<Vec<Tally>, StoreError> {
        self.read_kept(organisation, |reader, org, kept| {
            let sight = sight(reader, org, kept, query, viewer)?;
            match Wanted::of(org, query, sight).tally() {
                Some((sql, values)) => all(reader, &sql, values, tally),
                None => Ok(Vec::new()),
            }
        })
    }

    fn work(
        &self,
        organisation: OrganisationId,
        span: &Span,
        viewer: Option<PersonId>,
    ) -> Result<Work, StoreError> {
        self.read_kept(organisation, |reader, org, kept| {
            let sight = of_rows(reader, org, kept, viewer)?;
            work::work(reader, org, span, &sight)
        })
    }

    fn points(
        &self,
        organisation: OrganisationId,
        filter: &CustomerFilter,
        viewer: Option<PersonId>,
        limit: usize,
    ) -> Result<Vec<Point>, StoreError> {
        let query = Query::Customers(filter.clone());
        self.read_kept(organisation, |reader, org, kept| {
            let sight = of_rows(reader, org, kept, viewer)?;
            let (sql, values) = Wanted::of(org, &query, sight).points(limit);
            all(reader, &sql, values, |row| {
                Ok(Point {
                    id: CustomerId(blob::uuid(row, 0)?),
                    name: row.get(1)?,
                    lat: row.get(2)?,
                    lon: row.get(3)?,
                    owner: person(row, 4)?,
                })
            })
        })
    }

    fn dealings(
        &self,
        organisation: OrganisationId,
        customers: &[CustomerId],
        viewer: Option<PersonId>,
    ) -> Result<Vec<Dealings>, StoreError> {
        self.read_kept(organisation, |reader, org, kept| {
            let sight = of_rows(reader, org, kept, viewer)?;
            let mut statement = reader.prepare_cached(&query::dealings(&sight))?;
            let seen = sight.value();
            let of = |customer: &CustomerId| {
                let mut rows = statement.query(params![org, seen, customer.0.as_bytes()])?;
                let Some(row) = rows.next()? else {
                    return Ok(Dealings::default());
                };
                Ok(Dealings {
                    last_visit: row.get(0)?,
                    open_tasks: blob::count(row.get(1)?)?,
                })
            };
            customers.iter().map(of).collect()
        })
    }

    fn timeline(
        &self,
        organisation: OrganisationId,
        record: RecordId,
    ) -> Result<Vec<Event>, StoreError> {
        self.read_of(organisation, |reader, org| {
            let mut statement = reader.prepare_cached(&format!(
                "{EVENTS} FROM touched JOIN history USING (org, seq) \
                 WHERE touched.org = ?1 AND record = ?2 ORDER BY touched.seq"
            ))?;
            let mut rows = statement.query(params![org, record.0.as_bytes()])?;
            let mut events = Vec::new();
            while let Some(row) = rows.next()? {
                events.push(history::event(row)?);
            }
            Ok(events)
        })
    }

    fn history(
        &self,
        organisation: OrganisationId,
        after: u64,
        limit: usize,
    ) -> Result<Vec<Event>, StoreError> {
        self.read_of(organisation, |reader, org| {
            let mut statement = reader.prepare_cached(&format!(
                "{EVENTS} FROM history WHERE org = ?1 AND seq > ?2 ORDER BY seq LIMIT ?3"
            ))?;
            let mut rows = statement.query(params![org, blob::stored(after), whole(limit)])?;
            let mut events = Vec::new();
            while let Some(row) = rows.next()? {
                events.push(history::event(row)?);
            }
            Ok(events)
        })
    }

    fn history_rows(
        &self,
        organisation: OrganisationId,
        after: u64,
        limit: usize,
    ) -> Result<Vec<HistoryRow>, StoreError> {
        self.read_of(organisation, |reader, org| {
            history::rows(reader, org, after, limit)
        })
    }

    fn export(
        &self,
        organisation: OrganisationId,
        each: &mut dyn FnMut(Stored) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        self.read_of(organisation, |reader, org| {
            let mut statement = reader.prepare_cached(
                "SELECT id, kind, seq, bytes FROM record WHERE org = ?1 ORDER BY id",
            )?;
            let mut rows = statement.query(params![org])?;
            while let Some(row) = rows.next()? {
                each(stored(row)?)?;
            }
            Ok(())
        })
    }

    fn digest(&self, organisation: OrganisationId) -> Result<[u8; 32], StoreError> {
        self.read_of(organisation, digest_of)
    }

    fn save_import(&self, organisation: OrganisationId, import: &Import) -> Result<(), StoreError> {
        self.write_of(organisation, |transaction, org| {
            let mut statement = transaction.prepare_cached(
                "INSERT INTO import (org, import, what, file, person, at, undone) \
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            )?;
            statement
                .execute(params![
                    org,
                    import.id.0.as_bytes(),
                    import.what,
                    import.file,
                    import.person.0.as_bytes(),
                    import.at,
                    import.undone,
                ])
                .map_err(taken("import"))?;
            Ok(())
        })
    }

    fn undo_import(
        &self,
        organisation: OrganisationId,
        import: ImportId,
        now: i64,
    ) -> Result<(), StoreError> {
        self.write_of(organisation, |transaction, org| {
            transaction.execute(
                "UPDATE import SET undone = ?3 WHERE org = ?1 AND import = ?2 AND undone IS NULL",
                params![org, import.0.as_bytes(), now],
            )?;
            Ok(())
        })
    }

    fn imports(&self, organisation: OrganisationId) -> Result<Vec<Import>, StoreError> {
        self.read_of(organisation, |reader, org| {
            let mut statement = reader.prepare_cached(
                "SELECT import, what, file, person, at, undone, (SELECT count(*) FROM brought \
                 WHERE brought.org = import.org AND brought.import = import.import) \
                 FROM import WHERE org = ?1 ORDER BY at DESC, import",
            )?;
            let mut rows = statement.query(params![org])?;
            let mut imports = Vec::new();
            while let Some(row) = rows.next()? {
                imports.push(Import {
                    id: ImportId(blob::uuid(row, 0)?),
                    what: row.get(1)?,
                    file: row.get(2)?,
                    person: PersonId(blob::uuid(row, 3)?),
                    at: row.get(4)?,
                    undone: row.get(5)?,
                    records: blob::count(row.get(6)?)?,
                });
            }
            Ok(imports)
        })
    }

    fn audit(
        &self,
        organisation: OrganisationId,
        filter: &AuditFilter,
        limit: usize,
    ) -> Result<Vec<AuditLine>, StoreError> {
        self.read_of(organisation, |reader, org| {
            audit::lines(reader, org, filter, limit)
        })
    }

    fn audit_keys(
        &self,
        organisation: OrganisationId,
    ) -> Result<Vec<(PersonId, [u8; 32])>, StoreError> {
        self.read_of(organisation, audit::keys)
    }
}

/// Returns how it is told what a viewer sees of a query.
fn sight(
    reader: &Connection,
    org: i64,
    kept: &mut Kept,
    query: &Query,
    viewer: Option<PersonId>,
) -> Result<Sight, StoreError> {
    match viewer {
        Some(viewer) if !Sight::is_of_rows(query) => Ok(Sight::Person(viewer)),
        Some(_) | None => of_rows(reader, org, kept, viewer),
    }
}

fn of_rows(
    reader: &Connection,
    org: i64,
    kept: &mut Kept,
    viewer: Option<PersonId>,
) -> Result<Sight, StoreError> {
    Ok(match viewer {
        Some(viewer) => Sight::Rows(kept.of(reader, org, viewer)?),
        None => Sight::All,
    })
}

/// Returns the digest over an organisation's records and kept texts.
pub(super) fn digest_of(connection: &Connection, org: i64) -> Result<[u8; 32], StoreError> {
    let mut digest = StateDigest::default();
    let mut statement =
        connection.prepare_cached("SELECT id, bytes FROM record WHERE org = ?1 ORDER BY id")?;
    let mut rows = statement.query(params![org])?;
    while let Some(row) = rows.next()? {
        digest.record(cell(row, 0)?, cell(row, 1)?);
    }
    let mut statement = connection.prepare_cached(
        "SELECT record, hash, body FROM text WHERE org = ?1 ORDER BY record, hash",
    )?;
    let mut rows = statement.query(params![org])?;
    while let Some(row) = rows.next()? {
        digest.text(cell(row, 0)?, cell(row, 1)?, cell(row, 2)?);
    }
    Ok(digest.finish())
}

/// Borrows the bytes of a blob or a text.
fn cell<'r>(row: &'r Row<'_>, column: usize) -> Result<&'r [u8], StoreError> {
    match row.get_ref(column)? {
        ValueRef::Blob(bytes) | ValueRef::Text(bytes) => Ok(bytes),
        ValueRef::Null | ValueRef::Integer(_) | ValueRef::Real(_) => {
            Err(StoreError::Broken("a cell of bytes that holds none".into()))
        }
    }
}

fn all<T>(
    reader: &Connection,
    sql: &str,
    values: Vec<Value>,
    mut each: impl FnMut(&Row<'_>) -> Result<T, StoreError>,
) -> Result<Vec<T>, StoreError> {
    let mut statement = reader.prepare_cached(sql)?;
    let mut rows = statement.query(params_from_iter(values))?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(each(row)?);
    }
    Ok(found)
}

fn tally(row: &Row<'_>) -> Result<Tally, StoreError> {
    let day: Option<String> = row.get(1)?;
    let word: Option<String> = row.get(2)?;
    Ok(Tally {
        person: person(row, 0)?,
        day: day.and_then(|day| day.parse().ok()),
        word: word.unwrap_or_default(),
        count: blob::count(row.get(3)?)?,
    })
}

fn person(row: &Row<'_>, column: usize) -> Result<Option<PersonId>, StoreError> {
    match row.get_ref(column)? {
        ValueRef::Null => Ok(None),
        ValueRef::Blob(_) | ValueRef::Integer(_) | ValueRef::Real(_) | ValueRef::Text(_) => {
            Ok(Some(PersonId(blob::uuid(row, column)?)))
        }
    }
}

/// Reads a row of (id, kind, seq, bytes).
fn stored(row: &Row<'_>) -> Result<Stored, StoreError> {
    Ok(Stored {
        id: RecordId(blob::uuid(row, 0)?),
        kind: Kind::from(row.get_ref(1)?.as_str().map_err(rusqlite::Error::from)?),
        seq: blob::count(row.get(2)?)?,
        bytes: row.get(3)?,
    })
}
