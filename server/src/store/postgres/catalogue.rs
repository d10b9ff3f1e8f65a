//! What screens, reports and exports read, on PostgreSQL.

use outrider_model::id::{CustomerId, ImportId, OrganisationId, PersonId, RecordId};
use outrider_model::record::Kind;
use tokio_postgres::Row;
use uuid::Uuid;

use super::super::digest::StateDigest;
use super::super::{
    AuditFilter, AuditLine, Catalogue, CustomerFilter, Dealings, Event, HistoryRow, Import, Point,
    Query, Span, StoreError, Stored, Tally, Work,
};
use super::query::Wanted;
use super::statement::{cells, statements};
use super::talk::{Talk, get, hash, plain};
use super::{Postgres, audit, cell, history, query, taken, work};

statements! {
    /// The changes that named or wrote a record.
    TIMELINE = "SELECT change, seq, author, device, stamp, received, verdict, payload \
        FROM touched JOIN history USING (org, seq) \
        WHERE touched.org = $1 AND record = $2 ORDER BY seq";
    /// All changes.
    HISTORY = "SELECT change, seq, author, device, stamp, received, verdict, payload \
        FROM history WHERE org = $1 AND seq > $2 ORDER BY seq LIMIT $3";
    /// Records by id, from one on.
    EXPORT = "SELECT id, kind, seq, bytes FROM record \
        WHERE org = $1 AND ($2::uuid IS NULL OR id > $2) ORDER BY id LIMIT $3";
    /// Kept texts, from one on.
    TEXTS = "SELECT record, hash, body FROM text WHERE org = $1 \
        AND ($2::uuid IS NULL OR (record, hash) > ($2, $3)) ORDER BY record, hash LIMIT $4";
    /// A new import.
    SAVE_IMPORT = "INSERT INTO import (org, import, what, file, person, at, undone) \
        VALUES ($1, $2, $3, $4, $5, $6, $7)";
    /// That one was undone.
    UNDO_IMPORT = "UPDATE import SET undone = $3 WHERE org = $1 AND import = $2 AND undone IS NULL";
    /// Every import.
    IMPORTS = "SELECT import, what, file, person, at, undone, (SELECT count(*) FROM brought \
        WHERE brought.org = import.org AND brought.import = import.import) \
        FROM import WHERE org = $1 ORDER BY at DESC, import";
}

/// How many rows are read at a time.
const PAGE: usize = 256;

impl Catalogue for Postgres {
    fn records(
        &self,
        organisation: OrganisationId,
        query: &Query,
        viewer: Option<PersonId>,
        limit: usize,
        skip: usize,
    ) -> Result<Vec<Stored>, StoreError> {
        let wanted = Wanted::of(query, viewer);
        let sql = wanted.page;
        self.read_of(organisation, |talk| {
            let rows = talk.rows(sql, wanted.values_of_page(limit, skip))?;
            rows.iter().map(stored).collect()
        })
    }

    fn count(
        &self,
        organisation: OrganisationId,
        query: &Query,
        viewer: Option<PersonId>,
    ) -> Result<u64, StoreError> {
        let wanted = Wanted::of(query, viewer);
        let sql = wanted.count;
        self.read_of(organisation, |talk| {
            let row = talk.row(sql, wanted.values())?;
            row.map_or(Ok(0), |row| cell::count(get(&row, 0)?))
        })
    }

    fn tally(
        &self,
        organisation: OrganisationId,
        query: &Query,
        viewer: Option<PersonId>,
    ) -> Result<Vec<Tally>, StoreError> {
        let wanted = Wanted::of(query, viewer);
        let Some(sql) = wanted.tally else {
            return Ok(Vec::new());
        };
        self.read_of(organisation, |talk| {
            talk.rows(sql, wanted.values())?.iter().map(tally).collect()
        })
    }

    fn work(
        &self,
        organisation: OrganisationId,
        span: &Span,
        viewer: Option<PersonId>,
    ) -> Result<Work, StoreError> {
        self.read_of(organisation, |talk| work::work(talk, span, viewer))
    }

    fn points(
        &self,
        organisation: OrganisationId,
        filter: &CustomerFilter,
        viewer: Option<PersonId>,
        limit: usize,
    ) -> Result<Vec<Point>, StoreError> {
        let (sql, values) = query::points(filter, viewer, limit);
        self.read_of(organisation, |talk| {
            talk.rows(sql, values)?.iter().map(point).collect()
        })
    }

    fn dealings(
        &self,
        organisation: OrganisationId,
        customers: &[CustomerId],
        viewer: Option<PersonId>,
    ) -> Result<Vec<Dealings>, StoreError> {
        let (sql, values) = query::dealings(customers, viewer);
        self.read_of(organisation, |talk| {
            let rows = talk.rows(sql, values)?;
            let of = |row: &Row| {
                Ok(Dealings {
                    last_visit: get(row, 0)?,
                    open_tasks: cell::count(get(row, 1)?)?,
                })
            };
            rows.iter().map(of).collect()
        })
    }

    fn timeline(
        &self,
        organisation: OrganisationId,
        record: RecordId,
    ) -> Result<Vec<Event>, StoreError> {
        self.read_of(organisation, |talk| {
            let rows = talk.rows(TIMELINE, cells![record.0])?;
            rows.iter().map(history::event).collect()
        })
    }

    fn history(
        &self,
        organisation: OrganisationId,
        after: u64,
        limit: usize,
    ) -> Result<Vec<Event>, StoreError> {
        self.read_of(organisation, |talk| {
            let rows = talk.rows(HISTORY, cells![cell::stored(after), cell::whole(limit)])?;
            rows.iter().map(history::event).collect()
        })
    }

    fn history_rows(
        &self,
        organisation: OrganisationId,
        after: u64,
        limit: usize,
    ) -> Result<Vec<HistoryRow>, StoreError> {
        self.read_of(organisation, |talk| history::rows(talk, after, limit))
    }

    fn export(
        &self,
        organisation: OrganisationId,
        each: &mut dyn FnMut(Stored) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        self.read_of(organisation, |talk| {
            every_record(talk, &mut |row| each(stored(row)?))
        })
    }

    fn digest(&self, organisation: OrganisationId) -> Result<[u8; 32], StoreError> {
        self.read_of(organisation, digest_of)
    }

    fn save_import(&self, organisation: OrganisationId, import: &Import) -> Result<(), StoreError> {
        let cells = cells![
            import.id.0,
            plain(&import.what),
            plain(&import.file),
            import.person.0,
            import.at,
            import.undone,
        ];
        self.write_of(organisation, |talk| {
            talk.run_or(SAVE_IMPORT, cells, taken("import"))?;
            Ok(())
        })
    }

    fn undo_import(
        &self,
        organisation: OrganisationId,
        import: ImportId,
        now: i64,
    ) -> Result<(), StoreError> {
        self.write_of(organisation, |talk| {
            talk.send(UNDO_IMPORT, cells![import.0, now])
        })
    }

    fn imports(&self, organisation: OrganisationId) -> Result<Vec<Import>, StoreError> {
        self.read_of(organisation, |talk| {
            talk.rows(IMPORTS, cells![])?.iter().map(import).collect()
        })
    }

    fn audit(
        &self,
        organisation: OrganisationId,
        filter: &AuditFilter,
        limit: usize,
    ) -> Result<Vec<AuditLine>, StoreError> {
        self.read_of(organisation, |talk| audit::lines(talk, filter, limit))
    }

    fn audit_keys(
        &self,
        organisation: OrganisationId,
    ) -> Result<Vec<(PersonId, [u8; 32])>, StoreError> {
        self.read_of(organisation, audit::keys)
    }
}

/// Hands over every record by id, a page at a time.
fn every_record(
    talk: &mut Talk<'_>,
    each: &mut dyn FnMut(&Row) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    let mut after: Option<Uuid> = None;
    loop {
        let rows = talk.rows(EXPORT, cells![after, cell::whole(PAGE)])?;
        rows.iter().try_for_each(&mut *each)?;
        let Some(last) = rows.last().filter(|_| rows.len() == PAGE) else {
            return Ok(());
        };
        after = Some(get(last, 0)?);
    }
}

/// Returns the digest over an organisation's records and kept texts.
pub(super) fn digest_of(talk: &mut Talk<'_>) -> Result<[u8; 32], StoreError> {
    let mut digest = StateDigest::default();
    every_record(talk, &mut |row| {
        let id: Uuid = get(row, 0)?;
        digest.record(id.as_bytes(), get(row, 3)?);
        Ok(())
    })?;
    let (mut record, mut last_hash): (Option<Uuid>, Vec<u8>) = (None, Vec::new());
    loop {
        let rows = talk.rows(TEXTS, cells![record, last_hash.clone(), cell::whole(PAGE)])?;
        for row in &rows {
            let of: Uuid = get(row, 0)?;
            digest.text(of.as_bytes(), &hash(row, 1)?, get(row, 2)?);
            (record, last_hash) = (Some(of), get(row, 1)?);
        }
        if rows.len() < PAGE {
            return Ok(digest.finish());
        }
    }
}

/// Reads a row of (id, kind, seq, bytes).
fn stored(row: &Row) -> Result<Stored, StoreError> {
    Ok(Stored {
        id: RecordId(get(row, 0)?),
        kind: Kind::from(get::<&str>(row, 1)?),
        seq: cell::count(get(row, 2)?)?,
        bytes: get(row, 3)?,
    })
}

fn tally(row: &Row) -> Result<Tally, StoreError> {
    let day: Option<&str> = get(row, 1)?;
    let person: Option<Uuid> = get(row, 0)?;
    Ok(Tally {
        person: person.map(PersonId),
        day: day.and_then(|day| day.parse().ok()),
        word: get(row, 2)?,
        count: cell::count(get(row, 3)?)?,
    })
}

fn point(row: &Row) -> Result<Point, StoreError> {
    let owner: Option<Uuid> = get(row, 4)?;
    Ok(Point {
        id: CustomerId(get(row, 0)?),
        name: get(row, 1)?,
        lat: get(row, 2)?,
        lon: get(row, 3)?,
        owner: owner.map(PersonId),
    })
}

fn import(row: &Row) -> Result<Import, StoreError> {
    Ok(Import {
        id: ImportId(get(row, 0)?),
        what: get(row, 1)?,
        file: get(row, 2)?,
        person: PersonId(get(row, 3)?),
        at: get(row, 4)?,
        undone: get(row, 5)?,
        records: cell::count(get(row, 6)?)?,
    })
}
