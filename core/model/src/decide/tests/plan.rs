//! Who plans what, and whose plan stands.

use serde_json::json;

use super::*;
use crate::change::{
    Edited, SeriesStarted, TaskAssigned, TaskChecked, TaskReassigned, TaskRef, inverse,
};
use crate::id::{SeriesId, TaskId};
use crate::record::{Series, Task, Weekday, occurrence_id};
use crate::stamp::Window;
use crate::testing::World;
use crate::testing::cast::*;

fn on(day: &str) -> Body {
    let set = fields(&[("plan_day", json!(day))]);
    Body::TaskRescheduled(Edited { target: TASK, set })
}

fn planned(world: &World) -> String {
    let task: Task = world.record_of(TASK).read().unwrap();
    task.plan_day.unwrap().to_string()
}

#[test]
fn a_managers_plan_stands_against_a_reps_that_had_not_seen_it() {
    let world = world();
    let managers = world.change(0x100, 100, on("2026-07-10"));
    let reps = world.change(0x101, 900, on("2026-07-20"));
    let orders = [
        [(mia(), &managers), (anna(), &reps)],
        [(anna(), &reps), (mia(), &managers)],
    ];
    for order in orders {
        let mut world = world.clone();
        for (author, change) in order {
            world.ingest(author, change);
        }
        assert_eq!(planned(&world), "2026-07-10");
        let entry = &world.diary()[0];
        assert_eq!((entry.person, &entry.mine), (ANNA, &json!("2026-07-20")));
        assert_eq!((entry.by, &entry.theirs), (Some(MIA), &json!("2026-07-10")));
    }
}

#[test]
fn a_reps_plan_counts_when_he_had_seen_the_managers() {
    let mut world = world();
    world.does(mia(), 0x100, 100, on("2026-07-10"));
    world.does(anna(), 0x101, 110, on("2026-07-20"));
    assert_eq!(planned(&world), "2026-07-20");
    assert!(world.diary().is_empty());
}

#[test]
fn a_reps_plan_over_a_managers_stands_against_an_older_managers() {
    let world = world();
    let older = world.change(0x100, 50, on("2026-07-05"));
    let mut one = world.clone();
    one.does(mia(), 0x101, 100, on("2026-07-10"));
    one.does(anna(), 0x102, 110, on("2026-07-20"));
    one.ingest(ada(), &older);
    assert_eq!(planned(&one), "2026-07-20");
}

#[test]
fn of_two_managers_the_later_stands_and_the_other_is_told() {
    let world = world();
    let early = world.change(0x100, 100, on("2026-07-10"));
    let late = world.change(0x101, 200, on("2026-07-11"));
    let orders = [
        [(mia(), &early), (ada(), &late)],
        [(ada(), &late), (mia(), &early)],
    ];
    for order in orders {
        let mut world = world.clone();
        let verdicts = order.map(|(author, change)| world.ingest(author, change));
        assert_eq!(planned(&world), "2026-07-11");
        assert!(matches!(&verdicts[1], Verdict::Merged { losses } if losses.len() == 1));
        assert_eq!(world.diary()[0].person, MIA);
    }
}

#[test]
fn of_two_managers_reassignments_the_later_stands() {
    let world = world();
    let to = |assignee| {
        Body::TaskReassigned(TaskReassigned {
            task: TASK,
            assignee: Some(assignee),
            team: None,
        })
    };
    let early = world.change(0x100, 100, to(BEN));
    let late = world.change(0x101, 200, to(CLEO));
    for order in [
        [(mia(), &early), (ada(), &late)],
        [(ada(), &late), (mia(), &early)],
    ] {
        let mut world = world.clone();
        for (author, change) in order {
            world.ingest(author, change);
        }
        let task: Task = world.record_of(TASK).read().unwrap();
        assert_eq!((task.assignee, task.team), (Some(CLEO), None));
    }
}

#[test]
fn a_field_of_the_plan_is_no_word_and_a_word_no_plan() {
    let mut world = world();
    let title = fields(&[("title", json!("Other"))]);
    let day = fields(&[("plan_day", json!("2026-07-10"))]);
    let [as_plan, as_words] = [
        Body::TaskRescheduled(Edited {
            target: TASK,
            set: title.clone(),
        }),
        Body::TaskEdited(Edited {
            target: TASK,
            set: day,
        }),
    ];
    assert_eq!(world.tries(mia(), 0x100, 100, as_plan), invalid("title"));
    assert_eq!(
        world.tries(mia(), 0x101, 100, as_words),
        invalid("plan_day")
    );
    let words = Body::TaskEdited(Edited {
        target: TASK,
        set: title,
    });
    assert_eq!(
        world.tries(anna(), 0x102, 100, words.clone()),
        refused(Code::NotAllowed)
    );
    assert_eq!(world.tries(mia(), 0x103, 100, words), Verdict::Applied);
}

#[test]
fn values_of_another_shape_are_refused_and_named() {
    let mut world = world();
    for (number, (field, value)) in [
        ("plan_day", json!("soon")),
        ("plan_day", json!(7)),
        ("window", json!({"from": 600, "to": 600})),
        ("window", json!({"from": 0, "to": 1441})),
        ("assignee", json!(BEN)),
        ("heads", json!({})),
        ("by/plan_day", json!({})),
    ]
    .into_iter()
    .enumerate()
    {
        let body = Body::TaskRescheduled(Edited {
            target: TASK,
            set: fields(&[(field, value)]),
        });
        assert_eq!(
            world.tries(mia(), 0x100 + number as u128, 100, body),
            invalid(field)
        );
    }
    for (number, title) in [json!(""), json!("  "), Value::Null, json!(1)]
        .into_iter()
        .enumerate()
    {
        let set = fields(&[("title", title)]);
        let body = Body::TaskEdited(Edited { target: TASK, set });
        assert_eq!(
            world.tries(mia(), 0x200 + number as u128, 100, body),
            invalid("title")
        );
    }
}

#[test]
fn a_value_that_is_not_valid_is_refused_even_where_it_would_lose() {
    let mut world = world();
    let bad = world.change(0x100, 50, on("soon"));
    world.does(mia(), 0x101, 100, on("2026-07-10"));
    assert_eq!(world.ingest(mia(), &bad), invalid("plan_day"));
}

#[test]
fn a_rep_plans_for_himself_and_a_manager_for_his_people() {
    let mut world = world();
    let give = |assignee, team| Body::TaskAssigned(task(assignee, team));
    assert_eq!(
        world.tries(anna(), 0x100, 100, give(Some(ANNA), None)),
        Verdict::Applied
    );
    assert_eq!(
        world.tries(anna(), 0x101, 100, give(Some(BEN), None)),
        refused(Code::NotAllowed)
    );
    assert_eq!(
        world.tries(anna(), 0x102, 100, give(None, Some(NORTH))),
        refused(Code::NotAllowed)
    );
    assert_eq!(
        world.tries(anna(), 0x103, 100, give(None, None)),
        refused(Code::NotAllowed)
    );
    assert_eq!(
        world.tries(anna(), 0x104, 100, give(Some(ANNA), Some(SOUTH))),
        refused(Code::NotAllowed)
    );
    assert_eq!(
        world.tries(mia(), 0x105, 100, give(None, None)),
        Verdict::Applied
    );
    assert_eq!(
        world.tries(mia(), 0x106, 100, give(Some(CLEO), None)),
        refused(Code::NotAllowed)
    );
    assert_eq!(
        world.tries(ada(), 0x107, 100, give(Some(CLEO), None)),
        Verdict::Applied
    );
    let vast = TaskAssigned {
        window: Some(Window { from: 9, to: 3 }),
        ..task(Some(ANNA), None)
    };
    assert_eq!(
        world.tries(mia(), 0x108, 100, Body::TaskAssigned(vast)),
        invalid("window")
    );
    let unnamed = TaskAssigned {
        title: " ".into(),
        ..task(Some(ANNA), None)
    };
    assert_eq!(
        world.tries(mia(), 0x109, 100, Body::TaskAssigned(unnamed)),
        invalid("title")
    );
}

#[test]
fn nobody_gets_work_who_works_here_no_more() {
    let mut world = world();
    let set = fields(&[("revoked", json!(true))]);
    world.does(
        ada(),
        0x100,
        100,
        Body::PersonEdited(Edited { target: BEN, set }),
    );
    let body = Body::TaskAssigned(task(Some(BEN), None));
    assert_eq!(world.tries(mia(), 0x101, 110, body), invalid("assignee"));
}

#[test]
fn a_task_waits_for_its_customer() {
    let mut world = world();
    let assigned = TaskAssigned {
        customer: Some(made(0x200)),
        ..task(Some(ANNA), None)
    };
    let change = world.change(0x100, 100, Body::TaskAssigned(assigned));
    let waits = Verdict::Waits {
        ids: [made::<RecordId>(0x200)].into(),
    };
    assert_eq!(world.ingest(mia(), &change), waits);
    let customer = crate::change::CustomerAdded {
        name: "New".into(),
        owner: Some(ANNA),
        ..Default::default()
    };
    world.does(anna(), 0x200, 90, Body::CustomerAdded(customer));
    assert_eq!(world.ingest(mia(), &change), Verdict::Applied);
}

#[test]
fn a_line_is_ticked_by_the_assignee_of_the_moment() {
    let mut world = world();
    let tick = |item, done| {
        Body::TaskChecked(TaskChecked {
            task: TASK,
            item,
            done,
        })
    };
    assert_eq!(
        world.tries(ben(), 0x100, 100, tick(ITEM, true)),
        refused(Code::NotAllowed)
    );
    assert_eq!(
        world.tries(anna(), 0x101, 100, tick(crate::id::ItemId(TASK.0), true)),
        invalid("item")
    );
    world.does(anna(), 0x102, 100, tick(ITEM, true));
    world.does(anna(), 0x103, 110, tick(OTHER_ITEM, true));
    world.does(anna(), 0x104, 120, tick(ITEM, false));
    let task: Task = world.record_of(TASK).read().unwrap();
    assert_eq!(
        (task.checklist[&ITEM].done, task.checklist[&OTHER_ITEM].done),
        (false, true)
    );
    assert_eq!(task.checklist[&ITEM].text, "Bring flour");
}

/// Every Monday from the first of July 2026 on.
fn weekly() -> SeriesStarted {
    let series = Series {
        title: "Weekly".into(),
        activity: DEMO,
        assignee: Some(ANNA),
        team: None,
        customer: None,
        days: [Weekday::Monday].into(),
        every: 1,
        from: jiff::civil::date(2026, 7, 1),
        until: None,
        window: None,
        priority: Default::default(),
    };
    SeriesStarted { series }
}

#[test]
fn a_series_that_is_taken_back_makes_nothing() {
    let mut world = world();
    let body = Body::SeriesStarted(weekly());
    let started = world.does(mia(), 0x101, 100, body.clone());
    let back = inverse(&body, started.key(), None).unwrap();
    world.does(mia(), 0x102, 110, back);
    let series: Series = world.record_of(made::<SeriesId>(0x101)).read().unwrap();
    let first = jiff::civil::date(2026, 7, 1);
    assert!((0..400).all(|days| !series.falls_on(first + jiff::Span::new().days(days))));
}

#[test]
fn an_occurrence_of_a_series_is_made_once() {
    let mut world = world();
    let started = weekly();
    assert_eq!(
        world.tries(anna(), 0x100, 100, Body::SeriesStarted(started.clone())),
        refused(Code::NotAllowed)
    );
    world.does(mia(), 0x101, 100, Body::SeriesStarted(started));
    let occurs = |world: &World, number| {
        let occurrence = TaskAssigned {
            series: Some(made(0x101)),
            ..task(Some(ANNA), None)
        };
        world.change(number, 110, Body::TaskAssigned(occurrence))
    };
    let (first, second) = (occurs(&world, 0x102), occurs(&world, 0x103));
    let system = crate::testing::author::system();
    assert_eq!(world.ingest(system, &first), Verdict::Applied);
    assert_eq!(world.ingest(system, &second), refused(Code::IdReused));
    let id: TaskId = occurrence_id(made(0x101), jiff::civil::date(2026, 7, 1));
    assert_eq!(
        world.record_of(id).created().change,
        crate::testing::cast::id(0x102)
    );
    let set = fields(&[("until", json!("2026-07-31"))]);
    world.does(
        mia(),
        0x104,
        120,
        Body::SeriesEdited(Edited {
            target: made(0x101),
            set: set.clone(),
        }),
    );
    let edit = Body::SeriesEdited(Edited {
        target: made(0x101),
        set,
    });
    assert_eq!(
        world.tries(max(), 0x105, 130, edit),
        refused(Code::NotAllowed)
    );
}

#[test]
fn a_task_made_by_mistake_is_taken_away_unless_others_built_upon_it() {
    let mut world = world();
    let remove = |task| Body::TaskRemoved(TaskRef { task });
    world.does(
        anna(),
        0x100,
        100,
        Body::TaskAssigned(task(Some(ANNA), None)),
    );
    let own: TaskId = made(0x100);
    assert_eq!(
        world.tries(ben(), 0x101, 110, remove(own)),
        refused(Code::NotAllowed)
    );
    world.does(anna(), 0x102, 110, remove(own));
    assert!(
        !world.sees(ANNA, own) && !world.sees(MIA, own),
        "a removed task is seen by nobody"
    );
    let report = Body::TaskStarted(report(own, ""));
    assert_eq!(
        world.tries(anna(), 0x103, 120, report),
        refused(Code::Removed)
    );
    world.does(
        anna(),
        0x104,
        130,
        Body::TaskRestored(TaskRef { task: own }),
    );
    assert!(world.sees(ANNA, own));
    world.does(
        anna(),
        0x105,
        140,
        Body::TaskStarted(crate::testing::cast::report(TASK, "")),
    );
    assert_eq!(
        world.tries(mia(), 0x106, 150, remove(TASK)),
        refused(Code::InUse)
    );
}
