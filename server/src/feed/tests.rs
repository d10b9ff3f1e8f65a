//! A phone that only pulls, held against what the policy says its person sees.

use std::collections::{BTreeMap, BTreeSet};

use outrider_model::audience::{self, Audience, Standing};
use outrider_model::id::{CustomerId, EpochId, PersonId, RecordId, RequestId, TaskId, TeamId};
use outrider_model::record::{Record, Role};
use outrider_model::wire::{Backfill, Cursor, JudgedLine, Reply, RequestHead, read_reply};
use uuid::Uuid;

use super::page;
use crate::ingest::tests::world::World;

/// A phone as simple as the protocol allows.
#[derive(Default)]
struct Phone {
    cursor: Option<Cursor>,
    backfill: Vec<Backfill>,
    slots: BTreeSet<Audience>,
    records: BTreeMap<RecordId, (BTreeSet<Audience>, Vec<u8>)>,
    fresh: BTreeSet<RecordId>,
    is_anew: bool,
    judged: Vec<JudgedLine>,
    delivered: usize,
    fork: Option<u64>,
}

impl Phone {
    fn sync_once(&mut self, world: &World, person: PersonId, limit: u32) -> bool {
        let request = RequestHead {
            request: RequestId(Uuid::from_u128(9)),
            can: BTreeSet::new(),
            cursor: self.cursor,
            backfill: self.backfill.clone(),
            limit,
            clock: world.now,
        };
        let (bytes, cursor) = page(
            &*world.store,
            world.organisation,
            person,
            &request,
            &[],
            world.now,
        )
        .unwrap();
        let reply = read_reply(&bytes).unwrap();
        assert_eq!(reply.end.cursor, cursor);
        self.apply(&reply);
        reply.end.more
    }

    fn sync(&mut self, world: &World, person: PersonId, limit: u32) {
        let mut rounds = 0;
        while self.sync_once(world, person, limit) {
            rounds += 1;
            assert!(rounds < 10_000, "a phone never comes to an end");
        }
    }

    fn apply(&mut self, reply: &Reply<'_>) {
        if reply.head.resync {
            self.is_anew = true;
            self.fresh.clear();
            self.backfill.clear();
            self.fork = reply.head.fork;
        }
        self.slots = reply.head.audiences.iter().copied().collect();
        for lost in &reply.head.drop {
            self.records.values_mut().for_each(|(seen_in, _)| {
                seen_in.remove(lost);
            });
            self.backfill.retain(|backfill| backfill.audience != *lost);
        }
        for gained in &reply.head.backfill {
            self.backfill
                .retain(|backfill| backfill.audience != gained.audience);
            self.backfill.push(*gained);
        }
        let mut last = 0;
        let tail = reply.end.cursor.seq;
        for line in &reply.records {
            if line.seq <= tail && last <= tail {
                assert!(
                    line.seq >= last || reply.end.backfilled.is_some(),
                    "out of order"
                );
            }
            last = line.seq;
            self.delivered += 1;
            self.fresh.insert(line.id);
            match line.bytes {
                Some(bytes) => {
                    assert!(!line.seen_in.is_empty());
                    let places = line
                        .seen_in
                        .iter()
                        .map(|place| reply.head.audiences[usize::from(*place)]);
                    self.records
                        .insert(line.id, (places.collect(), bytes.to_vec()));
                }
                None => {
                    self.records.remove(&line.id);
                }
            }
        }
        if let Some(done) = reply.end.backfilled {
            self.backfill
                .retain(|backfill| backfill.audience != done.audience);
            if done.after < done.until {
                self.backfill.insert(0, done);
            }
        }
        self.records.retain(|_, (seen_in, _)| !seen_in.is_empty());
        if self.is_anew && !reply.end.more {
            let fresh = std::mem::take(&mut self.fresh);
            self.records.retain(|id, _| fresh.contains(id));
            self.is_anew = false;
        }
        self.judged.extend(reply.judged.iter().cloned());
        self.cursor = Some(reply.end.cursor);
    }

    fn bytes(&self) -> BTreeMap<RecordId, Vec<u8>> {
        self.records
            .iter()
            .map(|(id, (_, bytes))| (*id, bytes.clone()))
            .collect()
    }
}

/// What a person sees, computed of all records at once and of nothing that the server keeps for it.
fn policy(world: &World, person: PersonId) -> BTreeMap<RecordId, (BTreeSet<Audience>, Vec<u8>)> {
    let mut all = Vec::new();
    world
        .store
        .export(world.organisation, &mut |stored| {
            all.push((Record::parse(&stored.bytes).unwrap(), stored.bytes));
            Ok(())
        })
        .unwrap();
    let directory =
        crate::ingest::Directory::of(all.iter().map(|(_, bytes)| bytes.as_slice()).filter(
            |bytes| {
                let kind = Record::parse(bytes).unwrap().kind;
                matches!(
                    kind,
                    outrider_model::record::Kind::Person | outrider_model::record::Kind::Team
                )
            },
        ));
    let standing: Vec<Standing> = all
        .iter()
        .flat_map(|(record, _)| {
            audience::caused(record, &|person| directory.team_of(person)).unwrap()
        })
        .collect();
    let mine = directory.audiences(person);
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
        people.push(world.add_person("Max", Role::Manager, Some(north)));
        people.push(world.add_person("Mia", Role::Manager, Some(teams[2])));
        people.push(world.add_person("Ada", Role::Admin, None));
        Company {
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
        match dice.roll(12) {
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
            9 => world.move_person(dice.pick(&self.people[..6]), dice.maybe(&self.teams)),
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
                let owner: outrider_model::record::Customer = owner.read().unwrap();
                if let Some(owner) = owner.owner {
                    let visit = world.arrive(customer);
                    world.must(&World::phone(owner), &visit);
                }
            }
            _ => {}
        }
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
    for seed in 1..=12 {
        let mut dice = Dice(seed);
        let mut company = Company::new();
        let mut phones: BTreeMap<PersonId, Phone> = BTreeMap::new();
        for step in 0..80 {
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

#[test]
fn a_record_in_three_audiences_arrives_once_and_goes_when_the_last_is_lost() {
    let mut world = World::new();
    let (north, south) = (world.add_team("North", None), world.add_team("South", None));
    let manager = world.add_person("Max", Role::Manager, Some(north));
    let rep = world.add_person("Ria", Role::Rep, Some(north));
    let customer = world.add_customer(Some(manager));
    let mut phone = Phone::default();
    phone.sync(&world, manager, 1000);
    let seen_in =
        |phone: &Phone, id: RecordId| phone.records.get(&id).map(|(seen_in, _)| seen_in.clone());
    let body = world.task_of(Some(manager), Some(north), Some(customer));
    let change = world.change(body);
    let task: TaskId = world.must(&world.system(), &change).into();
    phone.delivered = 0;
    phone.sync(&world, manager, 1000);
    assert_eq!(phone.delivered, 1);
    let both = [Audience::Person(manager), Audience::Managers(north)];
    assert_eq!(seen_in(&phone, task.into()), Some(both.into()));
    world.move_customer(customer, Some(rep));
    world.reassign(task, Some(rep));
    phone.sync(&world, manager, 1000);
    assert_eq!(
        seen_in(&phone, task.into()),
        Some([Audience::Managers(north)].into())
    );
    world.move_person(rep, Some(south));
    phone.sync(&world, manager, 1000);
    assert_eq!(seen_in(&phone, task.into()), None);
    assert_eq!(seen_in(&phone, customer.into()), None);
}

#[test]
fn nothing_new_is_an_empty_page_that_keeps_the_cursor() {
    let mut world = World::new();
    let rep = world.add_person("Ria", Role::Rep, None);
    let mut phone = Phone::default();
    phone.sync(&world, rep, 1000);
    let cursor = phone.cursor;
    phone.delivered = 0;
    assert!(!phone.sync_once(&world, rep, 1000));
    assert_eq!((phone.delivered, phone.cursor), (0, cursor));
}

#[test]
fn a_page_states_the_persons_judged_changes_whichever_phone_sent_them() {
    let mut world = World::new();
    let rep = world.add_person("Ria", Role::Rep, None);
    let mut phone = Phone::default();
    phone.sync(&world, rep, 1000);
    let (one, two) = (world.customer(Some(rep)), world.customer(Some(rep)));
    let other = crate::ingest::Author {
        device: crate::ingest::tests::world::device(),
        ..World::phone(rep)
    };
    let first = world.push_numbered(&World::phone(rep), &[(1, &one)]);
    let second = world.push_numbered(&other, &[(1, &two)]);
    world.add_customer(Some(rep));
    phone.sync(&world, rep, 1);
    let stated: Vec<_> = phone
        .judged
        .iter()
        .map(|line| (line.judged, Some(line.seq)))
        .collect();
    assert_eq!(stated, [(one.id, first[0].seq), (two.id, second[0].seq)]);
    let hash = outrider_model::change::hash(rep, &one.bytes().unwrap());
    let hex: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(phone.judged[0].hash, hex);
}

fn restart(world: &World, epoch: u128) {
    world
        .store
        .open_epoch(&mut || EpochId(Uuid::from_u128(epoch)))
        .unwrap();
}

#[test]
fn a_clean_restart_costs_a_phone_nothing() {
    let mut world = World::new();
    let rep = world.add_person("Ria", Role::Rep, None);
    let mut phone = Phone::default();
    phone.sync(&world, rep, 1000);
    restart(&world, 100);
    world.add_customer(Some(rep));
    phone.delivered = 0;
    phone.sync(&world, rep, 1000);
    assert_eq!((phone.delivered, phone.fork), (1, None));
    assert_eq!(phone.cursor.unwrap().epoch, EpochId(Uuid::from_u128(100)));
}

#[test]
fn an_older_copy_of_the_file_forks_phones_that_know_more_and_spares_the_others() {
    let mut world = World::new();
    let rep = world.add_person("Ria", Role::Rep, None);
    let other = world.add_person("Sven", Role::Rep, None);
    restart(&world, 100);
    let kept = world.add_customer(Some(rep));
    let (mut knowing, mut behind) = (Phone::default(), Phone::default());
    behind.sync(&world, other, 1000);
    let copy = world.folder.path().join("copy.db");
    let file = world.folder.path().join(crate::store::sqlite::FILE);
    crate::store::sqlite::Sqlite::open(world.folder.path())
        .unwrap()
        .copy_to(&copy)
        .unwrap();
    let bound = world.head();
    let lost = world.add_customer(Some(rep));
    world.move_customer(kept, None);
    knowing.sync(&world, rep, 1000);
    assert!(
        knowing.records.contains_key(&lost.into()) && !knowing.records.contains_key(&kept.into())
    );
    let nothing = World::new();
    world.store = nothing.store.clone();
    for end in ["", "-wal", "-shm"] {
        let path = format!("{}{end}", file.display());
        if std::path::Path::new(&path).exists() {
            std::fs::remove_file(path).unwrap();
        }
    }
    std::fs::rename(&copy, &file).unwrap();
    world.reopen();
    restart(&world, 101);
    world.add_customer(Some(other));
    knowing.sync(&world, rep, 1000);
    behind.sync(&world, other, 1000);
    assert_eq!((knowing.fork, behind.fork), (Some(bound), None));
    assert_eq!(knowing.records, policy(&world, rep));
    assert_eq!(behind.records, policy(&world, other));
    assert!(knowing.bytes().contains_key(&kept.into()));
    let unknown = Cursor {
        epoch: EpochId(Uuid::from_u128(404)),
        seq: 1,
        scope: 1,
    };
    knowing.cursor = Some(unknown);
    knowing.sync(&world, rep, 1000);
    assert_eq!(knowing.fork, Some(0));
    assert_eq!(knowing.records, policy(&world, rep));
}
