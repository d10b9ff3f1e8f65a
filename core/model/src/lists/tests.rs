//! No task ever leaves every list, and every list has somebody who looks at it.

use serde_json::json;

use super::*;
use crate::change::{Body, Edited};
use crate::record::{Field, Head, Kind};
use crate::stamp::Stamp;
use crate::testing::World;
use crate::testing::cast::*;
use crate::testing::history::{THEMES, live};
use crate::testing::seed::{Dice, for_seeds};
use crate::testing::{author, samples};

fn assert_looked_at(task: &Task, assignment: ChangeId, people: &BTreeMap<PersonId, Person>) {
    let lists = lists(task, assignment);
    assert!(!lists.is_empty(), "{task:?}");
    for list in lists {
        let watchers = watchers(list, people);
        assert!(!watchers.is_empty(), "nobody looks at {list:?}");
        assert!(watchers.iter().all(|person| !people[person].revoked));
    }
}

fn assert_all_looked_at(world: &World) {
    let people = world.people();
    for (id, task) in world.of_kind::<Task>(Kind::Task) {
        let assignment = world.record_of(id).writer(&Field::from("assignee")).change;
        assert_looked_at(&task, assignment, &people);
    }
}

#[test]
fn every_task_that_people_bring_about_stands_in_a_list() {
    for_seeds(30, |dice| {
        let (mut world, deeds) = live(dice, &THEMES, 30);
        for deed in &deeds {
            world.ingest(deed.author, &deed.change);
            assert_all_looked_at(&world);
        }
    });
}

/// Any task at all: reachable or not.
fn any_task(dice: &mut Dice) -> Task {
    let record = samples::records()
        .into_iter()
        .find(|record| record.kind == Kind::Task)
        .unwrap();
    let mut task: Task = record.read().unwrap();
    task.assignee = *dice.pick(&[None, Some(ANNA), Some(CLEO), Some(made(0x999))]);
    task.team = *dice.pick(&[None, Some(NORTH), Some(made(0x998))]);
    task.removed = dice.chance(20);
    let head = task.heads.values().next().unwrap().clone();
    task.heads = (0..dice.below(4))
        .map(|_| {
            let words = [Status::KNOWN, &[Status::Unknown("pondered".into())]].concat();
            let head = Head {
                status: dice.pick(&words).clone(),
                stamp: Stamp(i64::try_from(dice.below(3)).unwrap()),
                answers: *dice.pick(&[id(1), id(2)]),
                ..head.clone()
            };
            (ChangeId(dice.uuid()), head)
        })
        .collect();
    task
}

#[test]
fn every_task_whatever_stands_in_a_list() {
    let mut people = world().people();
    people.get_mut(&CLEO).unwrap().revoked = true;
    for_seeds(3_000, |dice| {
        assert_looked_at(&any_task(dice), *dice.pick(&[id(1), id(2)]), &people)
    });
}

#[test]
fn a_task_stands_where_it_is_looked_for() {
    let mut world = world();
    let lists_of = |world: &World, task: crate::id::TaskId| {
        let record = world.record_of(task);
        lists(
            &record.read().unwrap(),
            record.writer(&Field::from("assignee")).change,
        )
    };
    assert_eq!(lists_of(&world, TASK), [List::RepsDay(ANNA)].into());
    assert_eq!(lists_of(&world, OFFER), [List::ToClaim(NORTH)].into());
    world.does(anna(), 0x100, 100, Body::TaskDeclined(report(TASK, "")));
    assert_eq!(lists_of(&world, TASK), [List::ForManager].into());
    world.does(anna(), 0x101, 110, Body::TaskCompleted(report(TASK, "")));
    assert_eq!(lists_of(&world, TASK), [List::Closed].into());
    world.does(mia(), 0x102, 120, Body::TaskReopened(report(TASK, "")));
    assert_eq!(lists_of(&world, TASK), [List::RepsDay(ANNA)].into());
    world.does(mia(), 0x103, 130, Body::TaskAssigned(task(None, None)));
    assert_eq!(lists_of(&world, made(0x103)), [List::ForManager].into());
}

#[test]
fn where_nobody_would_look_the_admins_do() {
    let mut world = world();
    for (number, person) in [(0x100, ANNA), (0x101, BEN), (0x102, MIA)] {
        let set = [(Field::from("revoked"), json!(true))].into();
        let body = Body::PersonEdited(Edited {
            target: person,
            set,
        });
        assert!(author::is_accepted(&world.tries(ada(), number, 100, body)));
    }
    let people = world.people();
    assert_eq!(watchers(List::RepsDay(ANNA), &people), [ADA].into());
    assert_eq!(watchers(List::ToClaim(NORTH), &people), [ADA].into());
    assert_eq!(watchers(List::RepsDay(CLEO), &people), [CLEO].into());
    assert_eq!(watchers(List::ToClaim(SOUTH), &people), [MAX, CLEO].into());
    assert_eq!(watchers(List::ForManager, &people), [ADA, MAX].into());
    assert_all_looked_at(&world);
}
