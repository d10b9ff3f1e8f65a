//! Who may what: rights and memberships, built of the people's and teams' records.

use std::collections::{BTreeMap, BTreeSet};

use outrider_model::audience::Audience;
use outrider_model::canonical::Malformed;
use outrider_model::decide::Rights;
use outrider_model::id::{PersonId, TeamId};
use outrider_model::record::{Kind, Person, Record, Role, Team};
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

/// Everybody and every team of an organisation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Directory {
    people: BTreeMap<PersonId, Member>,
    teams: BTreeMap<TeamId, Option<TeamId>>,
}

impl Directory {
    /// Builds it of the records' bytes; a record that this version cannot read counts for nothing.
    pub fn of<'a>(records: impl IntoIterator<Item = &'a [u8]>) -> Directory {
        let mut directory = Directory::default();
        for bytes in records {
            let noted = Record::parse(bytes).and_then(|record| directory.note(&record));
            if let Err(error) = noted {
                tracing::error!(%error, "a person's or team's record cannot be read");
            }
        }
        directory
    }

    /// Takes a person's or team's record in. Others are ignored.
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

    /// Returns what a person may do. Somebody unknown or revoked may do nothing for others.
    #[must_use]
    pub fn rights(&self, person: PersonId) -> Rights {
        let Some(member) = self.people.get(&person).filter(|member| !member.is_revoked) else {
            return nothing();
        };
        let manages = self.managed(member);
        let is_admin = member.role == Role::Admin;
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
            role: member.role.clone(),
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

    /// Returns the audiences that a person belongs to, at most [`MAX_AUDIENCES`].
    #[must_use]
    pub fn audiences(&self, person: PersonId) -> BTreeSet<Audience> {
        let Some(member) = self.people.get(&person).filter(|member| !member.is_revoked) else {
            return BTreeSet::new();
        };
        let manages = self.managed(member);
        let mut audiences = vec![Audience::Organisation, Audience::Person(person)];
        audiences.extend(member.team.map(Audience::Team));
        audiences.extend(manages.iter().map(|team| Audience::Managers(*team)));
        if member.role != Role::Admin {
            audiences.extend(manages.iter().map(|team| Audience::Team(*team)));
        }
        let mut seen = BTreeSet::new();
        audiences.retain(|audience| seen.insert(*audience));
        audiences.truncate(MAX_AUDIENCES);
        audiences.into_iter().collect()
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
