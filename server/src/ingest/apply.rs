//! What an accepted change moves: records, memberships, standing and the feed.

use std::collections::BTreeSet;

use outrider_model::audience::{self, Audience, Standing};
use outrider_model::canonical::Malformed;
use outrider_model::columns::{Cells, columns};
use outrider_model::decide::Effects;
use outrider_model::id::{PersonId, RecordId};
use outrider_model::record::{Delegation, Field, Kind, Record};

use super::bench::{Bench, InHand, broken};
use super::{Push, evidence};
use crate::store::{Membership, Move, Place, Put, StandingRow, StoreError};

/// How long a closed task goes on giving standing at its customer.
const LAPSE: i64 = 30 * 24 * 3600 * 1_000_000;
/// How many records move under one sequence; a page never splits a sequence.
const MOVED_AT_ONCE: usize = 500;

/// Stores what a change does, at its sequence.
pub(super) fn apply(
    bench: &mut Bench<'_>,
    push: &Push,
    mut effects: Effects,
    seq: u64,
) -> Result<(), StoreError> {
    for (of, text) in &effects.texts {
        bench.ledger.keep_text(*of, text, bench.now)?;
        let hash = outrider_model::text::TextHash::of(text);
        bench.texts.insert((*of, hash), Some(text.clone()));
    }
    let mut written = BTreeSet::new();
    let mut causes = BTreeSet::new();
    let mut is_new = BTreeSet::new();
    for put in &mut effects.puts {
        if put.kind == Kind::CheckIn {
            evidence::weigh(bench, push, put)?;
        }
        let (place, was_new) = store(bench, put, seq)?;
        written.insert(place);
        if was_new {
            is_new.insert(place);
        }
        if can_cause(&put.kind) {
            causes.insert(place);
        }
    }
    causes.extend(redirect(bench, &effects.puts, seq)?);
    let mut moved = BTreeSet::new();
    for place in causes {
        let record = at(bench, place)?;
        moved.extend(recause(bench, place, &record)?);
    }
    for put in &effects.puts {
        if let Some(InHand { place, .. }) = bench.records.get(&put.id).and_then(Option::as_ref) {
            let place = *place;
            let how = if is_new.contains(&place) {
                Move::New
            } else {
                Move::Always
            };
            show(bench, place, put, seq, how)?;
        }
    }
    spread(bench, moved, &written, seq)
}

/// Returns the record that a field names.
pub(super) fn named(record: &Record, field: &str) -> Option<RecordId> {
    record
        .get(&Field::from(field))
        .as_str()
        .and_then(|id| id.parse().ok())
}

/// Stores one record and its side row; returns where, and whether it is new.
fn store(bench: &mut Bench<'_>, put: &Record, seq: u64) -> Result<(Place, bool), StoreError> {
    let bytes = put.bytes()?;
    let home = home(bench, put)?;
    let old = bench.record(put.id)?.map(|in_hand| in_hand.place);
    let cells = columns(&put.kind, &bytes).unwrap_or(Cells::Plain);
    let place = bench.ledger.put(&Put {
        place: old,
        id: put.id,
        kind: &put.kind,
        home,
        seq,
        bytes: &bytes,
        cells: &cells,
    })?;
    if old.is_none()
        && let Some(import) = named(put, "import")
    {
        bench
            .ledger
            .bring(outrider_model::id::ImportId(import.0), place)?;
    }
    bench.records.insert(
        put.id,
        Some(InHand {
            place,
            record: put.clone(),
        }),
    );
    Ok((place, old.is_none()))
}

fn can_cause(kind: &Kind) -> bool {
    match kind {
        Kind::Organisation | Kind::Person | Kind::Team | Kind::Customer | Kind::Task => true,
        Kind::ActivityType
        | Kind::Series
        | Kind::Device
        | Kind::CheckIn
        | Kind::Note
        | Kind::Draft
        | Kind::Diary
        | Kind::Consent
        | Kind::WorkDay
        | Kind::Track
        | Kind::LocationView
        | Kind::Territory
        | Kind::Delegation
        | Kind::Template
        | Kind::Dismissal
        | Kind::Unknown(_) => false,
    }
}

fn home(bench: &Bench<'_>, record: &Record) -> Result<RecordId, StoreError> {
    let home = audience::home(record).map_err(broken("the home of", record.id))?;
    Ok(home.record().unwrap_or(bench.organisation.into()))
}

fn at(bench: &mut Bench<'_>, place: Place) -> Result<Record, StoreError> {
    Ok(Record::parse(&bench.ledger.at(place)?.bytes)?)
}

/// Takes what is new of the directory into it and moves memberships. Returns the records whose
/// standing follows from a person who went to another team.
fn redirect(bench: &mut Bench<'_>, puts: &[Record], seq: u64) -> Result<Vec<Place>, StoreError> {
    let mut concerned = Vec::new();
    let mut people: BTreeSet<PersonId> = BTreeSet::new();
    let mut is_touched = false;
    for put in puts {
        if put.kind == Kind::Person {
            let person = PersonId::from(put.id);
            let before = bench.directory.member(person).map(|member| member.team);
            bench.directory.note(put)?;
            let after = bench.directory.team_of(person);
            if before.is_some_and(|before| before != after) {
                concerned.extend(bench.ledger.concerning(person)?);
            }
            people.insert(person);
            people.extend(bench.directory.delegates(Some(person)));
            is_touched = true;
        } else if put.kind == Kind::Team {
            bench.directory.note(put)?;
            people.extend(bench.directory.people());
            is_touched = true;
        } else if put.kind == Kind::Territory {
            people.extend(bench.directory.people_of(put.id.into()));
            bench.directory.note(put)?;
            people.extend(bench.directory.people_of(put.id.into()));
            is_touched = true;
        } else if put.kind == Kind::Delegation {
            bench.directory.note(put)?;
            people.insert(put.read::<Delegation>()?.to);
            is_touched = true;
        }
    }
    if is_touched {
        let mut head = bench.ledger.head();
        head.directory += 1;
        bench.ledger.set_head(head);
    }
    for person in people {
        enlist(bench, person, Some(seq))?;
    }
    Ok(concerned)
}

/// Brings a person's memberships up to what the directory says, at a sequence or at one of their
/// own where something moves.
pub(super) fn enlist(
    bench: &mut Bench<'_>,
    person: PersonId,
    seq: Option<u64>,
) -> Result<(), StoreError> {
    let now = bench.moment();
    let due = bench.directory.audiences(person, now);
    let held = bench.ledger.memberships(Some(person))?;
    let present: BTreeSet<Audience> = held.iter().map(|membership| membership.audience).collect();
    if present == due {
        return Ok(());
    }
    let left_out = bench.directory.left_out(person, now);
    if left_out > 0 {
        tracing::warn!(%person, left_out, "a person belongs to more audiences than a phone can have");
    }
    let seq = seq.unwrap_or_else(|| bench.next_seq());
    for membership in held {
        if !due.contains(&membership.audience) {
            bench.ledger.set_membership(&Membership {
                until: Some(seq),
                ..membership
            })?;
        }
    }
    for audience in due.difference(&present) {
        let membership = Membership {
            person,
            audience: *audience,
            since: seq,
            until: None,
        };
        bench.ledger.set_membership(&membership)?;
    }
    Ok(())
}

/// Brings the standing that a record causes up to what it says now. Returns the homes at which
/// other audiences stand than before.
pub(super) fn recause(
    bench: &mut Bench<'_>,
    place: Place,
    record: &Record,
) -> Result<BTreeSet<RecordId>, StoreError> {
    let lapses = lapse(record)?;
    let due: BTreeSet<StandingRow> = if lapses.is_some_and(|lapses| lapses <= bench.now) {
        BTreeSet::new()
    } else {
        let directory = &*bench.directory;
        let caused = audience::caused(record, &|person| directory.team_of(person))?;
        let root = RecordId::from(bench.organisation);
        let row = |row: Standing| StandingRow {
            home: row.home.record().unwrap_or(root),
            audience: row.audience,
            lapses,
        };
        caused.into_iter().map(row).collect()
    };
    let held = bench.ledger.caused_by(place)?;
    if held == due {
        return Ok(BTreeSet::new());
    }
    let homes: BTreeSet<RecordId> = held.iter().chain(&due).map(|row| row.home).collect();
    let mut before = Vec::new();
    for home in homes {
        before.push((home, bench.standing_at(home)?.clone()));
    }
    let key = |row: &StandingRow| (row.home, row.audience);
    let due_keys: BTreeSet<_> = due.iter().map(key).collect();
    for row in held.iter().filter(|row| !due_keys.contains(&key(row))) {
        bench.ledger.remove_standing(place, row)?;
    }
    for row in due.difference(&held) {
        bench.ledger.add_standing(place, row)?;
    }
    let mut moved = BTreeSet::new();
    for (home, before) in before {
        bench.standing.remove(&home);
        if *bench.standing_at(home)? != before {
            moved.insert(home);
        }
    }
    Ok(moved)
}

/// Returns when the standing that a record causes lapses: some time after a task has closed.
fn lapse(record: &Record) -> Result<Option<i64>, Malformed> {
    if record.kind != Kind::Task {
        return Ok(None);
    }
    let task: outrider_model::record::Task = record.read()?;
    let shown = task.shown(record.writer(&Field::from("assignee")).change);
    if !shown.status.is_terminal() {
        return Ok(None);
    }
    let closed = shown
        .head
        .map_or(record.created().stamp, |(_, head)| head.stamp);
    Ok(Some(closed.0.saturating_add(LAPSE)))
}

/// Moves a record in the feed to whoever sees it now.
fn show(
    bench: &mut Bench<'_>,
    place: Place,
    record: &Record,
    seq: u64,
    how: Move,
) -> Result<bool, StoreError> {
    let at = audience::home(record).map_err(broken("the home of", record.id))?;
    let id = at.record().unwrap_or(bench.organisation.into());
    let standing: Vec<Standing> = bench
        .standing_at(id)?
        .iter()
        .map(|audience| Standing {
            home: at,
            audience: *audience,
            cause: record.id,
        })
        .collect();
    let seen_by = audience::audiences(record, &standing)?;
    bench.ledger.move_feed(place, &seen_by, seq, how)
}

/// Moves what stands at homes whose audiences changed. Every so many records take a sequence of
/// their own.
pub(super) fn spread(
    bench: &mut Bench<'_>,
    homes: BTreeSet<RecordId>,
    written: &BTreeSet<Place>,
    seq: u64,
) -> Result<(), StoreError> {
    let (mut seq, mut count) = (seq, 0);
    for home in homes {
        for place in bench.ledger.at_home(home)? {
            if written.contains(&place) {
                continue;
            }
            if count == MOVED_AT_ONCE {
                seq = bench.next_seq();
                count = 0;
            }
            let record = at(bench, place)?;
            count += usize::from(show(bench, place, &record, seq, Move::IfChanged)?);
        }
    }
    Ok(())
}
