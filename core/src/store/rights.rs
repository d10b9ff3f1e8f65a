//! What the person of this phone may do, as far as this phone knows.

use std::collections::{BTreeMap, BTreeSet};

use outrider_model::decide::Rights;
use outrider_model::id::{PersonId, TeamId};
use outrider_model::record::{Delegation, Person, Record, Role, Team};
use outrider_model::stamp::Stamp;
use rusqlite::{Connection, OptionalExtension as _};
use uuid::Uuid;

use crate::error::Result;

/// Returns the rights of a person at a moment. Before the first page he is taken for a rep.
pub(super) fn of(db: &Connection, person: PersonId, now: i64) -> Result<Rights> {
    let row: Option<(String, Option<[u8; 16]>)> = db
        .prepare_cached(
            "SELECT person.role, person.team FROM person JOIN record USING (rid) WHERE record.id = ?1",
        )?
        .query_row([person.0.into_bytes()], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let (role, team) = row.unwrap_or((Role::Rep.as_str().to_owned(), None));
    let (role, team) = (
        Role::from(role.as_str()),
        team.map(|id| TeamId(Uuid::from_bytes(id))),
    );
    let mut rights = Rights {
        member_of: team.into_iter().collect(),
        manages: BTreeSet::new(),
        people: BTreeSet::new(),
        is_system: false,
        role,
    };
    let is_manager = rights.role == Role::Manager;
    let mut tops = lent(db, person, now)?;
    if !tops.is_empty() && rights.role != Role::Admin {
        rights.role = Role::Manager;
    }
    if matches!(rights.role, Role::Manager | Role::Admin) {
        let parents = parents(db)?;
        let is_admin = rights.role == Role::Admin;
        tops.extend(team.filter(|_| is_manager));
        rights.manages = parents
            .keys()
            .copied()
            .filter(|id| is_admin || tops.iter().any(|top| is_below(*id, *top, &parents)))
            .collect();
        rights.member_of.extend(rights.manages.iter().copied());
        rights.people = people(db)?
            .into_iter()
            .filter(|(_, of)| is_admin || of.is_some_and(|of| rights.manages.contains(&of)))
            .map(|(person, _)| person)
            .collect();
    }
    Ok(rights)
}

fn parents(db: &Connection) -> Result<BTreeMap<TeamId, Option<TeamId>>> {
    let mut statement = db.prepare_cached(
        "SELECT bytes FROM record WHERE kind = 'team'
         AND kind NOT IN ('task', 'customer', 'note', 'check_in', 'diary', 'draft') ORDER BY id",
    )?;
    let mut rows = statement.query([])?;
    let mut parents = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let record = Record::parse(row.get_ref(0)?.as_blob().unwrap_or_default())?;
        parents.insert(
            record.id.into(),
            record.read::<Team>().ok().and_then(|team| team.parent),
        );
    }
    Ok(parents)
}

/// Climbs from a team; bounded, since a concurrent edit may have closed a ring.
fn is_below(team: TeamId, top: TeamId, parents: &BTreeMap<TeamId, Option<TeamId>>) -> bool {
    let mut at = Some(team);
    for _ in 0..=parents.len() {
        if at.is_none() || at == Some(top) {
            break;
        }
        at = at.and_then(|id| parents.get(&id).copied().flatten());
    }
    at == Some(top)
}

/// Returns the teams of the managers for whom a person stands in at a moment.
fn lent(db: &Connection, person: PersonId, now: i64) -> Result<Vec<TeamId>> {
    let mut statement = db.prepare_cached(
        "SELECT bytes FROM record WHERE kind = 'delegation'
         AND kind NOT IN ('task', 'customer', 'note', 'check_in', 'diary', 'draft') ORDER BY id",
    )?;
    let mut rows = statement.query([])?;
    let mut teams = Vec::new();
    while let Some(row) = rows.next()? {
        let record = Record::parse(row.get_ref(0)?.as_blob().unwrap_or_default())?;
        let Ok(delegation) = record.read::<Delegation>() else {
            continue;
        };
        if delegation.to == person && delegation.holds(Stamp(now)) {
            teams.extend(team_of_manager(db, delegation.from)?);
        }
    }
    Ok(teams)
}

/// Returns the team of a manager who works here.
fn team_of_manager(db: &Connection, person: PersonId) -> Result<Option<TeamId>> {
    let bytes: Option<Vec<u8>> = db
        .prepare_cached("SELECT bytes FROM record WHERE id = ?1")?
        .query_row([person.0.into_bytes()], |row| row.get(0))
        .optional()?;
    let Some(bytes) = bytes else {
        return Ok(None);
    };
    let found = Record::parse(&bytes)?.read::<Person>().ok();
    let found = found.filter(|found| found.role == Role::Manager && !found.revoked);
    Ok(found.and_then(|found| found.team))
}

fn people(db: &Connection) -> Result<Vec<(PersonId, Option<TeamId>)>> {
    let mut statement = db.prepare_cached(
        "SELECT record.id, person.team FROM person JOIN record USING (rid) ORDER BY record.id",
    )?;
    let rows = statement.query_map([], |row| {
        let team: Option<[u8; 16]> = row.get(1)?;
        Ok((
            PersonId(Uuid::from_bytes(row.get(0)?)),
            team.map(|id| TeamId(Uuid::from_bytes(id))),
        ))
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
