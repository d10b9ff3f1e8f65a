//! What a person sees, by the rules alone: computed of all records at once, slowly, and of nothing that
//! the server keeps for it.

use std::collections::{BTreeMap, BTreeSet};

use outrider_model::audience::{self, Audience, Standing};
use outrider_model::id::{PersonId, RecordId, TeamId};
use outrider_model::record::{Delegation, Kind, Person, Record, Role, Team, Territory};

use crate::ingest::tests::world::World;

/// What a person sees now: records, each with the audiences through which he sees it.
pub(super) fn policy(
    world: &World,
    person: PersonId,
) -> BTreeMap<RecordId, (BTreeSet<Audience>, Vec<u8>)> {
    let mut all = Vec::new();
    world
        .store
        .export(world.organisation, &mut |stored| {
            all.push((Record::parse(&stored.bytes).unwrap(), stored.bytes));
            Ok(())
        })
        .unwrap();
    let standing: Vec<Standing> = all
        .iter()
        .flat_map(|(record, _)| audience::caused(record, &|person| team_of(&all, person)).unwrap())
        .collect();
    let mine = belongs(&all, person, world.now);
    let mut seen = BTreeMap::new();
    for (record, bytes) in all {
        let audiences = audience::audiences(&record, &standing).unwrap();
        let through: BTreeSet<Audience> = audiences.intersection(&mine).copied().collect();
        if !through.is_empty() {
            seen.insert(record.id, (through, bytes));
        }
    }
    seen
}

type Records = [(Record, Vec<u8>)];

fn read<T: serde::de::DeserializeOwned>(all: &Records, kind: Kind) -> Vec<(RecordId, T)> {
    let of_kind = all.iter().filter(|(record, _)| record.kind == kind);
    of_kind
        .map(|(record, _)| (record.id, record.read().unwrap()))
        .collect()
}

fn team_of(all: &Records, person: PersonId) -> Option<TeamId> {
    let people: Vec<(RecordId, Person)> = read(all, Kind::Person);
    let (_, found) = people.into_iter().find(|(id, _)| *id == person.into())?;
    found.team
}

/// The audiences of a person, looked up in the records one rule after the other, as slowly as may be.
fn belongs(all: &Records, person: PersonId, now: i64) -> BTreeSet<Audience> {
    let people: BTreeMap<RecordId, Person> = read(all, Kind::Person).into_iter().collect();
    let teams: BTreeMap<RecordId, Team> = read(all, Kind::Team).into_iter().collect();
    let me = &people[&person.into()];
    if me.revoked {
        return BTreeSet::new();
    }
    let managed = |of: &Person| -> Vec<TeamId> {
        let is_below = |team: &RecordId| {
            let mut at = Some(TeamId::from(*team));
            while let Some(id) = at {
                if Some(id) == of.team {
                    return true;
                }
                at = teams.get(&id.into()).and_then(|team| team.parent);
            }
            false
        };
        let is_mine = |team: &&RecordId| of.role == Role::Admin || is_below(team);
        let manages = matches!(of.role, Role::Manager | Role::Admin) && !of.revoked;
        let mine = teams.keys().filter(|team| manages && is_mine(team));
        mine.map(|team| TeamId::from(*team)).collect()
    };
    let mut mine = BTreeSet::from([Audience::Organisation, Audience::Person(person)]);
    mine.extend(me.team.map(Audience::Team));
    for (id, territory) in read::<Territory>(all, Kind::Territory) {
        if !territory.removed && territory.people.contains_key(&person) {
            mine.insert(Audience::Territory(id.into()));
        }
    }
    let mut teams = managed(me);
    for (_, lent) in read::<Delegation>(all, Kind::Delegation) {
        let from = &people[&lent.from.into()];
        let is_now = lent.since <= now && now < lent.until && !lent.ended;
        if lent.to == person && is_now && from.role == Role::Manager {
            teams.extend(managed(from));
        }
    }
    for team in teams {
        mine.insert(Audience::Managers(team));
        if me.role != Role::Admin {
            mine.insert(Audience::Team(team));
        }
    }
    mine
}
