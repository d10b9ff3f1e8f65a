//! The acts under the lock, on SQLite.

use std::collections::BTreeSet;

use outrider_model::audience::Audience;
use outrider_model::decide::Past;
use outrider_model::id::{ChangeId, DeviceId, ImportId, OrganisationId, PersonId, RecordId};
use outrider_model::text::TextHash;
use rusqlite::{Connection, OptionalExtension, Params, Row, params};

use super::super::{
    AuditLine, AuditTip, Head, Judgement, Known, Ledger, Membership, Move, Neighbour, Place, Put,
    Shelf, StandingRow, StoreError,
};
use super::{audit, blob, feed, history, side};

/// An organisation in a write transaction.
pub(super) struct SqliteLedger<'c> {
    connection: &'c Connection,
    org: i64,
    head: Head,
    marked: Option<Head>,
}

impl<'c> SqliteLedger<'c> {
    /// Reads the organisation's counters; the transaction has the file's lock already.
    pub(super) fn lock(
        connection: &'c Connection,
        organisation: OrganisationId,
    ) -> Result<SqliteLedger<'c>, StoreError> {
        let mut statement = connection.prepare_cached(
            "SELECT org, head, received, directory FROM organisation WHERE id = ?1",
        )?;
        let (org, seq, received, directory): (i64, i64, i64, i64) = statement
            .query_row(params![organisation.0.as_bytes()], |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
            })
            .optional()?
            .ok_or(StoreError::NoSuchOrganisation)?;
        let head = Head {
            seq: blob::count(seq)?,
            received,
            directory: blob::count(directory)?,
        };
        Ok(SqliteLedger {
            connection,
            org,
            head,
            marked: None,
        })
    }

    /// Stores the counters.
    pub(super) fn finish(self) -> Result<(), StoreError> {
        let Head {
            seq,
            received,
            directory,
        } = self.head;
        self.run(
            "UPDATE organisation SET head = ?2, received = ?3, directory = ?4 WHERE org = ?1",
            params![
                self.org,
                blob::stored(seq),
                received,
                blob::stored(directory)
            ],
        )
    }

    fn run(&self, sql: &str, params: impl Params) -> Result<(), StoreError> {
        self.connection.prepare_cached(sql)?.execute(params)?;
        Ok(())
    }

    fn all<T>(
        &self,
        sql: &str,
        params: impl Params,
        mut each: impl FnMut(&Row<'_>) -> Result<T, StoreError>,
    ) -> Result<Vec<T>, StoreError> {
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query(params)?;
        let mut all = Vec::new();
        while let Some(row) = rows.next()? {
            all.push(each(row)?);
        }
        Ok(all)
    }

    fn places(&self, sql: &str, params: impl Params) -> Result<Vec<Place>, StoreError> {
        self.all(sql, params, |row| Ok(Place(row.get(0)?)))
    }
}

impl Ledger for SqliteLedger<'_> {
    fn head(&self) -> Head {
        self.head
    }

    fn set_head(&mut self, head: Head) {
        self.head = head;
    }

    fn mark(&mut self) -> Result<(), StoreError> {
        self.run("SAVEPOINT part", [])?;
        self.marked = Some(self.head);
        Ok(())
    }

    fn go_back(&mut self) -> Result<(), StoreError> {
        self.run("ROLLBACK TO part", [])?;
        self.run("RELEASE part", [])?;
        if let Some(head) = self.marked.take() {
            self.head = head;
        }
        Ok(())
    }

    fn keep(&mut self) -> Result<(), StoreError> {
        self.marked = None;
        self.run("RELEASE part", [])
    }

    fn known(&mut self, change: ChangeId) -> Result<Option<Known>, StoreError> {
        history::known(self.connection, self.org, change)
    }

    fn numbered(
        &mut self,
        device: DeviceId,
        sequence: u64,
    ) -> Result<Option<ChangeId>, StoreError> {
        history::numbered(self.connection, self.org, device, sequence)
    }

    fn count_fork(&mut self, device: DeviceId, person: PersonId) -> Result<(), StoreError> {
        self.run(
            "INSERT INTO device (org, device, person, kind, forks) VALUES (?1, ?2, ?3, 'phone', 1) \
             ON CONFLICT (org, device) DO UPDATE SET forks = forks + 1",
            params![self.org, device.0.as_bytes(), person.0.as_bytes()],
        )
    }

    fn past(&mut self, key: ChangeId) -> Result<Option<Past>, StoreError> {
        history::past(self.connection, self.org, key)
    }

    fn text(&mut self, of: RecordId, hash: &TextHash) -> Result<Option<String>, StoreError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT body FROM text WHERE org = ?1 AND record = ?2 AND hash = ?3")?;
        let found = statement
            .query_row(params![self.org, of.0.as_bytes(), hash.as_bytes()], |row| {
                row.get(0)
            });
        Ok(found.optional()?)
    }

    fn record(&mut self, id: RecordId) -> Result<Option<Shelf>, StoreError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT rid, bytes FROM record WHERE org = ?1 AND id = ?2")?;
        let found = statement.query_row(params![self.org, id.0.as_bytes()], |row| {
            Ok(Shelf {
                place: Place(row.get(0)?),
                bytes: row.get(1)?,
            })
        });
        Ok(found.optional()?)
    }

    fn at(&mut self, place: Place) -> Result<Shelf, StoreError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT bytes FROM record WHERE rid = ?1 AND org = ?2")?;
        let found = statement
            .query_row(params![place.0, self.org], |row| row.get(0))
            .optional()?;
        let bytes = found.ok_or_else(|| StoreError::Broken(format!("no record at {}", place.0)))?;
        Ok(Shelf { place, bytes })
    }

    fn keep_text(&mut self, of: RecordId, text: &str, now: i64) -> Result<(), StoreError> {
        self.run(
            "INSERT INTO text (org, record, hash, kept, body) VALUES (?1, ?2, ?3, ?4, ?5) \
             ON CONFLICT (org, record, hash) DO UPDATE SET kept = excluded.kept",
            params![
                self.org,
                of.0.as_bytes(),
                TextHash::of(text).as_bytes(),
                now,
                text
            ],
        )
    }

    fn judged(&mut self, judgement: &Judgement<'_>) -> Result<(), StoreError> {
        history::write(self.connection, self.org, judgement)
    }

    fn touch(&mut self, record: RecordId, seq: u64) -> Result<(), StoreError> {
        self.run(
            "INSERT INTO touched (org, record, seq) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING",
            params![self.org, record.0.as_bytes(), blob::stored(seq)],
        )
    }

    fn put(&mut self, put: &Put<'_>) -> Result<Place, StoreError> {
        let seq = blob::stored(put.seq);
        let place = if let Some(place) = put.place {
            self.run(
                "UPDATE record SET home = ?2, seq = ?3, bytes = ?4 WHERE rid = ?1",
                params![place.0, put.home.0.as_bytes(), seq, put.bytes],
            )?;
            place
        } else {
            self.run(
                "INSERT INTO record (org, id, kind, home, seq, bytes) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                params![
                    self.org,
                    put.id.0.as_bytes(),
                    put.kind.as_str(),
                    put.home.0.as_bytes(),
                    seq,
                    put.bytes
                ],
            )?;
            Place(self.connection.last_insert_rowid())
        };
        side::write(self.connection, self.org, place.0, put.kind, put.cells)?;
        Ok(place)
    }

    fn bring(&mut self, import: ImportId, place: Place) -> Result<(), StoreError> {
        self.run(
            "INSERT INTO brought (org, import, rid) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING",
            params![self.org, import.0.as_bytes(), place.0],
        )
    }

    fn directory(&mut self) -> Result<Vec<Vec<u8>>, StoreError> {
        self.all(
            "SELECT record.bytes FROM few JOIN record USING (rid) WHERE few.org = ?1 AND few.kind IN ('team', 'territory', 'delegation') \
             UNION ALL SELECT record.bytes FROM person JOIN record USING (rid) WHERE person.org = ?1",
            params![self.org],
            |row| Ok(row.get(0)?),
        )
    }

    fn memberships(&mut self, person: Option<PersonId>) -> Result<Vec<Membership>, StoreError> {
        let read = |row: &Row<'_>| feed::membership(row);
        match person {
            Some(person) => self.all(
                "SELECT person, audience, since, until FROM membership \
                 WHERE org = ?1 AND person = ?2 AND until IS NULL ORDER BY audience",
                params![self.org, person.0.as_bytes()],
                read,
            ),
            None => self.all(
                "SELECT person, audience, since, until FROM membership \
                 WHERE org = ?1 AND until IS NULL ORDER BY person, audience",
                params![self.org],
                read,
            ),
        }
    }

    fn set_membership(&mut self, membership: &Membership) -> Result<(), StoreError> {
        self.run(
            "INSERT INTO membership (org, person, audience, since, until) VALUES (?1, ?2, ?3, ?4, ?5) \
             ON CONFLICT (org, person, audience, since) DO UPDATE SET until = excluded.until",
            params![
                self.org,
                membership.person.0.as_bytes(),
                blob::of_audience(membership.audience),
                blob::stored(membership.since),
                membership.until.map(blob::stored),
            ],
        )
    }

    fn standing_at(&mut self, home: RecordId) -> Result<BTreeSet<Audience>, StoreError> {
        let all = self.all(
            "SELECT DISTINCT audience FROM standing WHERE org = ?1 AND home = ?2",
            params![self.org, home.0.as_bytes()],
            |row| audience(row, 0),
        )?;
        Ok(all.into_iter().collect())
    }

    fn caused_by(&mut self, cause: Place) -> Result<BTreeSet<StandingRow>, StoreError> {
        let all = self.all(
            "SELECT home, audience, lapses FROM standing INDEXED BY standing_by_cause \
             WHERE org = ?1 AND cause = ?2",
            params![self.org, cause.0],
            |row| {
                let home = RecordId(blob::uuid(row, 0)?);
                Ok(StandingRow {
                    home,
                    audience: audience(row, 1)?,
                    lapses: row.get(2)?,
                })
            },
        )?;
        Ok(all.into_iter().collect())
    }

    fn add_standing(&mut self, cause: Place, row: &StandingRow) -> Result<(), StoreError> {
        self.run(
            "INSERT INTO standing (org, home, audience, cause, lapses) VALUES (?1, ?2, ?3, ?4, ?5) \
             ON CONFLICT (org, home, audience, cause) DO UPDATE SET lapses = excluded.lapses",
            params![
                self.org,
                row.home.0.as_bytes(),
                blob::of_audience(row.audience),
                cause.0,
                row.lapses
            ],
        )
    }

    fn remove_standing(&mut self, cause: Place, row: &StandingRow) -> Result<(), StoreError> {
        self.run(
            "DELETE FROM standing WHERE org = ?1 AND home = ?2 AND audience = ?3 AND cause = ?4",
            params![
                self.org,
                row.home.0.as_bytes(),
                blob::of_audience(row.audience),
                cause.0
            ],
        )
    }

    fn lapsed(&mut self, now: i64, limit: usize) -> Result<Vec<Place>, StoreError> {
        self.places(
            "SELECT DISTINCT cause FROM standing WHERE org = ?1 AND lapses <= ?2 LIMIT ?3",
            params![self.org, now, i64::try_from(limit).unwrap_or(i64::MAX)],
        )
    }

    fn at_home(&mut self, home: RecordId) -> Result<Vec<Place>, StoreError> {
        self.places(
            "SELECT rid FROM record WHERE org = ?1 AND home = ?2 ORDER BY rid",
            params![self.org, home.0.as_bytes()],
        )
    }

    fn concerning(&mut self, person: PersonId) -> Result<Vec<Place>, StoreError> {
        self.places(
            "SELECT rid FROM record WHERE org = ?1 AND id = ?2 \
             UNION SELECT rid FROM customer WHERE org = ?1 AND owner = ?2 \
             UNION SELECT rid FROM task INDEXED BY task_by_assignee \
             WHERE org = ?1 AND assignee = ?2 AND customer IS NOT NULL",
            params![self.org, person.0.as_bytes()],
        )
    }

    fn move_feed(
        &mut self,
        place: Place,
        seen_by: &BTreeSet<Audience>,
        seq: u64,
        how: Move,
    ) -> Result<bool, StoreError> {
        feed::move_rows(
            self.connection,
            self.org,
            place,
            seen_by,
            blob::stored(seq),
            how,
        )
    }

    fn visits(
        &mut self,
        person: PersonId,
        from: i64,
        to: i64,
    ) -> Result<Vec<Neighbour>, StoreError> {
        self.all(
            "SELECT record.rid, record.id FROM check_in JOIN record USING (rid) \
             WHERE check_in.org = ?1 AND check_in.person = ?2 AND begins BETWEEN ?3 AND ?4 \
             AND withdrawn = 0 ORDER BY begins, record.rid",
            params![self.org, person.0.as_bytes(), from, to],
            |row| {
                Ok(Neighbour {
                    place: Place(row.get(0)?),
                    id: RecordId(blob::uuid(row, 1)?),
                })
            },
        )
    }

    fn prune_texts(&mut self, before: i64) -> Result<usize, StoreError> {
        let mut statement = self
            .connection
            .prepare_cached("DELETE FROM text WHERE org = ?1 AND kept < ?2")?;
        Ok(statement.execute(params![self.org, before])?)
    }

    fn audit_tip(&mut self) -> Result<AuditTip, StoreError> {
        audit::tip(self.connection, self.org)
    }

    fn append_audit(&mut self, line: &AuditLine) -> Result<(), StoreError> {
        audit::append(self.connection, self.org, line)
    }

    fn audit_key(&mut self, person: PersonId) -> Result<Option<[u8; 32]>, StoreError> {
        audit::key(self.connection, self.org, person)
    }

    fn keep_audit_key(&mut self, person: PersonId, key: &[u8; 32]) -> Result<bool, StoreError> {
        audit::keep_key(self.connection, self.org, person, key)
    }

    fn destroy_audit_key(&mut self, person: PersonId) -> Result<(), StoreError> {
        audit::destroy_key(self.connection, self.org, person)
    }

    fn authored(&mut self, person: PersonId) -> Result<Vec<u64>, StoreError> {
        self.all(
            "SELECT seq FROM history WHERE org = ?1 AND author = ?2 ORDER BY seq",
            params![self.org, person.0.as_bytes()],
            |row| blob::count(row.get(0)?),
        )
    }

    fn touching(&mut self, record: RecordId) -> Result<Vec<u64>, StoreError> {
        self.all(
            "SELECT seq FROM touched WHERE org = ?1 AND record = ?2 ORDER BY seq",
            params![self.org, record.0.as_bytes()],
            |row| blob::count(row.get(0)?),
        )
    }

    fn blank(&mut self, changes: &[u64]) -> Result<(), StoreError> {
        for seq in changes {
            self.run(
                "UPDATE history SET payload = NULL, hash = zeroblob(32) WHERE org = ?1 AND seq = ?2",
                params![self.org, blob::stored(*seq)],
            )?;
        }
        Ok(())
    }

    fn forget_texts(&mut self, record: RecordId) -> Result<(), StoreError> {
        self.run(
            "DELETE FROM text WHERE org = ?1 AND record = ?2",
            params![self.org, record.0.as_bytes()],
        )
    }
}

fn audience(row: &Row<'_>, column: usize) -> Result<Audience, StoreError> {
    blob::audience(
        row.get_ref(column)?
            .as_blob()
            .map_err(rusqlite::Error::from)?,
    )
}
