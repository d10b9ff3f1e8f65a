//! What a phone shows against the lists that a task stands in by the rules, over random tasks.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Span;
use outrider_model::id::{PersonId, TaskId};
use outrider_model::lists::{List, lists};
use outrider_model::record::{Field, Record, Role, Status, Task};
use proptest::prelude::*;

use super::world::*;
use crate::query;
use crate::view::{DayView, TodayView};

fn status() -> impl Strategy<Value = Status> {
    let unknown = Just(Status::Unknown("resting".into()));
    prop_oneof![proptest::sample::select(Status::KNOWN.to_vec()), unknown]
}

fn tasks() -> impl Strategy<Value = Vec<Record>> {
    let who = proptest::sample::select(vec![Some(ANNA), Some(BEN), None]);
    let reports = proptest::collection::vec(
        (
            status(),
            proptest::sample::select(vec![ANNA, BEN, MIA]),
            0i64..48,
        ),
        0..3,
    );
    let one = (
        who,
        any::<bool>(),
        proptest::option::of(-9i64..9),
        reports,
        any::<bool>(),
        any::<bool>(),
    );
    proptest::collection::vec(one, 1..25).prop_map(|all| {
        let numbered = (1u128..).zip(all);
        numbered
            .map(
                |(number, (assignee, is_of_team, day, reports, is_removed, moved))| {
                    let record = task(number, "x", |task| {
                        task.assignee = assignee;
                        task.team = is_of_team.then_some(NORTH);
                        task.plan_day =
                            day.and_then(|day| TODAY.checked_add(Span::new().days(day)).ok());
                        task.removed = is_removed && number % 4 == 0;
                        task.heads = reports
                            .into_iter()
                            .zip(0u128..)
                            .map(|((status, by, ago), place)| {
                                let (_, mut head) =
                                    report(number, status, by, NOW - ago * HOUR, "");
                                head.answers = outrider_model::id::ChangeId(task_id(number).0);
                                (
                                    outrider_model::id::ChangeId(uuid::Uuid::from_u128(
                                        number * 100 + place,
                                    )),
                                    head,
                                )
                            })
                            .collect();
                    });
                    if moved {
                        reassigned(record, ANNA, MIA, NOW - HOUR)
                    } else {
                        record
                    }
                },
            )
            .collect()
    })
}

fn lists_of(record: &Record) -> BTreeSet<List> {
    let task: Task = record.read().unwrap();
    lists(&task, record.writer(&Field::from("assignee")).change)
}

fn on_list(records: &[Record], list: List) -> BTreeSet<TaskId> {
    records
        .iter()
        .filter(|record| lists_of(record).contains(&list))
        .map(|record| record.id.into())
        .collect()
}

/// Counts where each task stands on the phone of one person.
fn places(world: &World, records: &[Record]) -> (BTreeMap<TaskId, u32>, TodayView) {
    let today = TodayView::of(
        &world.look(|reader, judge, moment| query::today(reader, judge, moment, None)),
    );
    let mut places: BTreeMap<TaskId, u32> = BTreeMap::new();
    let rows = today
        .tasks
        .iter()
        .chain(&today.to_claim)
        .map(|row| row.task);
    for id in rows.chain(today.settled.iter().map(|row| row.task)) {
        *places.entry(id).or_default() += 1;
    }
    for later in &today.later {
        let day =
            world.look(|reader, judge, moment| query::day(reader, &judge, moment, None, later.day));
        let rows = DayView::of(&day).tasks;
        assert_eq!(u64::try_from(rows.len()).unwrap(), later.tasks);
        for row in rows {
            *places.entry(row.task).or_default() += 1;
        }
    }
    assert!(
        places
            .keys()
            .all(|id| records.iter().any(|record| record.id == (*id).into()))
    );
    (places, today)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_phone_shows_each_task_where_the_rules_put_it_and_in_one_place_only(records in tasks(), is_manager in any::<bool>()) {
        let role = if is_manager { Role::Manager } else { Role::Rep };
        let company = company_as(role);
        let all: Vec<Record> = company.into_iter().chain(records.iter().cloned()).collect();
        let world = World::with(&all);
        let (places, today) = places(&world, &records);
        prop_assert!(places.values().all(|count| *count == 1), "{:?}", places);
        let me: PersonId = ANNA;
        for id in on_list(&records, List::RepsDay(me)) {
            prop_assert!(places.contains_key(&id), "{} is hidden", id);
            prop_assert!(today.settled.iter().all(|row| row.task != id));
        }
        let claim: BTreeSet<TaskId> = today.to_claim.iter().map(|row| row.task).collect();
        prop_assert_eq!(claim, on_list(&records, List::ToClaim(NORTH)));
        let to_assign: BTreeSet<TaskId> = today.to_assign.iter().map(|row| row.task).collect();
        let expected = if is_manager { on_list(&records, List::ForManager) } else { BTreeSet::new() };
        prop_assert_eq!(to_assign, expected);
        let closed = on_list(&records, List::Closed);
        prop_assert!(today.tasks.iter().all(|row| !closed.contains(&row.task)));
        for row in &today.tasks {
            prop_assert!(lists_of(records.iter().find(|record| record.id == row.task.into()).unwrap()).contains(&List::RepsDay(me)));
        }
    }
}
