//! A phone put back from a copy of its files, and its twin: both run.

use std::collections::BTreeSet;

use outrider_model::id::CustomerId;
use outrider_tests::rng::Rng;
use outrider_tests::world::{HOUR, Manager, Rep, World, say};

use super::meets;

/// Syncs both until nothing waits on either; whoever has to be is enrolled again. Gives how often.
fn settles(world: &World, phones: &[&Rep]) -> usize {
    let mut enrolled = 0;
    for _ in 0..4 {
        for phone in phones {
            meets(phone);
            if phone.needs_sign_in() {
                world.enrols_again(phone);
                enrolled += 1;
            }
            phone.online();
        }
    }
    enrolled
}

/// Says that each of the words arrived once, and that the phones are two.
fn nothing_is_lost(boss: &Manager, bakery: CustomerId, words: &BTreeSet<String>, twins: [&Rep; 2]) {
    let mut notes = boss.notes_at(bakery);
    notes.sort();
    let expected: Vec<String> = words.iter().cloned().collect();
    assert_eq!(notes, expected);
    let [one, two] = twins;
    assert_eq!((one.waiting(), two.waiting()), (0, 0));
    assert_eq!((one.attention(), two.attention()), (0, 0));
    assert_ne!(one.device(), two.device());
}

#[test]
fn a_copy_gets_a_device_of_its_own_and_both_phones_arrive_whole() {
    let world = World::new();
    let boss = world.manager("Boss");
    let anna = world.rep("Anna");
    let bakery = boss.adds(say::customer("Bakery", Some(anna.person)));
    anna.online();
    let device = anna.device();
    anna.offline();
    anna.writes(bakery, "before the copy");
    let twin = anna.copied(&world, "Anna's copy");
    anna.writes(bakery, "on the phone");
    twin.writes(bakery, "on the copy");
    anna.line.go_online();
    anna.online();
    assert_eq!(anna.device(), device);
    twin.online();
    assert_ne!(twin.device(), device, "{}", twin.sync_screen());
    anna.writes(bakery, "on the phone, later");
    twin.writes(bakery, "on the copy, later");
    // Each renews its own tokens now.
    for phone in [&anna, &twin] {
        world.server.expires(phone.device());
        phone.online();
        assert!(!phone.needs_sign_in());
    }
    let words = [
        "before the copy",
        "on the copy",
        "on the copy, later",
        "on the phone",
        "on the phone, later",
    ];
    let words = words.map(str::to_owned).into();
    nothing_is_lost(&boss, bakery, &words, [&anna, &twin]);
    let forks: u64 = boss
        .phones()
        .iter()
        .filter_map(|phone| phone["forks"].as_u64())
        .sum();
    assert_eq!(forks, 1);
}

#[test]
fn twins_that_renew_one_token_are_both_signed_out_and_lose_nothing() {
    let world = World::new();
    let boss = world.manager("Boss");
    let anna = world.rep("Anna");
    let bakery = boss.adds(say::customer("Bakery", Some(anna.person)));
    anna.online();
    let twin = anna.copied(&world, "Anna's copy");
    world.server.expires(anna.device());
    anna.writes(bakery, "on the phone");
    twin.writes(bakery, "on the copy");
    anna.online();
    meets(&twin);
    assert!(twin.needs_sign_in());
    meets(&anna);
    assert!(anna.needs_sign_in());
    assert_eq!(settles(&world, &[&anna, &twin]), 2);
    let words = ["on the copy", "on the phone"].map(str::to_owned).into();
    nothing_is_lost(&boss, bakery, &words, [&anna, &twin]);
}

/// One step of a phone's life, drawn.
fn lives(
    world: &World,
    phone: &Rep,
    bakery: CustomerId,
    words: &mut BTreeSet<String>,
    dice: &mut Rng,
) {
    match dice.below(8) {
        0..=2 => {
            let text = format!("note {}", words.len());
            phone.writes(bakery, &text);
            words.insert(text);
        }
        3 | 4 => drop(phone.syncs()),
        5 => {
            phone.loses_the_next_reply();
            phone.syncs();
        }
        6 => phone.restarts(),
        _ => {
            phone.clock.advance(HOUR);
            world.server.expires(phone.device());
        }
    }
}

/// The phone is copied at a random step of a random day; both copies then live on at random.
#[test]
fn a_phone_copied_at_any_step_loses_and_doubles_nothing() {
    let world = World::new();
    let boss = world.manager("Boss");
    let seed = world.seed();
    println!("seed {seed}");
    let mut dice = Rng::new(seed);
    let (mut told, mut stolen) = (0, 0);
    for run in 0..10 {
        let anna = world.rep(&format!("Anna {run}"));
        let bakery = boss.adds(say::customer(&format!("Bakery {run}"), Some(anna.person)));
        anna.online();
        let first = anna.device();
        let mut words = BTreeSet::new();
        for _ in 0..dice.below(8) {
            lives(&world, &anna, bakery, &mut words, &mut dice);
        }
        let twin = anna.copied(&world, &format!("Anna's copy {run}"));
        for _ in 0..10 {
            let phone = if dice.below(2) == 1 { &anna } else { &twin };
            lives(&world, phone, bakery, &mut words, &mut dice);
        }
        // Only what each says of its own shows that there are two.
        for (phone, name) in [(&anna, "phone"), (&twin, "copy")] {
            let text = format!("the last on the {name}");
            phone.writes(bakery, &text);
            words.insert(text);
        }
        let again = settles(&world, &[&anna, &twin]);
        stolen += usize::from(again > 0);
        told += usize::from(again == 0 && [&anna, &twin].iter().any(|one| one.device() == first));
        nothing_is_lost(&boss, bakery, &words, [&anna, &twin]);
    }
    println!("told apart by their numbers {told}, by their tokens {stolen}");
    assert!(told > 0 && stolen > 0, "{told} and {stolen}");
}
