//! Activity types are data.

use outrider_model::change::{ActivityTypeAdded, Bases, Body, Edited};
use outrider_model::decide::Verdict;
use outrider_model::id::RecordId;
use outrider_model::record::Field;
use outrider_tests::world::{World, say, today};

#[test]
fn a_retired_activity_type_still_renders_where_it_was_used() {
    let world = World::new();
    let boss = world.manager("Boss");
    let anna = world.rep("Anna");
    let added = ActivityTypeAdded {
        name: "Fair stand".to_owned(),
        rank: 9,
        built_in: None,
    };
    let (id, verdict) = world
        .admin()
        .says(Body::ActivityTypeAdded(added), Bases::new());
    assert_eq!(verdict, Verdict::Applied);
    let mut task = say::task("Stand at the fair", boss.organisation);
    task.activity = RecordId::from(id).into();
    task.assignee = Some(anna.person);
    task.plan_day = Some(today());
    let task = boss.plans(task);
    let retire = Edited {
        target: RecordId::from(id).into(),
        set: [(Field::from("retired"), true.into())].into(),
    };
    let (_, verdict) = world
        .admin()
        .says(Body::ActivityTypeEdited(retire), Bases::new());
    assert_eq!(verdict, Verdict::Applied);
    anna.online();
    assert!(
        anna.task_screen(task).contains("Fair stand"),
        "{}",
        anna.task_screen(task)
    );
}
