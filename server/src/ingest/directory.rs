//! Who may what: rights and memberships, built of the records of people, teams, territories and
//! delegations.

use std::collections::{BTreeMap, BTreeSet};

use outrider_model::audience::Audience;
use outrider_model::canonical::Malformed;
use outrider_model::decide::Rights;
use outrider_model::id::{DelegationId, PersonId, TeamId, TerritoryId};
use outrider_model::record::{Delegation, Kind, Person, Record, Role, Team, Territory};
use outrider_model::stamp::Stamp;
use outrider_model::wire::MAX_AUDIENCES;

/// A person, as far as rights go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// What the person may do.
    pub role: Role,
    /// Which team.
    pub team: Option<TeamId>,
    /// Whether the person works here no more.
    pub is_revoked: bool,
}

/// Everybody, every team and territory, and who stands in for whom in an organisation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Directory {
    people: BTreeMap<PersonId, Member>,
    teams: BTreeMap<TeamId, Option<TeamId>>,
    territories: BTreeMap<TerritoryId, BTreeSet<PersonId>>,
    delegations: BTreeMap<DelegationId, Delegation>,
}

impl Member {
    /// Says whether this is an admin who works here.
    #[must_use]
    pub fn is_active_admin(&self) -> bool {
        self.role == Role::Admin && !self.is_revoked
    }
}

impl Directory {
    /// Builds it of the records' bytes; a record that this version cannot read counts for nothing.
    pub fn of<'a>(records: impl IntoIterator<Item = &'a [u8]>) -> Directory {
        let mut directory = Directory::default();
        for bytes in records {
            let noted = Record::parse(bytes).and_then(|record| directory.note(&record));
            if let Err(error) = noted {
                tracing::error!(%error, "a record of the directory cannot be read");
            }
        }
        directory
    }

    /// Takes a record of the directory in. Others are ignored.
    ///
    /// # Errors
    /// [`Malformed`] when a field has another type than this version knows; nothing is then noted.
    pub fn note(&mut self, record: &Record) -> Result<(), Malformed> {
        if record.kind == Kind::Person {
            let Person {
                role,
                team,
                revoked,
                ..
            } = record.read()?;
            self.people.insert(
                record.id.into(),
                Member {
                    role,
                    team,
                    is_revoked: revoked,
                },
            );
        } else if record.kind == Kind::Team {
            self.teams
                .insert(record.id.into(), record.read::<Team>()?.parent);
        } else if record.kind == Kind::Territory {
            let territory: Territory = record.read()?;
            let people = territory.people.keys().copied();
            let inside = people.filter(|person| territory.has(*person)).collect();
            self.territories.insert(record.id.into(), inside);
        } else if record.kind == Kind::Delegation {
            self.delegations.insert(record.id.into(), record.read()?);
        }
        Ok(())
    }

    /// Returns a person.
    #[must_use]
    pub fn member(&self, person: PersonId) -> Option<&Member> {
        self.people.get(&person)
    }

    /// Returns everybody.
    pub fn people(&self) -> impl Iterator<Item = PersonId> + '_ {
        self.people.keys().copied()
    }

    /// Returns a person's team.
    #[must_use]
    pub fn team_of(&self, person: PersonId) -> Option<TeamId> {
        self.people.get(&person)?.team
    }

    /// Returns the people of a territory.
    #[must_use]
    pub fn people_of(&self, territory: TerritoryId) -> BTreeSet<PersonId> {
        self.territories
            .get(&territory)
            .cloned()
            .unwrap_or_default()
    }

    /// Returns whoever stands, stood or will stand in for somebody: for one manager, or for any.
    #[must_use]
    pub fn delegates(&self, of: Option<PersonId>) -> BTreeSet<PersonId> {
        self.delegations
            .values()
            .filter(|delegation| of.is_none_or(|from| from == delegation.from))
            .map(|delegation| delegation.to)
            .collect()
    }

    /// Returns the admins who work here.
    pub fn admins(&self) -> impl Iterator<Item = PersonId> + '_ {
        self.people
            .iter()
            .filter(|(_, member)| member.is_active_admin())
            .map(|(person, _)| *person)
    }

    /// Says whether a team stands below itself, once `parent` is above it.
    #[must_use]
    pub fn closes_ring(&self, team: TeamId, parent: Option<TeamId>) -> bool {
        let mut at = parent;
        for _ in 0..=self.teams.len() {
            match at {
                None => return false,
                Some(above) if above == team => return true,
                Some(above) => at = self.teams.get(&above).copied().flatten(),
            }
        }
        true
    }

    /// Returns the teams that have none below them.
    #[must_use]
    pub fn lowest(&self) -> BTreeSet<TeamId> {
        let above: BTreeSet<TeamId> = self.teams.values().flatten().copied().collect();
        let teams = self.teams.keys().copied();
        teams.filter(|team| !above.contains(team)).collect()
    }

    /// Returns a team and all below it.
    #[must_use]
    pub fn subtree(&self, team: TeamId) -> BTreeSet<TeamId> {
        let mut found = BTreeSet::from([team]);
        loop {
            let below: Vec<TeamId> = self
                .teams
                .iter()
                .filter(|(id, parent)| {
                    !found.contains(id) && parent.is_some_and(|parent| found.contains(&parent))
                })
                .map(|(id, _)| *id)
                .collect();
            if below.is_empty() {
                return found;
            }
            found.extend(below);
        }
    }

    /// Returns what a person may do at a moment. Somebody unknown or revoked may do nothing for
    /// others. Whoever stands in for a manager has that manager's teams beside his own.
    #[must_use]
    pub fn rights(&self, person: PersonId, now: i64) -> Rights {
        match self.active(person) {
            Some(member) => self.rights_as(person, member, now),
            None => nothing(),
        }
    }

    /// As [`Directory::rights`], of somebody revoked what he might before.
    #[must_use]
    pub fn rights_before(&self, person: PersonId, now: i64) -> Rights {
        match self.people.get(&person) {
            Some(member) => self.rights_as(person, member, now),
            None => nothing(),
        }
    }

    fn rights_as(&self, person: PersonId, member: &Member, now: i64) -> Rights {
        let lent = self.lent(person, now);
        let role = match &member.role {
            Role::Rep | Role::Unknown(_) if !lent.is_empty() => Role::Manager,
            Role::Rep | Role::Manager | Role::Admin | Role::Unknown(_) => member.role.clone(),
        };
        let mut manages = self.managed(member);
        manages.extend(lent);
        let is_admin = role == Role::Admin;
        let is_managed =
            |of: &Member| is_admin || of.team.is_some_and(|team| manages.contains(&team));
        let people = if manages.is_empty() && !is_admin {
            BTreeSet::new()
        } else {
            self.people
                .iter()
                .filter(|(_, of)| is_managed(of))
                .map(|(id, _)| *id)
                .collect()
        };
        let member_of = member
            .team
            .into_iter()
            .chain(manages.iter().copied())
            .collect();
        Rights {
            role,
            member_of,
            manages,
            people,
            is_system: false,
        }
    }

    /// Returns the rights of the server itself.
    #[must_use]
    pub fn system_rights(&self) -> Rights {
        Rights {
            role: Role::Admin,
            member_of: BTreeSet::new(),
            manages: self.teams.keys().copied().collect(),
            people: self.people.keys().copied().collect(),
            is_system: true,
        }
    }

    /// Returns the audiences that a person belongs to at a moment, at most [`MAX_AUDIENCES`].
    #[must_use]
    pub fn audiences(&self, person: PersonId, now: i64) -> BTreeSet<Audience> {
        let mut audiences = self.ordered(person, now);
        audiences.truncate(MAX_AUDIENCES);
        audiences.into_iter().collect()
    }

    /// As [`Directory::audiences`], of somebody revoked those of before.
    #[must_use]
    pub fn audiences_before(&self, person: PersonId, now: i64) -> BTreeSet<Audience> {
        let member = self.people.get(&person);
        let mut audiences =
            member.map_or_else(Vec::new, |member| self.ordered_as(person, member, now));
        audiences.truncate(MAX_AUDIENCES);
        audiences.into_iter().collect()
    }

    /// Returns how many audiences a person goes without because there are too many.
    #[must_use]
    pub fn left_out(&self, person: PersonId, now: i64) -> usize {
        self.ordered(person, now)
            .len()
            .saturating_sub(MAX_AUDIENCES)
    }

    /// Lists a person's audiences, those first that he keeps when there are too many: his own
    /// three, his territories, the teams he manages, and at last those of whom he stands in for.
    fn ordered(&self, person: PersonId, now: i64) -> Vec<Audience> {
        match self.active(person) {
            Some(member) => self.ordered_as(person, member, now),
            None => Vec::new(),
        }
    }

    fn ordered_as(&self, person: PersonId, member: &Member, now: i64) -> Vec<Audience> {
        let mut audiences = vec![Audience::Organisation, Audience::Person(person)];
        audiences.extend(member.team.map(Audience::Team));
        let inside = self
            .territories
            .iter()
            .filter(|(_, people)| people.contains(&person));
        audiences.extend(inside.map(|(territory, _)| Audience::Territory(*territory)));
        for teams in [self.managed(member), self.lent(person, now)] {
            audiences.extend(teams.iter().copied().map(Audience::Managers));
            if member.role != Role::Admin {
                audiences.extend(teams.into_iter().map(Audience::Team));
            }
        }
        let mut seen = BTreeSet::new();
        audiences.retain(|audience| seen.insert(*audience));
        audiences
    }

    fn active(&self, person: PersonId) -> Option<&Member> {
        self.people.get(&person).filter(|member| !member.is_revoked)
    }

    fn managed(&self, member: &Member) -> BTreeSet<TeamId> {
        match &member.role {
            Role::Admin => self.teams.keys().copied().collect(),
            Role::Manager => member
                .team
                .map(|team| self.subtree(team))
                .unwrap_or_default(),
            Role::Rep | Role::Unknown(_) => BTreeSet::new(),
        }
    }

    /// Returns the teams that a person manages for others at a moment. What somebody has only
    /// because he stands in himself is not handed on, and nobody becomes an admin so.
    fn lent(&self, person: PersonId, now: i64) -> BTreeSet<TeamId> {
        self.delegations
            .values()
            .filter(|delegation| delegation.to == person && delegation.holds(Stamp(now)))
            .filter_map(|delegation| self.active(delegation.from))
            .filter(|from| from.role == Role::Manager)
            .flat_map(|from| self.managed(from))
            .collect()
    }
}

fn nothing() -> Rights {
    Rights {
        role: Role::Rep,
        member_of: BTreeSet::new(),
        manages: BTreeSet::new(),
        people: BTreeSet::new(),
        is_system: false,
    }
}
