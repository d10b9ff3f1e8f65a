//! Any order of arrival ends in one state, and one order in one state however it is delivered.

use super::super::*;
use crate::testing::World;
use crate::testing::author::is_accepted;
use crate::testing::history::{Deed, THEMES, Theme, live};
use crate::testing::seed::for_seeds;

/// Lets one more change arrive, and whatever waited for it.
fn arrive(world: &mut World, waiting: &mut Vec<Deed>, deed: &Deed) {
    waiting.push(deed.clone());
    loop {
        let before = waiting.len();
        waiting.retain(|deed| {
            let verdict = world.ingest(deed.author, &deed.change);
            let waits = matches!(verdict, Verdict::Waits { .. });
            assert!(waits || is_accepted(&verdict), "{deed:?}: {verdict:?}");
            waits
        });
        if waiting.is_empty() || waiting.len() == before {
            return;
        }
    }
}

fn arrive_all<'a>(start: &World, deeds: impl IntoIterator<Item = &'a Deed>) -> World {
    let (mut world, mut waiting) = (start.clone(), Vec::new());
    for deed in deeds {
        arrive(&mut world, &mut waiting, deed);
    }
    assert!(waiting.is_empty(), "nothing waits for ever: {waiting:?}");
    world
}

fn assert_same(left: &World, right: &World, deeds: &[Deed]) {
    let (left, right) = (left.final_records(), right.final_records());
    if left != right {
        for (id, record) in &left {
            if right.get(id) != Some(record) {
                println!("one order: {record}\nanother:   {:?}", right.get(id));
            }
        }
        for deed in deeds {
            println!(
                "{:?} {}",
                deed.author,
                String::from_utf8(deed.change.bytes().unwrap()).unwrap()
            );
        }
        panic!("two orders of arrival end in two states");
    }
}

/// Every order of `rest` after what has arrived, sharing what orders have in common.
fn permute(world: &World, waiting: &[Deed], rest: &[Deed], end: &mut dyn FnMut(&World)) {
    if rest.is_empty() {
        assert!(waiting.is_empty(), "nothing waits for ever: {waiting:?}");
        return end(world);
    }
    for next in 0..rest.len() {
        let (mut world, mut waiting, mut rest) = (world.clone(), waiting.to_vec(), rest.to_vec());
        let deed = rest.remove(next);
        arrive(&mut world, &mut waiting, &deed);
        permute(&world, &waiting, &rest, end);
    }
}

fn every_order(theme: &[Theme], seeds: u64) {
    for_seeds(seeds, |dice| {
        let count = 3 + dice.below(4);
        let (start, deeds) = live(dice, theme, count);
        let first = arrive_all(&start, &deeds);
        permute(&start, &[], &deeds, &mut |last| {
            assert_same(&first, last, &deeds)
        });
    });
}

#[test]
fn every_order_of_edits_ends_in_the_same_fields() {
    every_order(&[Theme::Fields], 12);
}

#[test]
fn every_order_of_planning_ends_in_the_same_plan() {
    every_order(&[Theme::Plan], 14);
}

#[test]
fn every_order_of_tagging_ends_in_the_same_tags() {
    every_order(&[Theme::Tags], 10);
}

#[test]
fn every_order_of_ticking_ends_in_the_same_checklist() {
    every_order(&[Theme::Checklist], 10);
}

#[test]
fn every_order_of_visits_ends_in_the_same_facts() {
    every_order(&[Theme::Visits], 10);
}

#[test]
fn every_order_of_reports_and_reassignments_ends_in_the_same_status() {
    every_order(&[Theme::Status], 20);
}

#[test]
fn every_order_of_work_and_consent_ends_in_the_same_days() {
    every_order(&[Theme::Duty], 20);
}

#[test]
fn every_order_of_coming_and_going_ends_in_the_same_territories() {
    every_order(&[Theme::Territories], 12);
}

#[test]
fn every_order_of_anything_ends_in_the_same_records() {
    every_order(&THEMES, 12);
}

#[test]
fn random_orders_of_long_histories_end_in_the_same_records() {
    for_seeds(40, |dice| {
        let count = 20 + dice.below(60);
        let (start, deeds) = live(dice, &THEMES, count);
        let first = arrive_all(&start, &deeds);
        for _ in 0..3 {
            let mut shuffled = deeds.clone();
            dice.shuffle(&mut shuffled);
            assert_same(&first, &arrive_all(&start, &shuffled), &deeds);
        }
    });
}

#[test]
fn hundreds_of_changes_in_a_random_order_end_in_the_same_records() {
    for_seeds(2, |dice| {
        let (start, deeds) = live(dice, &THEMES, 400);
        let first = arrive_all(&start, &deeds);
        let mut shuffled = deeds.clone();
        dice.shuffle(&mut shuffled);
        assert_same(&first, &arrive_all(&start, &shuffled), &deeds);
    });
}

#[test]
fn one_order_ends_in_one_state_however_it_is_batched_and_repeated() {
    for_seeds(20, |dice| {
        let (start, deeds) = live(dice, &THEMES, 40);
        let mut first = start.clone();
        let verdicts: Vec<Verdict> = deeds
            .iter()
            .map(|deed| first.ingest(deed.author, &deed.change))
            .collect();
        let mut second = start.clone();
        let mut next = 0;
        while next < deeds.len() {
            // A batch begins anywhere in what was sent before: replies get lost.
            let from = dice.below(next + 1);
            let until = (next + 1 + dice.below(5)).min(deeds.len());
            for (deed, verdict) in deeds[from..until].iter().zip(&verdicts[from..]) {
                let again = second.ingest(deed.author, &deed.change);
                assert_eq!(again.first(), verdict);
            }
            next = until;
        }
        assert_eq!(first.all_records(), second.all_records());
        let replica = first.all_records();
        for deed in &deeds {
            let again = first.ingest(deed.author, &deed.change);
            assert!(matches!(again, Verdict::Duplicate { .. }));
        }
        assert_eq!(first.all_records(), replica, "a repetition does nothing");
    });
}
