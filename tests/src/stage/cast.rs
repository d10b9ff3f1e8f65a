//! Founds the organisation and its people.

use std::collections::BTreeMap;
use std::sync::Arc;

use outrider_model::change::{
    Bases, Body, Change, Edited, PersonAdded, TeamAdded, TerritoryCreated, TerritoryPersonAdded,
};
use outrider_model::id::{CustomerId, PersonId, RecordId, TeamId, TerritoryId};
use outrider_model::place::Position;
use outrider_model::record::{Field, Role, Team, Weekday};
use outrider_model::stamp::{Civil, Stamp};
use serde_json::{Value, json};

use super::calendar::Calendar;
use super::geography;
use crate::bench::office::post;
use crate::company::{Company, Size};
use crate::world::{Desk, Founding, Manager, Server, World, now};

/// What the admin signs in with.
pub(super) const ADMIN: &str = "admin@halm.example";
/// What the manager of the first team signs in with.
pub(super) const MANAGER: &str = "manager@halm.example";
/// What the manager of the second team signs in with.
pub(super) const OTHER: &str = "other@halm.example";

/// How large the company is.
const SIZE: Size = Size {
    reps: 12,
    teams: 2,
    customers: 340,
    tasks_a_day: 6,
    notes: 0,
};

/// A rep.
#[derive(Debug, Clone)]
pub(super) struct Hired {
    pub(super) name: String,
    pub(super) person: PersonId,
    /// His place among the company's people.
    pub(super) index: usize,
    pub(super) team: usize,
}

/// A customer.
#[derive(Debug, Clone)]
pub(super) struct Placed {
    pub(super) id: CustomerId,
    pub(super) name: String,
    pub(super) at: Option<Position>,
    /// Whose it is, among the reps.
    pub(super) owner: Option<usize>,
}

/// Everybody and everything that stands on the stage before anything happens.
pub(super) struct Cast {
    pub(super) world: World,
    pub(super) company: Company,
    pub(super) calendar: Calendar,
    pub(super) seed: u64,
    /// The manager of the first team.
    pub(super) boss: Manager,
    /// The manager of the second team.
    pub(super) other: Manager,
    pub(super) teams: Vec<TeamId>,
    pub(super) territories: Vec<TerritoryId>,
    pub(super) reps: Vec<Hired>,
    /// The customers, at the places of those of the company that they were made from.
    pub(super) places: Vec<Placed>,
}

impl Cast {
    /// Founds the organisation, its teams and territories, and hires everybody.
    pub(super) fn found(server: Arc<Server>, seed: u64) -> Cast {
        let company = Company::generate(seed, SIZE);
        let calendar = Calendar::at(now());
        let [admin, boss, other] =
            [0, 1, 2].map(|index: usize| company.people[index].name.as_str());
        let team = |index: usize| company.teams[index].name.as_str();
        let desk = |name, login, role, team| Desk {
            name,
            login,
            role,
            team,
        };
        let world = World::founded(
            server,
            Founding {
                slug: &company.organisation.slug,
                name: &company.organisation.name,
                zone: calendar.zone,
                admin: desk(admin, ADMIN, &Role::Admin, None),
                team: team(0),
                seed,
            },
        );
        let second = Team {
            name: team(1).to_owned(),
            parent: None,
        };
        let (second, _) = world
            .admin()
            .says(Body::TeamAdded(TeamAdded { team: second }), Bases::new());
        let boss = world.desk(desk(boss, MANAGER, &Role::Manager, Some(team(0))));
        let other = world.desk(desk(other, OTHER, &Role::Manager, Some(team(1))));
        let teams = vec![world.team(), RecordId::from(second).into()];
        let mut cast = Cast {
            world,
            company,
            calendar,
            seed,
            boss,
            other,
            teams,
            territories: Vec::new(),
            reps: Vec::new(),
            places: Vec::new(),
        };
        cast.settle();
        cast.hire();
        cast.divide();
        cast
    }

    /// When people work, and what they may say when they do not.
    fn settle(&self) {
        let window = json!({ "from": 480, "to": 1080 });
        let mut set: BTreeMap<Field, Value> = BTreeMap::new();
        for (_, day) in self.calendar.working_days() {
            let day = Weekday::from(day.weekday());
            set.insert(Field::from(format!("hours/{day}").as_str()), window.clone());
        }
        let reasons = [
            ("too_far", "Too far from the route", "declined"),
            ("not_wanted", "The customer wants no visit", "declined"),
            ("shut", "The shop was shut", "not_done"),
            ("no_time", "No time left", "not_done"),
            ("on_phone", "Settled on the telephone", "closed"),
        ];
        for (name, text, used_for) in reasons {
            let reason = json!({ "text": text, "use": used_for });
            set.insert(Field::from(format!("reasons/{name}").as_str()), reason);
        }
        let target = self.world.organisation;
        let edited = Body::OrganisationEdited(Edited { target, set });
        self.admin_says(edited);
    }

    fn hire(&mut self) {
        let mut names = std::collections::BTreeSet::new();
        for index in self.company.reps() {
            let person = &self.company.people[index];
            let is_new = names.insert(person.name.clone());
            let number = if is_new {
                String::new()
            } else {
                format!(" {index}")
            };
            let name = format!("{}{number}", person.name);
            let team = person.team.unwrap_or_default();
            let joined = PersonAdded {
                person: outrider_model::record::Person {
                    name: name.clone(),
                    role: Role::Rep,
                    team: Some(self.teams[team]),
                    zone: self.calendar.zone.to_owned(),
                    hours: BTreeMap::new(),
                    revoked: false,
                    erased: false,
                },
            };
            let person = self.admin_says(Body::PersonAdded(joined)).into();
            self.world.knows(&name, person);
            self.reps.push(Hired {
                name,
                person,
                index,
                team,
            });
        }
    }

    /// Every town is a territory; a rep is in that in which he has customers.
    fn divide(&mut self) {
        for name in geography::names() {
            let name = name.to_owned();
            let made = self.admin_says(Body::TerritoryCreated(TerritoryCreated { name }));
            self.territories.push(made.into());
        }
        let places = geography::places(&self.company);
        for rep in &self.reps {
            let mut towns = vec![0; self.territories.len()];
            for (customer, place) in self.company.customers.iter().zip(&places) {
                towns[place.town] += usize::from(customer.owner == rep.index);
            }
            for (town, count) in towns.into_iter().enumerate() {
                if count > 2 {
                    self.admin_says(Body::TerritoryPersonAdded(TerritoryPersonAdded {
                        territory: self.territories[town],
                        person: rep.person,
                    }));
                }
            }
        }
    }

    /// Lets the admin say something; gives the id of what it made.
    pub(super) fn admin_says(&self, body: Body) -> RecordId {
        let (id, bytes) = self.written(body, now());
        post(self.world.admin(), &[bytes]);
        id
    }

    /// Writes a change as of a moment; gives the id of what it makes.
    pub(super) fn written(&self, body: Body, time: i64) -> (RecordId, Vec<u8>) {
        let change = Change {
            id: self.world.id(),
            mends: None,
            stamp: Stamp(time),
            civil: Civil {
                time,
                offset: self.calendar.offset(time),
                zone: self.calendar.zone.to_owned(),
            },
            was: Bases::new(),
            body,
        };
        let bytes = change
            .bytes()
            .expect("a change of this version can be written");
        (change.id.into(), bytes)
    }

    /// Gives who plans for a team.
    pub(super) fn planner(&self, team: usize) -> &Manager {
        if team == 0 { &self.boss } else { &self.other }
    }
}
