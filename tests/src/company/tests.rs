use std::collections::BTreeSet;

use sha2::{Digest, Sha256};

use super::{Assignee, Company, Role, Size, bench_tasks};
use crate::rng::Rng;

fn digest(text: &str) -> Vec<u8> {
    Sha256::digest(text.as_bytes()).to_vec()
}

fn company(seed: u64, size: Size) -> Vec<u8> {
    digest(&serde_json::to_string(&Company::generate(seed, size)).unwrap())
}

#[test]
fn a_seed_makes_one_company_and_another_seed_another() {
    let size = Size::default();
    assert_eq!(company(7, size), company(7, size));
    assert_ne!(company(7, size), company(8, size));
}

#[test]
fn more_customers_leave_the_people_as_they_are() {
    let few = Company::generate(
        7,
        Size {
            customers: 10,
            ..Size::default()
        },
    );
    let many = Company::generate(
        7,
        Size {
            customers: 500,
            ..Size::default()
        },
    );
    assert_eq!(few.people, many.people);
    assert_eq!(few.customers, many.customers[..10]);
}

#[test]
fn every_reference_names_what_it_should() {
    let company = Company::generate(7, Size::default());
    assert_eq!(company.reps().count(), 12);
    for (index, team) in company.teams.iter().enumerate() {
        let manager = &company.people[team.manager];
        assert_eq!((manager.role, manager.team), (Role::Manager, Some(index)));
    }
    for customer in &company.customers {
        assert_eq!(company.people[customer.owner].role, Role::Rep);
    }
    let keys: BTreeSet<&str> = company
        .activity_types
        .iter()
        .map(|activity| activity.key.as_str())
        .collect();
    assert_eq!(keys.len(), 8);
    for task in &company.tasks {
        assert!(keys.contains(task.activity.as_str()) && task.day < 5 && task.priority < 4);
        assert!(
            task.customer
                .is_none_or(|customer| customer < company.customers.len())
        );
        assert!(
            task.window
                .is_none_or(|(from, until)| from < until && until <= 18 * 60)
        );
        match task.assignee {
            Assignee::Person(rep) => assert_eq!(company.people[rep].role, Role::Rep),
            Assignee::Team(team) => assert!(team < company.teams.len()),
        }
    }
    assert_eq!(company.tasks.len(), 12 * 5 * 6);
}

#[test]
fn no_two_people_and_no_two_customers_share_an_address_for_mail() {
    let company = Company::generate(
        7,
        Size {
            reps: 500,
            customers: 2000,
            ..Size::default()
        },
    );
    let people = company.people.iter().map(|person| &person.email);
    let customers = company.customers.iter().map(|customer| &customer.email);
    let all: Vec<&String> = people.chain(customers).collect();
    assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), all.len());
    assert!(
        all.iter()
            .all(|email| email.is_ascii() && !email.starts_with(['.', '@']))
    );
}

#[test]
fn some_customers_have_no_position_and_some_share_one() {
    let company = Company::generate(
        7,
        Size {
            customers: 1000,
            ..Size::default()
        },
    );
    let placed: Vec<_> = company
        .customers
        .iter()
        .filter_map(|one| one.position)
        .collect();
    let points: BTreeSet<_> = placed.iter().collect();
    assert!(
        (10..80).contains(&(1000 - placed.len())),
        "{} without",
        1000 - placed.len()
    );
    assert!((20..120).contains(&(placed.len() - points.len())));
    let teams = company
        .tasks
        .iter()
        .filter(|task| matches!(task.assignee, Assignee::Team(_)));
    assert!(teams.count() > 0);
}

#[test]
fn notes_come_in_every_script_and_in_every_length() {
    let mut rng = Rng::new(7);
    let notes: Vec<String> = (0..500).map(|_| super::note_text(&mut rng)).collect();
    for sentence in super::notes::SENTENCES {
        assert!(
            notes.iter().any(|note| note.contains(sentence)),
            "{sentence} was never written"
        );
    }
    assert!(notes.iter().any(|note| note.len() > 8_000));
    assert!(notes.iter().any(|note| note.chars().count() == 1));
    assert!(
        notes
            .iter()
            .all(|note| !note.is_empty() && note.len() < 64 * 1024)
    );
}

#[test]
fn bench_records_are_seeded_and_as_long_as_those_of_the_other_engines() {
    let lines = |seed| {
        bench_tasks(seed, 2000)
            .map(|task| task.json())
            .collect::<Vec<_>>()
    };
    let first = lines(7);
    assert_eq!(digest(&first.concat()), digest(&lines(7).concat()));
    assert_ne!(digest(&first.concat()), digest(&lines(8).concat()));
    let mean = first.iter().map(String::len).sum::<usize>() / first.len();
    assert!((438..=448).contains(&mean), "a mean of {mean} bytes");
    let ids: BTreeSet<_> = bench_tasks(7, 2000).map(|task| task.id).collect();
    assert_eq!(ids.len(), 2000);
    assert!(ids.iter().all(|id| id.len() == 36));
}
