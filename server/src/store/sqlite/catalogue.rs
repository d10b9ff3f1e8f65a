//! What screens, reports and exports read, on SQLite.

use outrider_model::id::{ImportId, OrganisationId, PersonId, RecordId};
use outrider_model::record::Kind;
use rusqlite::types::{Value, ValueRef};
use rusqlite::{Connection, Row, params, params_from_iter};
use uuid::Uuid;

use super::super::digest::StateDigest;
use super::super::{
    AuditFilter, AuditLine, Catalogue, Event, HistoryRow, Import, Query, StoreError, Stored,
    TaskFilter,
};
use super::{Sqlite, audit, blob, history, taken};

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
        self.read_of(organisation, |reader, org| {
            let mut wanted = Wanted::of(org, query);
            wanted.seen_by(viewer);
            wanted.page(limit, skip);
            let mut statement = reader.prepare_cached(&wanted.sql)?;
            let mut rows = statement.query(params_from_iter(wanted.values))?;
            let mut found = Vec::new();
            while let Some(row) = rows.next()? {
                found.push(stored(row)?);
            }
            Ok(found)
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

/// A statement in the making, with its values.
struct Wanted {
    sql: String,
    values: Vec<Value>,
    order: &'static str,
}

impl Wanted {
    fn of(org: i64, query: &Query) -> Wanted {
        let mut wanted = Wanted {
            sql: String::new(),
            values: vec![Value::Integer(org)],
            order: "record.id",
        };
        match query {
            Query::Ids(ids) => {
                wanted.from(None);
                wanted.one_of("record.id", ids.iter().map(|id| blob_of(id.0)).collect());
            }
            Query::Kind(kind) => wanted.few(kind),
            Query::People => {
                wanted.from(Some("person"));
                wanted.order = "side.name, record.id";
            }
            Query::Tasks(filter) => wanted.tasks(filter),
            Query::Customers {
                owner,
                text,
                removed,
            } => {
                wanted.from(Some("customer"));
                wanted.equal("side.owner", owner.map(|id| id.0));
                wanted.holding(text);
                if !removed {
                    wanted.sql.push_str(" AND side.removed = 0");
                }
                wanted.order = "side.name, record.id";
            }
            Query::CustomersByCode(codes) => {
                wanted.from(Some("customer"));
                wanted.one_of(
                    "side.code",
                    codes.iter().cloned().map(Value::Text).collect(),
                );
                wanted
                    .sql
                    .push_str(" AND side.code <> '' AND side.removed = 0");
            }
            Query::Notes(filter) => {
                wanted.from(Some("note"));
                wanted.equal("side.person", filter.person.map(|id| id.0));
                wanted.equal("side.customer", filter.customer.map(|id| id.0));
                wanted.equal("side.task", filter.task.map(|id| id.0));
                wanted.order = "side.time DESC, record.id";
            }
            Query::CheckIns(filter) => {
                wanted.from(Some("check_in"));
                wanted.equal("side.person", filter.person.map(|id| id.0));
                wanted.equal("side.customer", filter.customer.map(|id| id.0));
                wanted.equal("side.task", filter.task.map(|id| id.0));
                wanted.order = "side.begins DESC, record.id";
            }
            Query::Diary { person, settled } => {
                wanted.from(Some("diary"));
                wanted.equal("side.person", Some(person.0));
                if !settled {
                    wanted.sql.push_str(" AND side.settled = 0");
                }
                wanted.order = "side.noticed DESC, record.id";
            }
            Query::Import(import) => {
                wanted.from(Some("brought"));
                wanted.equal("side.import", Some(import.0));
            }
        }
        wanted
    }

    fn from(&mut self, side: Option<&str>) {
        let select = "SELECT record.id, record.kind, record.seq, record.bytes FROM";
        self.sql = match side {
            Some(side) => {
                format!("{select} {side} AS side JOIN record USING (rid) WHERE side.org = ?1")
            }
            None => format!("{select} record WHERE record.org = ?1"),
        };
    }

    fn few(&mut self, kind: &Kind) {
        self.from(Some("few"));
        let place = self.value(Value::Text(kind.as_str().to_owned()));
        self.sql.push_str(&format!(" AND side.kind = ?{place}"));
    }

    fn tasks(&mut self, filter: &TaskFilter) {
        self.from(Some("task"));
        self.sql.push_str(" AND side.removed = 0");
        self.equal("side.assignee", filter.assignee.map(|id| id.0));
        self.equal("side.team", filter.team.map(|id| id.0));
        self.equal("side.customer", filter.customer.map(|id| id.0));
        for (day, condition) in [(filter.from, ">="), (filter.to, "<=")] {
            if let Some(day) = day {
                let place = self.value(Value::Text(day.to_string()));
                self.sql
                    .push_str(&format!(" AND side.plan_day {condition} ?{place}"));
            }
        }
        if let Some(open) = filter.open {
            self.sql.push_str(if open {
                " AND side.open = 1"
            } else {
                " AND side.open = 0"
            });
        }
        if !filter.statuses.is_empty() {
            self.one_of(
                "side.status",
                filter.statuses.iter().cloned().map(Value::Text).collect(),
            );
        }
        if filter.unassigned {
            self.sql.push_str(" AND side.assignee IS NULL");
        }
        self.order = "side.plan_day IS NULL, side.plan_day, record.id";
    }

    fn value(&mut self, value: Value) -> usize {
        self.values.push(value);
        self.values.len()
    }

    fn equal(&mut self, column: &str, id: Option<Uuid>) {
        if let Some(id) = id {
            let place = self.value(blob_of(id));
            self.sql.push_str(&format!(" AND {column} = ?{place}"));
        }
    }

    fn one_of(&mut self, column: &str, values: Vec<Value>) {
        let places: Vec<String> = values
            .into_iter()
            .map(|value| format!("?{}", self.value(value)))
            .collect();
        self.sql
            .push_str(&format!(" AND {column} IN ({})", places.join(", ")));
    }

    /// Every word has to stand somewhere in name, number or address.
    fn holding(&mut self, text: &str) {
        for word in text.split_whitespace() {
            let place = self.value(Value::Text(word.to_owned()));
            self.sql.push_str(&format!(
                " AND (side.name LIKE '%' || ?{place} || '%' OR side.code LIKE ?{place} || '%' \
                 OR side.address LIKE '%' || ?{place} || '%')"
            ));
        }
    }

    /// Leaves out what none of the viewer's audiences sees now.
    fn seen_by(&mut self, viewer: Option<PersonId>) {
        if let Some(viewer) = viewer {
            let place = self.value(blob_of(viewer.0));
            self.sql.push_str(&format!(
                " AND EXISTS (SELECT 1 FROM membership \
                 JOIN feed ON feed.org = ?1 AND feed.rid = record.rid AND feed.audience = membership.audience \
                 WHERE membership.org = ?1 AND membership.person = ?{place} \
                 AND membership.until IS NULL AND feed.gone = 0)"
            ));
        }
    }

    fn page(&mut self, limit: usize, skip: usize) {
        let limit = self.value(Value::Integer(whole(limit)));
        let skip = self.value(Value::Integer(whole(skip)));
        self.sql.push_str(&format!(
            " ORDER BY {} LIMIT ?{limit} OFFSET ?{skip}",
            self.order
        ));
    }
}

fn blob_of(id: Uuid) -> Value {
    Value::Blob(id.as_bytes().to_vec())
}

fn whole(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
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
