//! Saving a change: the row, what it touches, and what it makes of the records.

use outrider_model::change::{Body, Change, hash};
use outrider_model::decide::{Code, Effects, Refusal, Verdict, written};
use outrider_model::id::{ChangeId, RecordId};
use outrider_model::record::{Purpose, consent_id, draft_id};
use outrider_model::wire::MAX_CHANGE;
use rusqlite::{Connection, OptionalExtension as _};

use super::super::judge::Judgement;
use super::super::{Writing, meta, text};
use crate::error::{Error, Result};

/// A change to be saved, with the tap that it belongs to.
#[derive(Clone, Debug)]
pub struct Entry<'a> {
    /// The change.
    pub change: &'a Change,
    /// What its author did.
    pub operation: &'a str,
    /// The first sequence of the same tap, when it is not the first.
    pub batch: Option<i64>,
    /// The tap that this one takes back.
    pub undoes: Option<i64>,
    /// What takes it back.
    pub inverse: Option<&'a Body>,
}

impl Writing<'_> {
    /// Saves a change and lays what it does over the records. Returns its sequence, and what
    /// this phone thinks that the server will say when that is a refusal.
    ///
    /// # Errors
    /// [`Error::Refused`] when what was entered cannot be, whoever judges it; nothing of it may
    /// then be kept.
    pub fn save(&mut self, entry: &Entry<'_>) -> Result<(i64, Option<Verdict>)> {
        let bytes = entry.change.bytes()?;
        if bytes.len() > MAX_CHANGE {
            return Err(Error::refused(Code::TooLarge, ""));
        }
        let judgement = self.judge(entry.change)?;
        refuse_early(&judgement)?;
        self.store_change(entry, &bytes, judgement)
    }

    /// As [`Writing::save`], of a change that was saved before on another phone: what was called
    /// saved is refused no more.
    ///
    /// # Errors
    /// What the disk does.
    pub(in super::super) fn save_again(&mut self, entry: &Entry<'_>) -> Result<i64> {
        let bytes = entry.change.bytes()?;
        let judgement = self.judge(entry.change)?;
        Ok(self.store_change(entry, &bytes, judgement)?.0)
    }

    fn store_change(
        &mut self,
        entry: &Entry<'_>,
        bytes: &[u8],
        judgement: Judgement,
    ) -> Result<(i64, Option<Verdict>)> {
        let sequence = self.insert(entry, bytes, &judgement)?;
        self.note_made(sequence, entry.change)?;
        self.changed.outbox = true;
        let forecast = if entry.change.mends.is_some() {
            // It takes an earlier place: what waited for the mended change comes after it.
            self.replay_changes(&[sequence].into())?;
            super::find(self.db, entry.change.id)?.and_then(|row| row.forecast)
        } else {
            self.lay(sequence, judgement.outcome)?
        };
        Ok((sequence, forecast))
    }

    fn insert(&self, entry: &Entry<'_>, bytes: &[u8], judgement: &Judgement) -> Result<i64> {
        let change = entry.change;
        let place = match change.mends {
            Some(mended) => place_of(self.db, mended)?,
            None => None,
        };
        let sequence = self
            .db
            .prepare_cached(
                "INSERT INTO outbox (place, change, key, batch, operation, undoes, inverse, bytes, hash, state,
                                     stamp, authority, saved_at)
                 VALUES (coalesce(?1, 0), ?2, ?3, coalesce(?4, 0), ?5, ?6, ?7, ?8, ?9, 'unsent', ?10, ?11, ?12)",
            )?
            .insert((
                place,
                change.id.0.into_bytes(),
                change.key().0.into_bytes(),
                entry.batch,
                entry.operation,
                entry.undoes,
                entry.inverse.map(meta::write).transpose()?,
                bytes,
                hash(self.profile()?.person, bytes),
                judgement.stamp.0,
                judgement.authority.0,
                self.now(),
            ))?;
        if place.is_none() || entry.batch.is_none() {
            self.db
                .prepare_cached(
                    "UPDATE outbox SET place = coalesce(?2, sequence), batch = coalesce(?3, sequence)
                     WHERE sequence = ?1",
                )?
                .execute((sequence, place, entry.batch))?;
        }
        Ok(sequence)
    }

    /// Notes what a change says by itself that it writes, makes, names and starts from.
    pub(in super::super) fn note_made(&self, sequence: i64, change: &Change) -> Result<()> {
        let made = makes(change);
        for record in written(change) {
            touch(self.db, record, sequence, true, made.contains(&record))?;
        }
        for record in made {
            touch(self.db, record, sequence, true, true)?;
        }
        for record in names(&change.body) {
            touch(self.db, record, sequence, false, false)?;
        }
        for base in change.bases() {
            self.db
                .prepare_cached("INSERT OR IGNORE INTO base (change, sequence) VALUES (?1, ?2)")?
                .execute((base.0.into_bytes(), sequence))?;
        }
        Ok(())
    }

    /// Lays what this phone thinks of a change over the records. Returns a forecast of refusal.
    pub(in super::super) fn lay(
        &mut self,
        sequence: i64,
        outcome: std::result::Result<Effects, Refusal>,
    ) -> Result<Option<Verdict>> {
        let forecast = match outcome {
            Ok(effects) => {
                note_touches(self.db, sequence, &effects)?;
                for record in &effects.puts {
                    self.put_record(record)?;
                }
                for (of, words) in &effects.texts {
                    text::keep(self.db, *of, words, self.now())?;
                }
                None
            }
            Err(refusal) => Some(Verdict::from(refusal)),
        };
        set_forecast(self.db, sequence, forecast.as_ref())?;
        Ok(forecast)
    }
}

/// What nobody may enter is refused before it is called saved; every other refusal is a forecast
/// of what the server may see otherwise.
fn refuse_early(judgement: &Judgement) -> Result<()> {
    match &judgement.outcome {
        Err(Refusal::Code(reproach)) if matches!(reproach.code, Code::Invalid | Code::TooLarge) => {
            Err(Error::Refused(reproach.clone()))
        }
        Ok(_) | Err(Refusal::Code(_) | Refusal::Waits(_) | Refusal::NeedBase(..)) => Ok(()),
    }
}

fn place_of(db: &Connection, change: ChangeId) -> Result<Option<i64>> {
    Ok(db
        .prepare_cached("SELECT min(place) FROM outbox WHERE key = ?1")?
        .query_row([change.0.into_bytes()], |row| row.get(0))
        .optional()?
        .flatten())
}

fn set_forecast(db: &Connection, sequence: i64, forecast: Option<&Verdict>) -> Result<()> {
    let cell = forecast.map(meta::write).transpose()?;
    db.prepare_cached(
        "UPDATE outbox SET forecast = ?2 WHERE sequence = ?1 AND forecast IS NOT ?2",
    )?
    .execute((sequence, cell))?;
    Ok(())
}

/// Notes the records that a change wrote when it was judged here.
fn note_touches(db: &Connection, sequence: i64, effects: &Effects) -> Result<()> {
    effects
        .puts
        .iter()
        .try_for_each(|record| touch(db, record.id, sequence, true, false))
}

fn touch(
    db: &Connection,
    record: RecordId,
    sequence: i64,
    writes: bool,
    makes: bool,
) -> Result<()> {
    db.prepare_cached(
        "INSERT INTO touch (record, sequence, writes, makes) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (record, sequence) DO UPDATE
         SET writes = max(writes, excluded.writes), makes = max(makes, excluded.makes)",
    )?
    .execute((record.0.into_bytes(), sequence, writes, makes))?;
    Ok(())
}

/// The records that a change makes: whatever touches them depends on it.
fn makes(change: &Change) -> Vec<RecordId> {
    let made = matches!(
        change.body,
        Body::CustomerAdded(_)
            | Body::TaskAssigned(_)
            | Body::CheckedIn(_)
            | Body::NoteWritten(_)
            | Body::ActivityTypeAdded(_)
            | Body::SeriesStarted(_)
            | Body::PersonAdded(_)
            | Body::TeamAdded(_)
            | Body::ConsentGiven(_)
            | Body::WorkStarted(_)
            | Body::TrackRecorded(_)
            | Body::TerritoryCreated(_)
            | Body::DelegationGiven(_)
    );
    if made { written(change) } else { Vec::new() }
}

/// The records that a change names without writing them, as far as others may make them.
fn names(body: &Body) -> Vec<RecordId> {
    if let Body::NoteWritten(written) = body {
        let customer = written.customer.map(RecordId::from);
        let task = written.task.map(RecordId::from);
        let draft = written.note.map(|note| draft_id(note).into());
        customer.into_iter().chain(task).chain(draft).collect()
    } else if let Body::CheckedIn(arrived) = body {
        let task = arrived.task.map(RecordId::from);
        std::iter::once(RecordId::from(arrived.customer))
            .chain(task)
            .collect()
    } else if let Body::TaskAssigned(assigned) = body {
        assigned.customer.map(RecordId::from).into_iter().collect()
    } else if let Body::TrackRecorded(recorded) = body {
        let consent = consent_id(recorded.person, &Purpose::OnDutyLocation);
        vec![recorded.work_day.into(), consent.into()]
    } else {
        Vec::new()
    }
}
