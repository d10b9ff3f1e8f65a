//! Random histories of a company, against the policy.

use std::collections::BTreeMap;

use outrider_model::audience;
use outrider_model::change::{Body, Edited};
use outrider_model::id::{CustomerId, DelegationId, PersonId, TaskId, TeamId, TerritoryId};
use outrider_model::record::{Customer, Person, Role};
use serde_json::{Value, json};

use super::{Phone, policy};
use crate::ingest::tests::world::World;

/// An hour, in microseconds.
const HOUR: i64 = 3600 * 1_000_000;

struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % sides
    }

    fn pick<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.roll(of.len())]
    }

    fn maybe<T: Copy>(&mut self, of: &[T]) -> Option<T> {
        (self.roll(4) > 0).then(|| self.pick(of))
    }
}

struct Company {
    world: World,
    teams: Vec<TeamId>,
    people: Vec<PersonId>,
    reps: Vec<PersonId>,
    customers: Vec<CustomerId>,
    tasks: Vec<TaskId>,
    managers: Vec<PersonId>,
    /// A manager who comes and goes.
    guest: PersonId,
    territories: Vec<TerritoryId>,
    delegations: Vec<DelegationId>,
}

impl Company {
    fn new() -> Company {
        let mut world = World::new();
        let north = world.add_team("North", None);
        let teams = vec![
            north,
            world.add_team("Coast", Some(north)),
            world.add_team("South", None),
        ];
        let reps: Vec<_> = (0..4)
            .map(|n| world.add_person("Rep", Role::Rep, Some(teams[n % 3])))
            .collect();
        let mut people = reps.clone();
        let guest = world.add_person("Gil", Role::Manager, Some(teams[1]));
        let managers = vec![
            world.add_person("Max", Role::Manager, Some(north)),
            world.add_person("Mia", Role::Manager, Some(teams[2])),
            guest,
        ];
        people.extend(&managers);
        people.push(world.add_person("Ada", Role::Admin, None));
        let territories = vec![world.add_territory("East"), world.add_territory("West")];
        Company {
            managers,
            guest,
            territories,
            delegations: Vec::new(),
            world,
            teams,
            people,
            reps,
            customers: Vec::new(),
            tasks: Vec::new(),
        }
    }

    fn step(&mut self, dice: &mut Dice) {
        let world = &mut self.world;
        match dice.roll(20) {
            0 | 1 => self
                .customers
                .push(world.add_customer(dice.maybe(&self.reps))),
            2 | 3 => {
                let customer = if self.customers.is_empty() {
                    None
                } else {
                    dice.maybe(&self.customers)
                };
                self.tasks
                    .push(world.add_task(dice.maybe(&self.reps), customer));
            }
            4 => {
                let body = world.task_of(
                    None,
                    Some(dice.pick(&self.teams)),
                    dice_customer(dice, &self.customers),
                );
                let change = world.change(body);
                let system = world.system();
                self.tasks.push(world.must(&system, &change).into());
            }
            5 | 6 if !self.tasks.is_empty() => {
                let task = dice.pick(&self.tasks);
                let is_open = !audience::shown_status(&world.record(task.into()).unwrap())
                    .unwrap()
                    .is_terminal();
                if is_open {
                    world.reassign(task, dice.maybe(&self.reps));
                }
            }
            7 | 8 if !self.customers.is_empty() => {
                world.move_customer(dice.pick(&self.customers), dice.maybe(&self.reps));
            }
            9 => world.move_person(dice.pick(&self.people[..7]), dice.maybe(&self.teams)),
            10 if !self.tasks.is_empty() => {
                let task = dice.pick(&self.tasks);
                let open = audience::shown_status(&world.record(task.into()).unwrap()).unwrap();
                if let Some(person) = world
                    .read_task(task)
                    .assignee
                    .filter(|_| !open.is_terminal())
                {
                    world.complete(person, task);
                }
            }
            11 if !self.customers.is_empty() => {
                let customer = dice.pick(&self.customers);
                let owner = world.record(customer.into()).unwrap();
                let owner: Customer = owner.read().unwrap();
                if let Some(owner) = owner.owner {
                    let visit = world.arrive(customer);
                    world.must(&World::phone(owner), &visit);
                }
            }
            12 | 13 => {
                let (territory, person) = (dice.pick(&self.territories), dice.pick(&self.reps));
                let is_in = dice.roll(3) > 0;
                world.put_in(territory, person, is_in);
            }
            14 if !self.customers.is_empty() => {
                world.zone(dice.pick(&self.customers), dice.maybe(&self.territories));
            }
            15 | 16 => self.delegates(dice),
            17 => self.reorganises(dice),
            18 => self.comes_or_goes(),
            _ => self.world.now += HOUR * i64::try_from(dice.roll(4)).unwrap(),
        }
    }

    /// Somebody stands in for a manager from now or from later on, or does so no more.
    fn delegates(&mut self, dice: &mut Dice) {
        let (from, to) = (dice.pick(&self.managers), dice.pick(&self.people));
        let person: Person = self.world.record(from.into()).unwrap().read().unwrap();
        let is_working = |person: PersonId, guest: &Company| {
            let record = guest.world.record(person.into()).unwrap();
            !record.read::<Person>().unwrap().revoked
        };
        if dice.roll(3) == 0 && !self.delegations.is_empty() {
            let ended = self.delegations.remove(dice.roll(self.delegations.len()));
            self.world.end_delegation(ended);
        } else if from != to && !person.revoked && is_working(to, self) {
            let wait = HOUR * i64::try_from(dice.roll(3)).unwrap();
            let life = HOUR * i64::try_from(1 + dice.roll(5)).unwrap();
            let begun = self.world.delegate(from, to, wait, life);
            self.delegations.push(begun);
        }
    }

    /// The second and third team go under another, or a rep becomes a manager, or no more.
    fn reorganises(&mut self, dice: &mut Dice) {
        if dice.roll(2) == 0 {
            let (team, parent) = (self.teams[2], dice.maybe(&self.teams[..2]));
            let value = parent.map_or(Value::Null, |parent| json!(parent));
            let body = Body::TeamEdited(Edited {
                target: team,
                set: [("parent".into(), value)].into(),
            });
            let change = self.world.seeing(team.into(), body);
            let system = self.world.system();
            self.world.must(&system, &change);
        } else {
            let role = dice.pick(&["rep", "manager"]);
            self.world.edit_person(self.reps[3], "role", json!(role));
        }
    }

    fn comes_or_goes(&mut self) {
        let guest: Person = self
            .world
            .record(self.guest.into())
            .unwrap()
            .read()
            .unwrap();
        let revoked = if guest.revoked {
            Value::Null
        } else {
            json!(true)
        };
        self.world.edit_person(self.guest, "revoked", revoked);
    }
}

fn dice_customer(dice: &mut Dice, customers: &[CustomerId]) -> Option<CustomerId> {
    if customers.is_empty() {
        None
    } else {
        dice.maybe(customers)
    }
}

#[test]
fn after_each_sync_every_phone_holds_exactly_what_its_person_may_see() {
    for seed in 1..=24 {
        let mut dice = Dice(seed);
        let mut company = Company::new();
        let mut phones: BTreeMap<PersonId, Phone> = BTreeMap::new();
        for step in 0..120 {
            company.step(&mut dice);
            let person = dice.pick(&company.people);
            let phone = phones.entry(person).or_default();
            let limit = [1, 3, 1000][dice.roll(3)];
            if dice.roll(3) == 0 {
                phone.sync_once(&company.world, person, limit);
                continue;
            }
            phone.sync(&company.world, person, limit);
            assert_eq!(
                phone.records,
                policy(&company.world, person),
                "seed {seed}, step {step}"
            );
        }
        for person in company.people.clone() {
            let phone = phones.entry(person).or_default();
            phone.sync(&company.world, person, 2);
            assert_eq!(
                phone.records,
                policy(&company.world, person),
                "seed {seed}, at the end"
            );
        }
    }
}
