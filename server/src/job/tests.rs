//! Series and what time does to them.

use outrider_model::change::{Body, Edited, SeriesStarted};
use outrider_model::id::SeriesId;
use outrider_model::record::{Role, Series, Weekday, occurrence_id};

use super::{AHEAD, materialise, run};
use crate::ingest::tests::world::{DAY, World};

fn series(world: &World, assignee: outrider_model::id::PersonId) -> Series {
    Series {
        title: "Weekly visit".into(),
        activity: world.activity(),
        assignee: Some(assignee),
        team: None,
        customer: None,
        days: [Weekday::Monday, Weekday::Thursday].into(),
        every: 1,
        from: "2025-10-01".parse().unwrap(),
        until: None,
        window: None,
        priority: Default::default(),
    }
}

fn start(world: &mut World, series: Series) -> SeriesId {
    let change = world.change(Body::SeriesStarted(SeriesStarted { series }));
    world.must(&world.system(), &change).into()
}

#[test]
fn a_series_has_its_tasks_five_weeks_ahead_and_never_twice() {
    let mut world = World::new();
    let rep = world.add_person("Ria", Role::Rep, None);
    let rule = series(&world, rep);
    let id = start(&mut world, rule.clone());
    let (store, organisation, now) = (world.store.clone(), world.organisation, world.now);
    let made = materialise(&*store, organisation, now).unwrap();
    assert_eq!(made, 11);
    let head = world.head();
    assert_eq!(run(&*store, now).unwrap(), 0);
    assert_eq!(world.head(), head);
    assert_eq!(run(&*store, now + 7 * DAY).unwrap(), 2);
    let day = "2025-10-13".parse().unwrap();
    let task = world.read_task(occurrence_id(id, day));
    assert_eq!(
        (task.series, task.assignee, task.plan_day),
        (Some(id), Some(rep), Some(day))
    );
    assert_eq!(task.title, rule.title);
    assert_eq!(AHEAD, 35);
}

#[test]
fn an_ended_series_makes_no_more_tasks_and_keeps_those_it_made() {
    let mut world = World::new();
    let rep = world.add_person("Ria", Role::Rep, None);
    let rule = series(&world, rep);
    let id = start(&mut world, rule);
    let (store, organisation, now) = (world.store.clone(), world.organisation, world.now);
    materialise(&*store, organisation, now).unwrap();
    let set = [("until".into(), "2025-10-20".into())].into();
    let ended = world.seeing(id.into(), Body::SeriesEdited(Edited { target: id, set }));
    world.must(&world.system(), &ended);
    assert_eq!(
        materialise(&*store, organisation, now + 14 * DAY).unwrap(),
        0
    );
    assert_eq!(
        world
            .read_task(occurrence_id(id, "2025-11-06".parse().unwrap()))
            .series,
        Some(id)
    );
}

#[test]
fn a_task_that_was_done_is_not_made_again() {
    let mut world = World::new();
    let rep = world.add_person("Ria", Role::Rep, None);
    let rule = series(&world, rep);
    let id = start(&mut world, rule);
    let store = world.store.clone();
    run(&*store, world.now).unwrap();
    let task = occurrence_id(id, "2025-10-13".parse().unwrap());
    world.complete(rep, task);
    let heads = world.read_task(task).heads;
    assert_eq!(run(&*store, world.now).unwrap(), 0);
    assert_eq!(world.read_task(task).heads, heads);
}
