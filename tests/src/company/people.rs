//! Who works there.

use super::names::{FIRST, LAST, TEAMS, mailbox, phone};
use super::{Person, Role, Size, Team};
use crate::rng::Rng;

/// Hires the admin, a manager for each team, and the reps.
pub(super) fn staff(rng: &mut Rng, size: Size) -> (Vec<Team>, Vec<Person>) {
    let team_count = size.teams.max(1);
    let mut people = vec![hire(rng, 0, Role::Admin, None)];
    let mut teams = Vec::with_capacity(team_count);
    for team in 0..team_count {
        let round = team / TEAMS.len();
        let name = TEAMS[team % TEAMS.len()];
        let name = if round == 0 {
            name.to_owned()
        } else {
            format!("{name} {}", round + 1)
        };
        teams.push(Team {
            name,
            manager: people.len(),
        });
        people.push(hire(rng, people.len(), Role::Manager, Some(team)));
    }
    for rep in 0..size.reps {
        people.push(hire(rng, people.len(), Role::Rep, Some(rep % team_count)));
    }
    (teams, people)
}

fn hire(rng: &mut Rng, number: usize, role: Role, team: Option<usize>) -> Person {
    let name = format!("{} {}", rng.pick(FIRST), rng.pick(LAST));
    let email = format!("{}@halm-and-bruegge.example", mailbox(&name, number));
    Person {
        name,
        email,
        phone: phone(rng),
        role,
        team,
    }
}
