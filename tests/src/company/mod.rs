//! A sample company out of a seed: people, customers, a week of plans and what reps would write.
//!
//! Everything is invented. Telephone numbers are of ranges that the German regulator keeps free
//! for fiction, e-mail addresses end in `.example`. The structs are plain and know no product
//! type; whoever uses them maps them. Entries name each other by their position in its list.

mod bench;
mod customers;
mod names;
mod notes;
mod people;
mod plans;
#[cfg(test)]
mod tests;

pub use bench::{BenchStatus, BenchTask, bench_tasks};
pub use notes::note_text;

use crate::rng::Rng;

/// How large a company is to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size {
    /// Reps, spread evenly over the teams.
    pub reps: usize,
    /// Teams, each with one manager.
    pub teams: usize,
    /// Customers.
    pub customers: usize,
    /// Tasks that each rep has on each of the week's five days.
    pub tasks_a_day: usize,
    /// Texts to write notes from.
    pub notes: usize,
}

impl Default for Size {
    fn default() -> Self {
        Self {
            reps: 12,
            teams: 3,
            customers: 300,
            tasks_a_day: 6,
            notes: 200,
        }
    }
}

/// A whole sample company.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Company {
    /// The organisation itself.
    pub organisation: Organisation,
    /// Activity types: the six that everyone has, then two of the organisation's own.
    pub activity_types: Vec<ActivityType>,
    /// Teams.
    pub teams: Vec<Team>,
    /// The admin, then the managers in the order of their teams, then the reps.
    pub people: Vec<Person>,
    /// Customers, in no order.
    pub customers: Vec<Customer>,
    /// A week of plans, in the order in which managers entered them.
    pub tasks: Vec<Task>,
    /// Texts to write notes from, of many scripts and shapes.
    pub notes: Vec<String>,
}

/// The organisation.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Organisation {
    /// The short name of addresses and commands.
    pub slug: String,
    /// The name that people see.
    pub name: String,
    /// The currency's ISO code.
    pub currency: String,
    /// The IANA time zone.
    pub zone: String,
}

/// A kind of work.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct ActivityType {
    /// The key that tasks name.
    pub key: String,
    /// The name that people see.
    pub name: String,
    /// Whether it is the organisation's own.
    pub own: bool,
}

/// A team.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Team {
    /// The team's name.
    pub name: String,
    /// Its manager, among the people.
    pub manager: usize,
}

/// What a person may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub enum Role {
    /// Sets the organisation up.
    Admin,
    /// Plans for a team.
    Manager,
    /// Visits customers.
    Rep,
}

/// A person.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Person {
    /// First and last name, in any script.
    pub name: String,
    /// The address that he signs in with; no two people share one.
    pub email: String,
    /// A telephone number.
    pub phone: String,
    /// What he may do.
    pub role: Role,
    /// His team; the admin has none.
    pub team: Option<usize>,
}

/// A point on the map, in ten-millionths of a degree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
pub struct Position {
    /// Degrees north × 10⁷.
    pub latitude: i32,
    /// Degrees east × 10⁷.
    pub longitude: i32,
}

/// A customer.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Customer {
    /// The name; a few share one.
    pub name: String,
    /// Street, postcode and town in one line.
    pub address: String,
    /// A telephone number.
    pub phone: String,
    /// An e-mail address.
    pub email: String,
    /// The rep who owns it, among the people: each in his turn.
    pub owner: usize,
    /// Where it is; some have no position, some share one with the customer before them.
    pub position: Option<Position>,
}

/// Who is to do a task.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub enum Assignee {
    /// A rep, among the people.
    Person(usize),
    /// A team, any rep of which may claim it.
    Team(usize),
}

/// A planned task.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Task {
    /// What is to be done.
    pub title: String,
    /// The key of an activity type.
    pub activity: String,
    /// Who is to do it.
    pub assignee: Assignee,
    /// The customer to visit; some work has none.
    pub customer: Option<usize>,
    /// The planned day, from 0 for Monday to 4 for Friday.
    pub day: u8,
    /// The time window of that day, in minutes after midnight; some tasks have none.
    pub window: Option<(u16, u16)>,
    /// From 0, the least, to 3.
    pub priority: u8,
}

impl Company {
    /// Makes the company of a seed.
    ///
    /// Its parts draw from streams of their own: another number of customers leaves the people
    /// as they are.
    pub fn generate(seed: u64, size: Size) -> Self {
        let (teams, people) = people::staff(&mut Rng::stream(seed, "people"), size);
        let reps: Vec<usize> = (0..people.len())
            .filter(|index| people[*index].role == Role::Rep)
            .collect();
        let customers = customers::found(&mut Rng::stream(seed, "customers"), size, &reps);
        let activity_types = plans::activity_types();
        let draw = &mut Rng::stream(seed, "plans");
        let tasks = plans::week(draw, size, &people, &customers);
        let draw = &mut Rng::stream(seed, "notes");
        let notes = (0..size.notes).map(|_| note_text(draw)).collect();
        let organisation = Organisation {
            slug: "halm-and-bruegge".to_owned(),
            name: "Halm & Brügge Trading".to_owned(),
            currency: "EUR".to_owned(),
            zone: "Europe/Berlin".to_owned(),
        };
        Self {
            organisation,
            activity_types,
            teams,
            people,
            customers,
            tasks,
            notes,
        }
    }

    /// The positions of the reps among the people.
    pub fn reps(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.people.len()).filter(|index| self.people[*index].role == Role::Rep)
    }
}
