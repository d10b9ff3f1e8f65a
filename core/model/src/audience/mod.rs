//! Who sees what: audiences, the home from which a record's audiences follow, and standing.
//!
//! A record has one home. Whoever has standing at that home sees it, as far as the table
//! [`reach`] lets its kind go; and a record may name addressees of its own.

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::canonical::Malformed;
use crate::id::{CustomerId, PersonId, RecordId, TeamId, TerritoryId};
use crate::record::{
    CheckIn, Consent, Customer, Device, Diary, Dismissal, Draft, Field, Kind, LocationView,
    MeetingNote, Record, Series, Status, Task, Template, Track, WorkDay,
};

/// A group of people who see the same things.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Audience {
    /// Everybody.
    Organisation,
    /// The members of a team.
    Team(TeamId),
    /// The managers of a team, those of the teams above it included.
    Managers(TeamId),
    /// One person.
    Person(PersonId),
    /// The people of a territory.
    Territory(TerritoryId),
}

/// The one record from which another record's audiences follow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Home {
    /// A customer.
    Customer(CustomerId),
    /// A person.
    Person(PersonId),
    /// A team.
    Team(TeamId),
    /// The organisation as a whole.
    Organisation,
}

/// One reason why an audience has standing at a home.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Standing {
    /// Where.
    pub home: Home,
    /// Who.
    pub audience: Audience,
    /// The record because of which: the home itself, or an open task at it.
    pub cause: RecordId,
}

/// How far a kind of record reaches among those who have standing at its home.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// All of them.
    Everybody,
    /// The person whose home it is, and his managers.
    PersonAndManagers,
    /// The person whose home it is, alone.
    PersonAlone,
    /// Managers alone.
    ManagersAlone,
}

/// Returns how far a kind reaches. Unknown kinds reach nobody: a newer version will know.
#[must_use]
pub fn reach(kind: &Kind) -> Option<Reach> {
    match kind {
        Kind::Organisation
        | Kind::ActivityType
        | Kind::Person
        | Kind::Team
        | Kind::Customer
        | Kind::Task
        | Kind::Note
        | Kind::Territory
        | Kind::Delegation => Some(Reach::Everybody),
        Kind::CheckIn
        | Kind::Diary
        | Kind::Device
        | Kind::Consent
        | Kind::WorkDay
        | Kind::Track => Some(Reach::PersonAndManagers),
        Kind::Draft | Kind::LocationView => Some(Reach::PersonAlone),
        Kind::Series | Kind::Template | Kind::Dismissal => Some(Reach::ManagersAlone),
        Kind::Unknown(_) => None,
    }
}

/// Returns a record's home.
///
/// # Errors
/// [`Malformed`] when a field has another type than this version knows.
pub fn home(record: &Record) -> Result<Home, Malformed> {
    Ok(match &record.kind {
        Kind::Organisation
        | Kind::ActivityType
        | Kind::Person
        | Kind::Team
        | Kind::Territory
        | Kind::Delegation
        | Kind::Unknown(_) => Home::Organisation,
        Kind::Device => Home::Person(record.read::<Device>()?.person),
        Kind::Customer => Home::Customer(record.id.into()),
        Kind::Task => {
            let task: Task = record.read()?;
            at_work(task.customer, task.assignee, task.team, record)
        }
        Kind::Series => {
            let series: Series = record.read()?;
            at_work(None, series.assignee, series.team, record)
        }
        Kind::CheckIn => Home::Person(record.read::<CheckIn>()?.person),
        Kind::Note => {
            let note: MeetingNote = record.read()?;
            note.customer
                .map_or(Home::Person(note.person), Home::Customer)
        }
        Kind::Draft => Home::Person(record.read::<Draft>()?.person),
        Kind::Diary => Home::Person(record.read::<Diary>()?.person),
        Kind::Consent => Home::Person(record.read::<Consent>()?.person),
        Kind::WorkDay => Home::Person(record.read::<WorkDay>()?.person),
        Kind::Track => Home::Person(record.read::<Track>()?.person),
        Kind::LocationView => Home::Person(record.read::<LocationView>()?.subject),
        Kind::Template => {
            let team = record.read::<Template>()?.team;
            team.map_or(Home::Organisation, Home::Team)
        }
        Kind::Dismissal => Home::Person(record.read::<Dismissal>()?.person),
    })
}

/// Work stands at its customer, else with whoever does it, else with whoever made it.
fn at_work(
    customer: Option<CustomerId>,
    assignee: Option<PersonId>,
    team: Option<TeamId>,
    record: &Record,
) -> Home {
    customer
        .map(Home::Customer)
        .or(assignee.map(Home::Person))
        .or(team.map(Home::Team))
        .unwrap_or(Home::Person(record.created().person))
}

/// Returns the audiences that a record names itself, beside those of its home: a task its
/// assignee or team, a note its author.
///
/// # Errors
/// [`Malformed`] when a field has another type than this version knows.
pub fn addressees(record: &Record) -> Result<BTreeSet<Audience>, Malformed> {
    Ok(match &record.kind {
        Kind::Task => {
            let task: Task = record.read()?;
            if task.removed {
                return Ok(BTreeSet::new());
            }
            task.assignee
                .map(Audience::Person)
                .or(task.team.map(Audience::Team))
                .into_iter()
                .chain(task.team.map(Audience::Managers))
                .collect()
        }
        Kind::Note => BTreeSet::from([Audience::Person(record.read::<MeetingNote>()?.person)]),
        Kind::Organisation
        | Kind::ActivityType
        | Kind::Series
        | Kind::Person
        | Kind::Team
        | Kind::Device
        | Kind::Customer
        | Kind::CheckIn
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
        | Kind::Unknown(_) => BTreeSet::new(),
    })
}

/// Returns everybody who sees a record: its addressees, and those with standing at its home as
/// far as its kind reaches. A removed record is seen by nobody.
///
/// # Errors
/// [`Malformed`] when a field has another type than this version knows.
pub fn audiences(record: &Record, standing: &[Standing]) -> Result<BTreeSet<Audience>, Malformed> {
    let Some(reach) = reach(&record.kind) else {
        return Ok(BTreeSet::new());
    };
    if record
        .get(&Field::from("removed"))
        .as_bool()
        .unwrap_or(false)
    {
        return Ok(BTreeSet::new());
    }
    let home = home(record)?;
    let mut seen_by = addressees(record)?;
    seen_by.extend(
        standing
            .iter()
            .filter(|row| row.home == home && reach.takes(row.audience))
            .map(|row| row.audience),
    );
    Ok(seen_by)
}

impl Reach {
    fn takes(self, audience: Audience) -> bool {
        match (self, audience) {
            (Reach::Everybody, _)
            | (Reach::PersonAndManagers, Audience::Person(_) | Audience::Managers(_))
            | (Reach::PersonAlone, Audience::Person(_))
            | (Reach::ManagersAlone, Audience::Managers(_)) => true,
            (
                Reach::PersonAndManagers,
                Audience::Organisation | Audience::Team(_) | Audience::Territory(_),
            )
            | (
                Reach::PersonAlone,
                Audience::Organisation
                | Audience::Team(_)
                | Audience::Managers(_)
                | Audience::Territory(_),
            )
            | (
                Reach::ManagersAlone,
                Audience::Organisation
                | Audience::Team(_)
                | Audience::Person(_)
                | Audience::Territory(_),
            ) => false,
        }
    }
}

/// Returns the standing that a record causes: a person, team or organisation at its own home, a
/// customer's owner (with his managers) and territory at the customer, and a task's assignee or team
/// at the task's customer, unless the assignee gave it to himself. `team_of` answers the team of a
/// person.
///
/// A closed task goes on causing standing; whoever stores it lets it lapse 30 days after closing.
///
/// # Errors
/// [`Malformed`] when a field has another type than this version knows.
pub fn caused(
    record: &Record,
    team_of: &dyn Fn(PersonId) -> Option<TeamId>,
) -> Result<BTreeSet<Standing>, Malformed> {
    let person_and_managers = |person: PersonId| {
        std::iter::once(Audience::Person(person)).chain(team_of(person).map(Audience::Managers))
    };
    let (home, audiences): (Home, BTreeSet<Audience>) = match &record.kind {
        Kind::Organisation => (Home::Organisation, BTreeSet::from([Audience::Organisation])),
        Kind::Team => {
            let team = TeamId::from(record.id);
            (
                Home::Team(team),
                BTreeSet::from([Audience::Team(team), Audience::Managers(team)]),
            )
        }
        Kind::Person => {
            let person = PersonId::from(record.id);
            (Home::Person(person), person_and_managers(person).collect())
        }
        Kind::Customer => {
            let customer: Customer = record.read()?;
            let by_owner = customer.owner.into_iter().flat_map(person_and_managers);
            let by_territory = customer.territory.map(Audience::Territory);
            let audiences = by_owner.chain(by_territory).collect();
            (Home::Customer(record.id.into()), audiences)
        }
        Kind::Task => {
            let task: Task = record.read()?;
            let Some(customer) = task.customer.filter(|_| !task.removed) else {
                return Ok(BTreeSet::new());
            };
            let by_person = task
                .assignee
                .filter(|assignee| !is_self_given(record, *assignee))
                .into_iter()
                .flat_map(person_and_managers);
            let by_team = task.team.filter(|_| task.assignee.is_none()).into_iter();
            let by_team = by_team.flat_map(|team| [Audience::Team(team), Audience::Managers(team)]);
            (Home::Customer(customer), by_person.chain(by_team).collect())
        }
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
        | Kind::Unknown(_) => return Ok(BTreeSet::new()),
    };
    Ok(audiences
        .into_iter()
        .map(|audience| Standing {
            home,
            audience,
            cause: record.id,
        })
        .collect())
}

/// Nobody comes to see a customer by giving himself work there: whoever knows its id could.
fn is_self_given(task: &Record, assignee: PersonId) -> bool {
    let assigned_by = task.writer(&Field::from("assignee")).person;
    task.created().person == assignee && assigned_by == assignee
}

/// Returns the status that a task record shows.
///
/// # Errors
/// [`Malformed`] when a field has another type than this version knows.
pub fn shown_status(record: &Record) -> Result<Status, Malformed> {
    let task: Task = record.read()?;
    Ok(task.shown_in(record).status)
}

impl fmt::Display for Audience {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Audience::Organisation => out.write_str("organisation"),
            Audience::Team(id) => write!(out, "team:{id}"),
            Audience::Managers(id) => write!(out, "managers:{id}"),
            Audience::Person(id) => write!(out, "person:{id}"),
            Audience::Territory(id) => write!(out, "territory:{id}"),
        }
    }
}

impl FromStr for Audience {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        let unknown = || Malformed::Shape(format!("`{text}` is no audience"));
        if text == "organisation" {
            return Ok(Audience::Organisation);
        }
        let (kind, id) = text.split_once(':').ok_or_else(unknown)?;
        let id = Uuid::parse_str(id).map_err(|_| unknown())?;
        match kind {
            "team" => Ok(Audience::Team(TeamId(id))),
            "managers" => Ok(Audience::Managers(TeamId(id))),
            "person" => Ok(Audience::Person(PersonId(id))),
            "territory" => Ok(Audience::Territory(TerritoryId(id))),
            _ => Err(unknown()),
        }
    }
}

impl Serialize for Audience {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Audience {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

impl Home {
    /// Returns the id of the home's record; the organisation as a whole has none of its own.
    #[must_use]
    pub fn record(self) -> Option<RecordId> {
        match self {
            Home::Customer(id) => Some(id.into()),
            Home::Person(id) => Some(id.into()),
            Home::Team(id) => Some(id.into()),
            Home::Organisation => None,
        }
    }
}

#[cfg(test)]
mod tests;
