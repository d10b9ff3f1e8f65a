//! Takes everything personal of somebody out: his name, words and positions in records and in
//! history, his ways in, the key of his lines in the audit log. What he did stays as figures:
//! counts, durations, statuses, verdicts.
//!
//! Every step can be done again, so an erasure that was cut off goes on from its beginning.

use std::collections::{BTreeMap, BTreeSet};

use outrider_model::change::{Body, PersonRef};
use outrider_model::id::{ChangeId, OrganisationId, PersonId, RecordId};
use outrider_model::record::{Kind, Person, Record};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;

use super::forgettable::{forget, is_his, tells_of};
use crate::audit::{Action, Note, Why, note_in};
use crate::error::ServerError;
use crate::ingest::{REWRITTEN_AT_ONCE, Rewriting, rewrite, system_change};
use crate::store::{Query, Store, StoreError};

/// What an erasure will take, said before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = ErasureAhead)]
pub struct Going {
    /// Who.
    pub person: PersonId,
    /// What he is called: to be typed before he is erased.
    pub name: String,
    /// How many records of each kind lose what is personal in them.
    pub records: BTreeMap<String, u64>,
    /// How many changes of history lose their words.
    pub changes: u64,
    /// Whether an erasure of him is under way.
    pub is_begun: bool,
}

/// What an erasure took.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = ErasureDone)]
pub struct Erased {
    /// Who.
    pub person: PersonId,
    /// How many records were rewritten.
    pub records: u64,
    /// How many changes lost their words.
    pub changes: u64,
}

/// An erasure that is under way.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(super) struct Begun {
    person: PersonId,
    by: Option<PersonId>,
}

/// The setting that says whose erasure is under way.
const BEGUN: &str = "erase/begun";

/// Says what the erasure of a person will take.
///
/// # Errors
/// [`ServerError::NotFound`] for somebody who is not there or was erased.
pub fn going(
    store: &dyn Store,
    organisation: OrganisationId,
    person: PersonId,
) -> Result<Going, ServerError> {
    let is_begun = begun(store, organisation)?
        .iter()
        .any(|one| one.person == person);
    let read = read(store, organisation, person)?;
    let read = read.filter(|read| !read.erased || is_begun);
    let name = read.ok_or(ServerError::NotFound)?.name;
    let found = Found::of(store, organisation, person)?;
    Ok(Going {
        person,
        name,
        changes: u64::try_from(found.changes(store, organisation, person)?.len())
            .unwrap_or(u64::MAX),
        records: found.kinds,
        is_begun,
    })
}

/// Erases a person. It cannot be undone.
///
/// # Errors
/// [`ServerError::NotFound`] for somebody who is not there or was erased;
/// [`ServerError::Conflict`] when somebody would erase himself; [`ServerError`] when it cannot be
/// stored: what was taken out stays so, and the rest follows with [`resume`].
pub fn erase(
    store: &dyn Store,
    organisation: OrganisationId,
    person: PersonId,
    by: Option<PersonId>,
    now: i64,
) -> Result<Erased, ServerError> {
    if by == Some(person) {
        return Err(ServerError::Conflict(
            "nobody erases himself: another admin has to".to_owned(),
        ));
    }
    going(store, organisation, person)?;
    let begun = begin(store, organisation, person, by)?;
    Ok(go_on(store, organisation, begun, now)?)
}

/// Notes that an erasure is under way: from here on it goes on whatever happens.
pub(super) fn begin(
    store: &dyn Store,
    organisation: OrganisationId,
    person: PersonId,
    by: Option<PersonId>,
) -> Result<Begun, StoreError> {
    let mut all = begun(store, organisation)?;
    if let Some(one) = all.iter().find(|one| one.person == person) {
        return Ok(*one);
    }
    let one = Begun { person, by };
    all.push(one);
    keep(store, organisation, &all)?;
    Ok(one)
}

/// Goes on with what was cut off. Returns whom it erased.
///
/// # Errors
/// [`StoreError`] when it cannot be stored; what was taken out stays so.
pub fn resume(
    store: &dyn Store,
    organisation: OrganisationId,
    now: i64,
) -> Result<Vec<Erased>, StoreError> {
    begun(store, organisation)?
        .into_iter()
        .map(|one| go_on(store, organisation, one, now))
        .collect()
}

fn go_on(
    store: &dyn Store,
    organisation: OrganisationId,
    Begun { person, by }: Begun,
    now: i64,
) -> Result<Erased, StoreError> {
    let eraser = Eraser {
        store,
        organisation,
        person,
        now,
    };
    // First he is let in no more, so that nothing of his comes after.
    eraser.shut_out()?;
    store.forget_access(organisation, person)?;
    let (mut records, mut changes) = (0, 0);
    loop {
        let (more_records, more_changes) = eraser.pass()?;
        records += more_records;
        changes += more_changes;
        // What was in the queue when he was shut out has come meanwhile.
        if more_records == 0 && more_changes == 0 {
            break;
        }
    }
    let line = Note::of(Action::Erased)
        .to(person)
        .saying(json!({ "records": records, "changes": changes }));
    let line = by_whom(line, by).telling_of_nobody();
    store.transact(organisation, &mut |ledger| {
        ledger.destroy_audit_key(person)?;
        note_in(ledger, now, &line)
    })?;
    let rest = begun(store, organisation)?;
    let rest: Vec<Begun> = rest
        .into_iter()
        .filter(|one| one.person != person)
        .collect();
    keep(store, organisation, &rest)?;
    store.scrub()?;
    Ok(Erased {
        person,
        records,
        changes,
    })
}

fn by_whom(line: Note, by: Option<PersonId>) -> Note {
    match by {
        Some(by) => line.by(by),
        None => line,
    }
}

struct Eraser<'a> {
    store: &'a dyn Store,
    organisation: OrganisationId,
    person: PersonId,
    now: i64,
}

impl Eraser<'_> {
    /// Makes the person's record one without a name.
    fn shut_out(&self) -> Result<(), StoreError> {
        let id = ChangeId(RecordId::from(self.person).derived("change/erased").0);
        let person = self.person;
        let body = Body::PersonErased(PersonRef { person });
        let change = system_change(id, self.now, body);
        self.rewrite(vec![change.bytes()?], Vec::new(), Vec::new())
    }

    /// Takes out what is there now. Returns how many records and changes.
    fn pass(&self) -> Result<(u64, u64), StoreError> {
        let found = Found::of(self.store, self.organisation, self.person)?;
        let changes = found.changes(self.store, self.organisation, self.person)?;
        for part in found.personal.chunks(REWRITTEN_AT_ONCE) {
            self.rewrite(Vec::new(), part.to_vec(), Vec::new())?;
        }
        for part in found.his.chunks(REWRITTEN_AT_ONCE) {
            self.store.transact(self.organisation, &mut |ledger| {
                part.iter()
                    .try_for_each(|record| ledger.forget_texts(*record))
            })?;
        }
        for part in changes.chunks(REWRITTEN_AT_ONCE) {
            self.rewrite(Vec::new(), Vec::new(), part.to_vec())?;
        }
        let count = |count: usize| u64::try_from(count).unwrap_or(u64::MAX);
        Ok((count(found.personal.len()), count(changes.len())))
    }

    fn rewrite(
        &self,
        changes: Vec<Vec<u8>>,
        records: Vec<RecordId>,
        forgotten: Vec<u64>,
    ) -> Result<(), StoreError> {
        let person = self.person;
        rewrite(
            self.store,
            self.organisation,
            self.now,
            &Rewriting {
                why: Why::Erasure,
                of: Some(person),
                changes,
                records,
                rewrite: &|record| forget(record, person),
                forgotten,
            },
        )
    }
}

/// What there is of a person.
#[derive(Default)]
struct Found {
    /// Records that still hold something personal of him.
    personal: Vec<RecordId>,
    /// Records whose whole history is about him.
    his: Vec<RecordId>,
    /// How many records of each kind.
    kinds: BTreeMap<String, u64>,
}

impl Found {
    fn of(
        store: &dyn Store,
        organisation: OrganisationId,
        person: PersonId,
    ) -> Result<Found, StoreError> {
        let mut found = Found::default();
        store.export(organisation, &mut |stored| {
            let record = Record::parse(&stored.bytes)?;
            if is_his(&record, person) {
                found.his.push(record.id);
            }
            let is_counted = tells_of(&record, person);
            if is_counted && forget(&mut record.clone(), person)? {
                found.personal.push(record.id);
            }
            if is_counted && record.kind != Kind::LocationView {
                *found.kinds.entry(record.kind.to_string()).or_default() += 1;
            }
            Ok(())
        })?;
        Ok(found)
    }

    /// Returns the places in history whose words are his or about him, and not yet forgotten.
    fn changes(
        &self,
        store: &dyn Store,
        organisation: OrganisationId,
        person: PersonId,
    ) -> Result<Vec<u64>, StoreError> {
        let mut all = BTreeSet::new();
        store.transact(organisation, &mut |ledger| {
            all.extend(ledger.authored(person)?);
            for record in &self.his {
                all.extend(ledger.touching(*record)?);
            }
            Ok(())
        })?;
        let mut standing = Vec::new();
        for seq in all {
            let row = store.history_rows(organisation, seq.saturating_sub(1), 1)?;
            let is_standing = |row: &crate::store::HistoryRow| row.seq == seq && !row.is_blank();
            if row.first().is_some_and(is_standing) {
                standing.push(seq);
            }
        }
        Ok(standing)
    }
}

fn read(
    store: &dyn Store,
    organisation: OrganisationId,
    person: PersonId,
) -> Result<Option<Person>, ServerError> {
    let ids = vec![RecordId::from(person)];
    let stored = store.records(organisation, &Query::Ids(ids), None, 1, 0)?;
    let Some(stored) = stored.first().filter(|stored| stored.kind == Kind::Person) else {
        return Ok(None);
    };
    let read = Record::parse(&stored.bytes).and_then(|record| record.read());
    read.map(Some).map_err(ServerError::internal)
}

fn begun(store: &dyn Store, organisation: OrganisationId) -> Result<Vec<Begun>, StoreError> {
    match store
        .setting(organisation, BEGUN)?
        .as_deref()
        .map(serde_json::from_str)
    {
        None => Ok(Vec::new()),
        Some(Ok(all)) => Ok(all),
        Some(Err(error)) => Err(StoreError::Broken(format!("a setting: {error}"))),
    }
}

fn keep(store: &dyn Store, organisation: OrganisationId, all: &[Begun]) -> Result<(), StoreError> {
    let written = serde_json::to_string(all).map_err(|why| StoreError::Broken(why.to_string()))?;
    let value = (!all.is_empty()).then_some(written.as_str());
    store.save_setting(organisation, BEGUN, value)
}
