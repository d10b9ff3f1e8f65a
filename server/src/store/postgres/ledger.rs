//! The acts under the lock, on PostgreSQL.

use std::collections::BTreeSet;

use outrider_model::audience::Audience;
use outrider_model::decide::Past;
use outrider_model::id::{ChangeId, DeviceId, ImportId, OrganisationId, PersonId, RecordId};
use outrider_model::text::TextHash;
use tokio_postgres::Row;

use super::super::{
    AuditLine, AuditTip, Head, Judgement, Known, Ledger, Membership, Move, Neighbour, Place, Put,
    Shelf, StandingRow, StoreError,
};
use super::statement::{Sql, cells, statements};
use super::talk::{Cell, Mode, Talk, get};
use super::{LOCK, Parts, audit, cell, feed, history, side};

statements! {
    /// The counters, at the end of an act.
    FINISH = "UPDATE head SET head = $2, received = $3, directory = $4, records = $5 WHERE org = $1";
    /// One more number that came with two changes.
    FORK = "INSERT INTO device (org, device, person, kind, forks) VALUES ($1, $2, $3, 'phone', 1) \
        ON CONFLICT (org, device) DO UPDATE SET forks = device.forks + 1";
    /// A kept text.
    TEXT = "SELECT body FROM text WHERE org = $1 AND record = $2 AND hash = $3";
    /// A text to keep.
    KEEP_TEXT = "INSERT INTO text (org, record, hash, kept, body) VALUES ($1, $2, $3, $4, $5) \
        ON CONFLICT (org, record, hash) DO UPDATE SET kept = excluded.kept";
    /// Texts that were kept long enough.
    PRUNE_TEXTS = "DELETE FROM text WHERE org = $1 AND kept < $2";
    /// The texts of a record.
    FORGET_TEXTS = "DELETE FROM text WHERE org = $1 AND record = $2";
    /// A record by its id.
    RECORD = "SELECT rid, bytes FROM record WHERE org = $1 AND id = $2";
    /// A record by its place.
    AT = "SELECT rid, bytes FROM record WHERE org = $1 AND rid = $2";
    /// A new record.
    ADD = "INSERT INTO record (org, rid, id, kind, home, seq, bytes) \
        VALUES ($1, $2, $3, $4, $5, $6, $7)";
    /// A record over the old one.
    CHANGE = "UPDATE record SET home = $3, seq = $4, bytes = $5 WHERE org = $1 AND rid = $2";
    /// That an import brought a record.
    BRING = "INSERT INTO brought (org, import, rid) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
    /// The records of people, teams, territories and delegations.
    DIRECTORY = "SELECT record.bytes FROM few JOIN record USING (org, rid) \
        WHERE few.org = $1 AND few.kind IN ('team', 'territory', 'delegation') \
        UNION ALL SELECT record.bytes FROM person JOIN record USING (org, rid) WHERE person.org = $1";
    /// The present memberships, of one person or of all.
    MEMBERSHIPS = "SELECT person, audience, since, until FROM membership \
        WHERE org = $1 AND ($2::uuid IS NULL OR person = $2) AND until IS NULL \
        ORDER BY person, audience";
    /// A membership that begins or ends.
    SET_MEMBERSHIP = "INSERT INTO membership (org, person, audience, since, until) \
        VALUES ($1, $2, $3, $4, $5) \
        ON CONFLICT (org, person, audience, since) DO UPDATE SET until = excluded.until";
    /// Who stands at a home.
    STANDING = "SELECT DISTINCT audience FROM standing WHERE org = $1 AND home = $2";
    /// What standing a record causes.
    CAUSED = "SELECT home, audience, lapses FROM standing WHERE org = $1 AND cause = $2";
    /// A reason for standing.
    ADD_STANDING = "INSERT INTO standing (org, home, audience, cause, lapses) \
        VALUES ($1, $2, $3, $4, $5) \
        ON CONFLICT (org, home, audience, cause) DO UPDATE SET lapses = excluded.lapses";
    /// A reason that is none any more.
    REMOVE_STANDING = "DELETE FROM standing \
        WHERE org = $1 AND home = $2 AND audience = $3 AND cause = $4";
    /// Causes whose standing has lapsed.
    LAPSED = "SELECT DISTINCT cause FROM standing WHERE org = $1 AND lapses <= $2 LIMIT $3";
    /// The records at a home.
    AT_HOME = "SELECT rid FROM record WHERE org = $1 AND home = $2 ORDER BY rid";
    /// The records whose standing follows from a person's team.
    CONCERNING = "SELECT rid FROM record WHERE org = $1 AND id = $2 \
        UNION SELECT rid FROM customer WHERE org = $1 AND owner = $2 \
        UNION SELECT rid FROM task WHERE org = $1 AND assignee = $2 AND customer IS NOT NULL \
        ORDER BY rid";
    /// The visits of a person within a span.
    VISITS = "SELECT record.rid, record.id FROM check_in JOIN record USING (org, rid) \
        WHERE check_in.org = $1 AND check_in.person = $2 AND check_in.begins BETWEEN $3 AND $4 \
        AND NOT check_in.withdrawn ORDER BY check_in.begins, record.rid";
}

/// The counters of an organisation: those that everybody knows, and the newest record's number.
#[derive(Clone, Copy)]
struct Counters {
    head: Head,
    records: i64,
}

/// An organisation in a write transaction.
pub(super) struct PostgresLedger<'s> {
    talk: Talk<'s>,
    counters: Counters,
    marked: Option<Counters>,
}

impl<'s> PostgresLedger<'s> {
    /// Takes the lock, does an act and commits it. Returns the heads before and after.
    pub(super) fn work(
        parts: &'s Parts,
        organisation: OrganisationId,
        act: &mut dyn FnMut(&mut dyn Ledger) -> Result<(), StoreError>,
    ) -> Result<(u64, u64), StoreError> {
        let (talk, rows) = Talk::begin(parts, organisation, Mode::Write, LOCK)?;
        let Some(row) = rows.first() else {
            talk.roll_back();
            return Err(StoreError::NoSuchOrganisation);
        };
        let mut ledger = PostgresLedger {
            talk,
            counters: counters(row)?,
            marked: None,
        };
        let before = ledger.counters.head.seq;
        match act(&mut ledger).and_then(|()| ledger.finish()) {
            Ok(()) => {
                let after = ledger.counters.head.seq;
                ledger.talk.commit()?;
                Ok((before, after))
            }
            Err(error) => {
                ledger.talk.roll_back();
                Err(error)
            }
        }
    }

    fn finish(&mut self) -> Result<(), StoreError> {
        let Counters {
            head:
                Head {
                    seq,
                    received,
                    directory,
                },
            records,
        } = self.counters;
        let (seq, directory) = (cell::stored(seq), cell::stored(directory));
        self.talk
            .send(FINISH, cells![seq, received, directory, records])
    }

    fn places(&mut self, sql: Sql, cells: Vec<Cell>) -> Result<Vec<Place>, StoreError> {
        let rows = self.talk.rows(sql, cells)?;
        rows.iter().map(|row| Ok(Place(get(row, 0)?))).collect()
    }

    fn shelf(&mut self, sql: Sql, cells: Vec<Cell>) -> Result<Option<Shelf>, StoreError> {
        let Some(row) = self.talk.row(sql, cells)? else {
            return Ok(None);
        };
        Ok(Some(Shelf {
            place: Place(get(&row, 0)?),
            bytes: get(&row, 1)?,
        }))
    }
}

fn counters(row: &Row) -> Result<Counters, StoreError> {
    Ok(Counters {
        head: Head {
            seq: cell::count(get(row, 0)?)?,
            received: get(row, 1)?,
            directory: cell::count(get(row, 2)?)?,
        },
        records: get(row, 3)?,
    })
}

impl Ledger for PostgresLedger<'_> {
    fn head(&self) -> Head {
        self.counters.head
    }

    fn set_head(&mut self, head: Head) {
        self.counters.head = head;
    }

    fn mark(&mut self) -> Result<(), StoreError> {
        self.talk.say("SAVEPOINT part")?;
        self.marked = Some(self.counters);
        Ok(())
    }

    fn go_back(&mut self) -> Result<(), StoreError> {
        // What failed since the mark is what is gone back from.
        let _undone = self.talk.settle();
        self.talk
            .say("ROLLBACK TO SAVEPOINT part; RELEASE SAVEPOINT part")?;
        self.talk.settle()?;
        if let Some(counters) = self.marked.take() {
            self.counters = counters;
        }
        Ok(())
    }

    fn keep(&mut self) -> Result<(), StoreError> {
        self.talk.settle()?;
        self.marked = None;
        self.talk.say("RELEASE SAVEPOINT part")
    }

    fn known(&mut self, change: ChangeId) -> Result<Option<Known>, StoreError> {
        history::known(&mut self.talk, change)
    }

    fn numbered(
        &mut self,
        device: DeviceId,
        sequence: u64,
    ) -> Result<Option<ChangeId>, StoreError> {
        history::numbered(&mut self.talk, device, sequence)
    }

    fn count_fork(&mut self, device: DeviceId, person: PersonId) -> Result<(), StoreError> {
        self.talk.send(FORK, cells![device.0, person.0])
    }

    fn past(&mut self, key: ChangeId) -> Result<Option<Past>, StoreError> {
        history::past(&mut self.talk, key)
    }

    fn text(&mut self, of: RecordId, hash: &TextHash) -> Result<Option<String>, StoreError> {
        let cells = cells![of.0, hash.as_bytes().to_vec()];
        let Some(row) = self.talk.row(TEXT, cells)? else {
            return Ok(None);
        };
        let body = String::from_utf8(get(&row, 0)?);
        Ok(Some(body.map_err(|why| {
            StoreError::Broken(format!("a kept text: {why}"))
        })?))
    }

    fn record(&mut self, id: RecordId) -> Result<Option<Shelf>, StoreError> {
        self.shelf(RECORD, cells![id.0])
    }

    fn at(&mut self, place: Place) -> Result<Shelf, StoreError> {
        self.shelf(AT, cells![place.0])?
            .ok_or_else(|| StoreError::Broken(format!("no record at {}", place.0)))
    }

    fn keep_text(&mut self, of: RecordId, text: &str, now: i64) -> Result<(), StoreError> {
        let hash = TextHash::of(text).as_bytes().to_vec();
        let cells = cells![of.0, hash, now, text.as_bytes().to_vec()];
        self.talk.send(KEEP_TEXT, cells)
    }

    fn judged(&mut self, judgement: &Judgement<'_>) -> Result<(), StoreError> {
        history::write(&mut self.talk, judgement)
    }

    fn touch(&mut self, record: RecordId, seq: u64) -> Result<(), StoreError> {
        history::touch(&mut self.talk, record.0, seq)
    }

    fn put(&mut self, put: &Put<'_>) -> Result<Place, StoreError> {
        let (home, seq, bytes) = (put.home.0, cell::stored(put.seq), put.bytes.to_vec());
        let place = if let Some(place) = put.place {
            self.talk.send(CHANGE, cells![place.0, home, seq, bytes])?;
            place
        } else {
            self.counters.records += 1;
            let (rid, kind) = (self.counters.records, put.kind.as_str().to_owned());
            self.talk
                .send(ADD, cells![rid, put.id.0, kind, home, seq, bytes])?;
            Place(rid)
        };
        side::write(&mut self.talk, place.0, put.kind, put.cells)?;
        Ok(place)
    }

    fn bring(&mut self, import: ImportId, place: Place) -> Result<(), StoreError> {
        self.talk.send(BRING, cells![import.0, place.0])
    }

    fn directory(&mut self) -> Result<Vec<Vec<u8>>, StoreError> {
        let rows = self.talk.rows(DIRECTORY, cells![])?;
        rows.iter().map(|row| get(row, 0)).collect()
    }

    fn memberships(&mut self, person: Option<PersonId>) -> Result<Vec<Membership>, StoreError> {
        let rows = self.talk.rows(MEMBERSHIPS, cells![person.map(|id| id.0)])?;
        rows.iter().map(feed::membership).collect()
    }

    fn set_membership(&mut self, membership: &Membership) -> Result<(), StoreError> {
        self.talk.send(
            SET_MEMBERSHIP,
            cells![
                membership.person.0,
                cell::of_audience(membership.audience).to_vec(),
                cell::stored(membership.since),
                membership.until.map(cell::stored),
            ],
        )
    }

    fn standing_at(&mut self, home: RecordId) -> Result<BTreeSet<Audience>, StoreError> {
        let rows = self.talk.rows(STANDING, cells![home.0])?;
        rows.iter()
            .map(|row| cell::audience(get(row, 0)?))
            .collect()
    }

    fn caused_by(&mut self, cause: Place) -> Result<BTreeSet<StandingRow>, StoreError> {
        let rows = self.talk.rows(CAUSED, cells![cause.0])?;
        rows.iter()
            .map(|row| {
                Ok(StandingRow {
                    home: RecordId(get(row, 0)?),
                    audience: cell::audience(get(row, 1)?)?,
                    lapses: get(row, 2)?,
                })
            })
            .collect()
    }

    fn add_standing(&mut self, cause: Place, row: &StandingRow) -> Result<(), StoreError> {
        let audience = cell::of_audience(row.audience).to_vec();
        let cells = cells![row.home.0, audience, cause.0, row.lapses];
        self.talk.send(ADD_STANDING, cells)
    }

    fn remove_standing(&mut self, cause: Place, row: &StandingRow) -> Result<(), StoreError> {
        let audience = cell::of_audience(row.audience).to_vec();
        self.talk
            .send(REMOVE_STANDING, cells![row.home.0, audience, cause.0])
    }

    fn lapsed(&mut self, now: i64, limit: usize) -> Result<Vec<Place>, StoreError> {
        self.places(LAPSED, cells![now, cell::whole(limit)])
    }

    fn at_home(&mut self, home: RecordId) -> Result<Vec<Place>, StoreError> {
        self.places(AT_HOME, cells![home.0])
    }

    fn concerning(&mut self, person: PersonId) -> Result<Vec<Place>, StoreError> {
        self.places(CONCERNING, cells![person.0])
    }

    fn move_feed(
        &mut self,
        place: Place,
        seen_by: &BTreeSet<Audience>,
        seq: u64,
        how: Move,
    ) -> Result<bool, StoreError> {
        feed::move_rows(&mut self.talk, place, seen_by, seq, how)
    }

    fn visits(
        &mut self,
        person: PersonId,
        from: i64,
        to: i64,
    ) -> Result<Vec<Neighbour>, StoreError> {
        let rows = self.talk.rows(VISITS, cells![person.0, from, to])?;
        rows.iter()
            .map(|row| {
                Ok(Neighbour {
                    place: Place(get(row, 0)?),
                    id: RecordId(get(row, 1)?),
                })
            })
            .collect()
    }

    fn prune_texts(&mut self, before: i64) -> Result<usize, StoreError> {
        self.talk.run(PRUNE_TEXTS, cells![before])
    }

    fn audit_tip(&mut self) -> Result<AuditTip, StoreError> {
        audit::tip(&mut self.talk)
    }

    fn append_audit(&mut self, line: &AuditLine) -> Result<(), StoreError> {
        audit::append(&mut self.talk, line)
    }

    fn audit_key(&mut self, person: PersonId) -> Result<Option<[u8; 32]>, StoreError> {
        audit::key(&mut self.talk, person)
    }

    fn keep_audit_key(&mut self, person: PersonId, key: &[u8; 32]) -> Result<bool, StoreError> {
        audit::keep_key(&mut self.talk, person, key)
    }

    fn destroy_audit_key(&mut self, person: PersonId) -> Result<(), StoreError> {
        audit::destroy_key(&mut self.talk, person)
    }

    fn authored(&mut self, person: PersonId) -> Result<Vec<u64>, StoreError> {
        history::authored(&mut self.talk, person)
    }

    fn touching(&mut self, record: RecordId) -> Result<Vec<u64>, StoreError> {
        history::touching(&mut self.talk, record.0)
    }

    fn blank(&mut self, changes: &[u64]) -> Result<(), StoreError> {
        history::blank(&mut self.talk, changes)
    }

    fn forget_texts(&mut self, record: RecordId) -> Result<(), StoreError> {
        self.talk.send(FORGET_TEXTS, cells![record.0])
    }
}
