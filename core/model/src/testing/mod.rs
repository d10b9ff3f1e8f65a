//! A world in memory for tests: it judges as a server does, or shows what a phone holds.
//!
//! `World` keeps records, history and texts; `announced` holds only what a judgement said it
//! would read; `cast` names who lives there; `author` makes changes with the bases that a phone or
//! console names; `history` lets people live for a while; `samples` holds one of everything (with
//! `duty` for work and positions, `office` for people, territories, devices), and `snapshot` the
//! formats as they were committed.

pub(crate) mod announced;
pub(crate) mod author;
pub(crate) mod cast;
pub(crate) mod duty;
pub(crate) mod history;
pub(crate) mod office;
pub(crate) mod samples;
pub(crate) mod seed;
pub(crate) mod snapshot;

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use crate::audience::{self, Audience, Standing};
use crate::canonical::Malformed;
use crate::change::{self, Change};
use crate::decide::{
    Code, Effects, Held, Judge, Look, Past, Refusal, Reproach, Rights, Verdict, decide, effective,
};
use crate::id::{ChangeId, PersonId, RecordId, TaskId, TeamId};
use crate::record::{Diary, DiaryKind, Kind, Person, Record, Role, Status, Team, Territory};
use crate::stamp::Stamp;
use crate::text::TextHash;
use author::Author;

/// Later than every claim that a test makes, unless it means to.
pub(crate) const NOW: i64 = 2_000_000_000_000_000;

/// An organisation: what is, what was accepted, and what was said to each change.
#[derive(Clone, Default)]
pub(crate) struct World {
    pub(crate) records: BTreeMap<RecordId, Rc<Record>>,
    pub(crate) pasts: BTreeMap<ChangeId, Rc<Past>>,
    pub(crate) texts: BTreeMap<(RecordId, TextHash), Rc<str>>,
    pub(crate) verdicts: BTreeMap<ChangeId, ([u8; 32], Verdict)>,
    standing: BTreeMap<RecordId, BTreeSet<Standing>>,
    pub(crate) received: i64,
}

impl Held for World {
    fn record(&self, id: RecordId) -> Look<&Record> {
        look(self.records.get(&id).map(Rc::as_ref))
    }

    fn past(&self, id: ChangeId) -> Look<&Past> {
        look(self.pasts.get(&id).map(Rc::as_ref))
    }

    fn text(&self, of: RecordId, hash: &TextHash) -> Look<&str> {
        look(self.texts.get(&(of, *hash)).map(Rc::as_ref))
    }

    fn stands(&self, person: PersonId, home: RecordId) -> Look<()> {
        let mine = self.memberships(person);
        let at_home = |row: &&Standing| row.home.record() == Some(home);
        let rows = self.standing.values().flatten().filter(at_home);
        look(
            rows.map(|row| row.audience)
                .any(|audience| mine.contains(&audience))
                .then_some(()),
        )
    }
}

fn look<T>(found: Option<T>) -> Look<T> {
    found.map_or(Look::Absent, Look::Present)
}

impl World {
    /// Judges a change for good, as it arrives now.
    pub(crate) fn ingest(&mut self, author: Author, change: &Change) -> Verdict {
        self.ingest_at(author, change, NOW)
    }

    /// Judges a change whose bytes arrive at a time of the server's clock.
    pub(crate) fn ingest_at(&mut self, author: Author, change: &Change, now: i64) -> Verdict {
        let hash = change::hash(author.person, &change.bytes().unwrap());
        if let Some((known, verdict)) = self.verdicts.get(&change.id) {
            return if *known == hash {
                Verdict::Duplicate {
                    of: Box::new(verdict.clone()),
                }
            } else {
                Verdict::Refused(Reproach {
                    code: Code::IdReused,
                    field: String::new(),
                })
            };
        }
        let received = Stamp(now.max(self.received + 1));
        let (judge, decided) = self.judge(author, change, received);
        let verdict = match decided {
            Ok(effects) => {
                let verdict = Verdict::from(&effects);
                self.apply(effects);
                let Judge {
                    author,
                    stamp,
                    authority,
                    ..
                } = judge;
                let past = Past {
                    author,
                    stamp,
                    authority,
                    change: change.clone(),
                };
                self.pasts.insert(change.key(), Rc::new(past));
                verdict
            }
            Err(refusal) => refusal.into(),
        };
        if verdict.is_final() {
            self.received = received.0;
            self.verdicts.insert(change.id, (hash, verdict.clone()));
        }
        verdict
    }

    /// Judges without storing anything.
    pub(crate) fn judge(
        &self,
        author: Author,
        change: &Change,
        received: Stamp,
    ) -> (Judge, Result<Effects, Refusal>) {
        let rights = self.rights(author);
        let (stamp, authority) = effective(self, &rights, change, received);
        let Author {
            person: author,
            device,
            ..
        } = author;
        let judge = Judge {
            author,
            device,
            rights,
            stamp,
            authority,
        };
        let decided = decide(self, &judge, change);
        (judge, decided)
    }

    fn apply(&mut self, effects: Effects) {
        for (of, text) in effects.texts {
            self.texts.insert((of, TextHash::of(&text)), text.into());
        }
        for put in effects.puts {
            self.put(&put).unwrap();
        }
    }

    /// Stores a record as its bytes say it.
    pub(crate) fn put(&mut self, put: &Record) -> Result<(), Malformed> {
        let bytes = put.bytes()?;
        let stored = Record::parse(&bytes)?;
        assert_eq!(stored.bytes()?, bytes, "bytes of bytes are the same");
        let (id, is_person) = (stored.id, stored.kind == Kind::Person);
        self.records.insert(id, Rc::new(stored));
        // Whoever goes to another team takes the standing of everything of his along.
        let moved: Vec<RecordId> = if is_person {
            self.records.keys().copied().collect()
        } else {
            vec![id]
        };
        for id in moved {
            let caused = audience::caused(&self.records[&id], &|person| self.team_of(person))?;
            self.standing.insert(id, caused);
        }
        Ok(())
    }

    pub(crate) fn record_of(&self, id: impl Into<RecordId>) -> &Record {
        &self.records[&id.into()]
    }

    pub(crate) fn people(&self) -> BTreeMap<PersonId, Person> {
        self.of_kind(Kind::Person)
            .map(|(id, person)| (id.into(), person))
            .collect()
    }

    /// Returns the status that a task shows.
    pub(crate) fn status(&self, task: TaskId) -> Status {
        audience::shown_status(self.record_of(task)).unwrap()
    }

    /// Returns what a person's diary tells about a record.
    pub(crate) fn told(&self, person: PersonId, about: impl Into<RecordId>) -> Vec<DiaryKind> {
        let about = about.into();
        let mine = |entry: &Diary| entry.person == person && entry.about == about;
        self.diary()
            .into_iter()
            .filter(mine)
            .map(|entry| entry.tells)
            .collect()
    }

    pub(crate) fn diary(&self) -> Vec<Diary> {
        self.of_kind(Kind::Diary).map(|(_, diary)| diary).collect()
    }

    pub(crate) fn of_kind<T: serde::de::DeserializeOwned>(
        &self,
        kind: Kind,
    ) -> impl Iterator<Item = (RecordId, T)> {
        let of_kind = self
            .records
            .values()
            .filter(move |record| record.kind == kind);
        of_kind.map(|record| (record.id, record.read().unwrap()))
    }

    fn team_of(&self, person: PersonId) -> Option<TeamId> {
        self.records
            .get(&person.into())?
            .read::<Person>()
            .ok()?
            .team
    }

    fn below(&self, team: TeamId) -> BTreeSet<TeamId> {
        let teams: Vec<(RecordId, Team)> = self.of_kind(Kind::Team).collect();
        let mut found = BTreeSet::from([team]);
        while let Some((id, _)) = teams.iter().find(|(id, team)| {
            !found.contains(&(*id).into())
                && team.parent.is_some_and(|parent| found.contains(&parent))
        }) {
            found.insert((*id).into());
        }
        found
    }

    fn managed(&self, person: &Person) -> BTreeSet<TeamId> {
        match person.role {
            Role::Manager => person.team.map(|team| self.below(team)).unwrap_or_default(),
            Role::Admin => self
                .of_kind::<Team>(Kind::Team)
                .map(|(id, _)| id.into())
                .collect(),
            Role::Rep | Role::Unknown(_) => BTreeSet::new(),
        }
    }

    /// Builds what an author may do of the people's and teams' records.
    pub(crate) fn rights(&self, author: Author) -> Rights {
        let Some(record) = self.records.get(&author.person.into()) else {
            let (member_of, manages, people) = Default::default();
            let is_system = author.is_system;
            return Rights {
                role: Role::Rep,
                member_of,
                manages,
                people,
                is_system,
            };
        };
        let person: Person = record.read().unwrap();
        let manages = self.managed(&person);
        let is_mine = |of: &Person| of.team.is_some_and(|team| manages.contains(&team));
        let people = self.people().into_iter().filter(|(_, of)| is_mine(of));
        Rights {
            role: person.role,
            member_of: person
                .team
                .into_iter()
                .chain(manages.iter().copied())
                .collect(),
            people: people.map(|(id, _)| id).collect(),
            manages,
            is_system: author.is_system,
        }
    }

    /// Returns the audiences that a person belongs to.
    pub(crate) fn memberships(&self, person: PersonId) -> BTreeSet<Audience> {
        let mut mine = BTreeSet::from([Audience::Organisation, Audience::Person(person)]);
        if let Some(record) = self.records.get(&person.into()) {
            let read: Person = record.read().unwrap();
            mine.extend(read.team.map(Audience::Team));
            mine.extend(self.managed(&read).into_iter().map(Audience::Managers));
            let territories = self.of_kind::<Territory>(Kind::Territory);
            let of_his = territories.filter(|(_, territory)| territory.has(person));
            mine.extend(of_his.map(|(id, _)| Audience::Territory(id.into())));
        }
        mine
    }

    /// Returns who sees a record now.
    pub(crate) fn seen_by(&self, id: impl Into<RecordId>) -> BTreeSet<Audience> {
        let rows: Vec<Standing> = self.standing.values().flatten().copied().collect();
        audience::audiences(self.record_of(id), &rows).unwrap()
    }

    /// Says whether a person sees a record now.
    pub(crate) fn sees(&self, person: PersonId, id: impl Into<RecordId>) -> bool {
        !self.seen_by(id).is_disjoint(&self.memberships(person))
    }

    /// Returns the canonical bytes of every record that the promise of any order is about.
    pub(crate) fn final_records(&self) -> BTreeMap<RecordId, String> {
        self.records
            .values()
            .filter(|record| !matches!(record.kind, Kind::Diary | Kind::Draft))
            .map(|record| {
                (
                    record.id,
                    String::from_utf8(record.bytes().unwrap()).unwrap(),
                )
            })
            .collect()
    }

    /// Returns every record's canonical bytes.
    pub(crate) fn all_records(&self) -> BTreeMap<RecordId, Vec<u8>> {
        self.records
            .values()
            .map(|record| (record.id, record.bytes().unwrap()))
            .collect()
    }
}

/// What a phone holds: some of a world, and never the word that something does not exist.
pub(crate) struct Phone<'w>(pub(crate) Option<&'w World>);

impl Held for Phone<'_> {
    fn record(&self, id: RecordId) -> Look<&Record> {
        not_held(self.0.map(|world| world.record(id)))
    }

    fn past(&self, _: ChangeId) -> Look<&Past> {
        Look::NotHeld
    }

    fn text(&self, _: RecordId, _: &TextHash) -> Look<&str> {
        Look::NotHeld
    }

    fn stands(&self, _: PersonId, _: RecordId) -> Look<()> {
        Look::NotHeld
    }
}

fn not_held<T>(found: Option<Look<T>>) -> Look<T> {
    match found {
        Some(Look::Present(value)) => Look::Present(value),
        Some(Look::Absent | Look::NotHeld) | None => Look::NotHeld,
    }
}
