//! What every rule works with: look-ups over what the change itself has already put, the writer
//! it signs with, and the diary entries it causes.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::{Code, Effects, Held, Judge, Look, Loss, Past, Refusal, Rights};
use crate::canonical::Malformed;
use crate::change::Change;
use crate::id::{ChangeId, CustomerId, PersonId, RecordId};
use crate::permission::{self, Answer, Whose};
use crate::record::{
    Created, Customer, Diary, DiaryKind, Field, Kind, Merge, Person, Record, Role, Writer, diary_id,
};
use crate::stamp::Stamp;
use crate::text::TextHash;

/// A change in the course of being judged.
pub(super) struct Context<'a> {
    pub(super) held: &'a dyn Held,
    pub(super) judge: &'a Judge,
    pub(super) change: &'a Change,
    whose: Whose,
    puts: BTreeMap<RecordId, Record>,
    texts: Vec<(RecordId, String)>,
    losses: Vec<Loss>,
    is_merged: bool,
}

/// One side of a clash: who wrote what with which change.
pub(super) struct Side {
    pub(super) change: ChangeId,
    pub(super) person: PersonId,
    pub(super) value: Value,
}

impl From<Malformed> for Refusal {
    /// A record or value of another shape than its kind has.
    fn from(_: Malformed) -> Self {
        Refusal::code(Code::Invalid)
    }
}

/// Returns the effective stamp of a change and the stamp of the newest manager's write that it
/// knows of. Both follow from receipt and from what the change had seen, never from the order of
/// arrival, so that they are the same wherever and whenever they are computed.
#[must_use]
pub fn effective(
    held: &dyn Held,
    rights: &Rights,
    change: &Change,
    received: Stamp,
) -> (Stamp, Stamp) {
    let mut stamps = Vec::new();
    let mut authority = Stamp::default();
    for base in change.bases() {
        if let Look::Present(past) = held.past(base) {
            stamps.push(past.stamp);
            authority = authority.max(past.authority);
        }
    }
    for id in super::reads::written(change) {
        if let Look::Present(record) = held.record(id) {
            let created = record.created();
            stamps.push(created.stamp);
            authority = authority.max(created.authority());
        }
    }
    let stamp = Stamp::effective(change.stamp, received, stamps);
    let is_planner = rights.is_system || matches!(rights.role, Role::Manager | Role::Admin);
    (
        stamp,
        if is_planner {
            stamp
        } else {
            authority.min(stamp)
        },
    )
}

impl<'a> Context<'a> {
    /// Begins to judge: what the table of permission gives nobody of the author's role is refused;
    /// then waits while a base has not arrived.
    pub(super) fn new(
        held: &'a dyn Held,
        judge: &'a Judge,
        change: &'a Change,
    ) -> Result<Self, Refusal> {
        let whose = match permission::ask(&judge.rights, change) {
            Answer::May(Whose::Nobody) => return Err(Refusal::code(Code::NotAllowed)),
            Answer::May(whose) => whose,
            Answer::NoSuchField(field) => return Err(Refusal::invalid(field.as_str())),
        };
        let missing: BTreeSet<RecordId> = change
            .bases()
            .into_iter()
            .filter(|base| matches!(held.past(*base), Look::Absent))
            .map(RecordId::from)
            .collect();
        if !missing.is_empty() {
            return Err(Refusal::Waits(missing));
        }
        // Only what was refused can be mended, and once: two changes never write under one id.
        let is_taken = |mended: ChangeId| match held.past(mended) {
            Look::Present(past) => past.change.id != change.id,
            Look::Absent | Look::NotHeld => false,
        };
        if change.mends.is_some_and(is_taken) {
            return Err(Refusal::code(Code::IdReused));
        }
        let (puts, texts, losses) = (BTreeMap::new(), Vec::new(), Vec::new());
        Ok(Context {
            held,
            judge,
            change,
            whose,
            puts,
            texts,
            losses,
            is_merged: false,
        })
    }

    pub(super) fn into_effects(self) -> Effects {
        let puts = self.puts.into_values().collect();
        Effects {
            puts,
            texts: self.texts,
            losses: self.losses,
            is_merged: self.is_merged,
        }
    }

    /// Returns a record to write to: none when this phone does not hold it.
    pub(super) fn record(&self, id: RecordId) -> Result<Option<Record>, Refusal> {
        if let Some(put) = self.puts.get(&id) {
            return Ok(Some(put.clone()));
        }
        match self.held.record(id) {
            Look::Present(record) => Ok(Some(record.clone())),
            Look::Absent => Err(Refusal::Waits(BTreeSet::from([id]))),
            Look::NotHeld => Ok(None),
        }
    }

    /// Returns a record of a kind to write to; another kind under the id is a refusal.
    pub(super) fn of_kind(&self, id: RecordId, kind: &Kind) -> Result<Option<Record>, Refusal> {
        match self.record(id)? {
            Some(record) if record.kind == *kind => Ok(Some(record)),
            Some(_) => Err(Refusal::code(Code::IdReused)),
            None => Ok(None),
        }
    }

    /// Returns a customer that others will stand at; waits until it has arrived.
    pub(super) fn customer(&self, id: CustomerId) -> Result<Option<Customer>, Refusal> {
        match self.of_kind(id.into(), &Kind::Customer)? {
            Some(record) => Ok(Some(record.read()?)),
            None => Ok(None),
        }
    }

    /// Returns an accepted change of the past; none when this phone does not hold it.
    pub(super) fn past(&self, id: ChangeId) -> Option<&'a Past> {
        match self.held.past(id) {
            Look::Present(past) => Some(past),
            Look::Absent | Look::NotHeld => None,
        }
    }

    pub(super) fn text(&self, of: RecordId, hash: &TextHash) -> Result<Option<&'a str>, Refusal> {
        match self.held.text(of, hash) {
            Look::Present(text) => Ok(Some(text)),
            Look::Absent => Err(Refusal::NeedBase(of, *hash)),
            Look::NotHeld => Ok(None),
        }
    }

    pub(super) fn put(&mut self, record: Record) {
        self.puts.insert(record.id, record);
    }

    pub(super) fn keep_text(&mut self, of: RecordId, text: &str) {
        self.texts.push((of, text.to_owned()));
    }

    pub(super) fn note_merge(&mut self) {
        self.is_merged = true;
    }

    /// Puts a new record under an id that nothing bears yet.
    pub(super) fn create(
        &mut self,
        kind: Kind,
        id: RecordId,
        fields: &impl serde::Serialize,
    ) -> Result<(), Refusal> {
        if self.puts.contains_key(&id) || matches!(self.held.record(id), Look::Present(_)) {
            return Err(Refusal::code(Code::IdReused));
        }
        let record = Record::create(kind, id, &self.created(id), fields)?;
        self.put(record);
        Ok(())
    }

    /// Returns a record that several changes may begin, fresh where there is none yet. Its header
    /// names none of them, so that it is the same whichever arrives first.
    pub(super) fn shared(
        &self,
        kind: Kind,
        id: RecordId,
        person: PersonId,
        fresh: &impl serde::Serialize,
    ) -> Result<Record, Refusal> {
        if let Look::Present(record) = self.held.record(id) {
            return if record.kind == kind {
                Ok(record.clone())
            } else {
                Err(Refusal::code(Code::IdReused))
            };
        }
        let created = Created {
            change: None,
            person,
            stamp: Stamp::default(),
        };
        Ok(Record::create(kind, id, &created, fresh)?)
    }

    pub(super) fn created(&self, id: RecordId) -> Created {
        let change = self.change.key();
        Created {
            change: (RecordId::from(change) != id).then_some(change),
            person: self.judge.author,
            stamp: self.judge.stamp,
        }
    }

    /// Returns the writer that this change signs with; plan fields also remember its authority.
    pub(super) fn writer(&self, rule: Merge) -> Writer {
        let has_less = self.judge.authority != self.judge.stamp;
        Writer {
            change: self.change.key(),
            person: self.judge.author,
            stamp: self.judge.stamp,
            over: (rule == Merge::Plan && has_less).then_some(self.judge.authority),
        }
    }

    /// Returns the changes that the author had seen as writers of a field.
    pub(super) fn seen(&self, record: &Record, field: &Field) -> BTreeSet<ChangeId> {
        self.change
            .seen(record.id, field)
            .unwrap_or_else(|| BTreeSet::from([record.created().change]))
    }

    /// Says whether the author had seen the present writer of a field.
    pub(super) fn has_seen(&self, record: &Record, field: &Field) -> bool {
        self.seen(record, field)
            .contains(&record.writer(field).change)
    }

    pub(super) fn is_admin(&self) -> bool {
        self.judge.rights.is_system || self.judge.rights.role == Role::Admin
    }

    pub(super) fn is_planner(&self) -> bool {
        self.is_admin() || self.judge.rights.role == Role::Manager
    }

    /// Says whether the table of permission lets the author do this with things of a person.
    pub(super) fn may(&self, person: PersonId) -> bool {
        permission::covers(self.whose, self.judge.author, &self.judge.rights, person)
    }

    /// Says whether the author manages a person (himself included, when he manages at all).
    pub(super) fn manages(&self, person: PersonId) -> bool {
        self.is_admin()
            || (self.is_planner()
                && (person == self.judge.author || self.judge.rights.people.contains(&person)))
    }

    /// Says whether the author may act at a customer: he may with things of its owner, nobody owns
    /// it and he plans, or he has standing there.
    pub(super) fn acts_at(&self, id: CustomerId, customer: &Customer) -> bool {
        let by_owner = match customer.owner {
            Some(owner) => self.may(owner),
            None => self.is_planner(),
        };
        by_owner || !matches!(self.held.stands(self.judge.author, id.into()), Look::Absent)
    }

    /// Refuses unless `is_allowed`.
    pub(super) fn require(&self, is_allowed: bool) -> Result<(), Refusal> {
        if is_allowed {
            Ok(())
        } else {
            Err(Refusal::code(Code::NotAllowed))
        }
    }

    /// Refuses the assignment of work to a person whom the author may not give it.
    pub(super) fn require_person(&self, person: PersonId) -> Result<(), Refusal> {
        self.require(self.may(person))?;
        if let Look::Present(record) = self.held.record(person.into()) {
            let is_working = record.read::<Person>().is_ok_and(|person| !person.revoked);
            return if is_working {
                Ok(())
            } else {
                Err(Refusal::invalid("assignee"))
            };
        }
        Ok(())
    }

    /// Keeps a value that does not stand, for the person who wrote it.
    pub(super) fn lose(
        &mut self,
        about: &Record,
        field: &Field,
        lost: Side,
        stands: Side,
    ) -> Result<(), Refusal> {
        if lost.value == stands.value {
            return Ok(());
        }
        let entry = diary_id(lost.change, field.as_str(), lost.person);
        let diary = Diary {
            person: lost.person,
            tells: DiaryKind::Lost,
            about: about.id,
            about_kind: about.kind.clone(),
            field: Some(field.clone()),
            mine: lost.value,
            theirs: stands.value,
            change: lost.change,
            other: Some(stands.change),
            by: Some(stands.person),
            noticed: self.judge.stamp,
            settled: None,
        };
        self.enter(diary, entry.into())?;
        self.losses.push(Loss {
            record: about.id,
            field: field.clone(),
            change: lost.change,
            entry,
        });
        Ok(())
    }

    /// Tells a person something about a record.
    pub(super) fn tell(
        &mut self,
        person: PersonId,
        tells: DiaryKind,
        about: &Record,
        other: &Side,
    ) -> Result<(), Refusal> {
        let change = self.change.key();
        let entry = diary_id(change, tells.as_str(), person);
        let diary = Diary {
            person,
            tells,
            about: about.id,
            about_kind: about.kind.clone(),
            field: None,
            mine: Value::Null,
            theirs: other.value.clone(),
            change,
            other: Some(other.change),
            by: Some(other.person),
            noticed: self.judge.stamp,
            settled: None,
        };
        self.enter(diary, entry.into())
    }

    /// Puts a diary entry, unless this change has put it: the first telling stands. No earlier
    /// change can have put it, for its id follows from a change that loses or tells but once.
    pub(super) fn enter(&mut self, diary: Diary, entry: RecordId) -> Result<(), Refusal> {
        if self.puts.contains_key(&entry) {
            return Ok(());
        }
        let record = Record::create(Kind::Diary, entry, &self.created(entry), &diary)?;
        self.put(record);
        Ok(())
    }
}
