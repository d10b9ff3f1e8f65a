use jiff::Span;
use jiff::civil::date;
use outrider_model::id::{CustomerId, PersonId};
use outrider_model::stamp::Stamp;
use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::testing::ManualClock;

const TODAY: Date = date(2026, 7, 1);

fn a_task() -> impl Strategy<Value = TaskRow> {
    let priority = prop_oneof![
        Just(Priority::Urgent),
        Just(Priority::High),
        Just(Priority::Normal),
        Just(Priority::Low),
        Just(Priority::Unknown("whenever".into())),
    ];
    let status = prop_oneof![
        Just(Status::Assigned),
        Just(Status::Accepted),
        Just(Status::Started),
        Just(Status::Unknown("resting".into())),
    ];
    let window = proptest::option::of((0u16..1_400).prop_map(|from| Window {
        from,
        to: from + 40,
    }));
    let day = proptest::option::of(-40i64..=0);
    (
        any::<u128>(),
        priority,
        status,
        window,
        day,
        proptest::option::of(0u128..4),
    )
        .prop_map(|(id, priority, status, window, day, customer)| TaskRow {
            id: TaskId(Uuid::from_u128(id)),
            title: "x".into(),
            assignee: Some(PersonId(Uuid::from_u128(1))),
            team: None,
            customer: customer.map(|id| CustomerId(Uuid::from_u128(id))),
            plan_day: day.map(|day| TODAY.checked_add(Span::new().days(day)).unwrap()),
            status,
            priority,
            window,
            since: Stamp(0),
        })
}

#[test]
fn a_note_begins_with_whole_words_in_one_line() {
    assert_eq!(beginning(" \n"), "");
    assert_eq!(beginning("She  wants\na quote"), "She wants a quote");
    let sixty = format!("{} {}", "a".repeat(29), "b".repeat(30));
    assert_eq!(beginning(&sixty), sixty);
    assert_eq!(
        beginning(&format!("{sixty}c")),
        format!("{}…", "a".repeat(29))
    );
    assert_eq!(beginning(&format!("{sixty} c")), format!("{sixty}…"));
    assert_eq!(beginning(&"語".repeat(61)), format!("{}…", "語".repeat(60)));
}

/// Tasks with ids that differ.
fn tasks() -> impl Strategy<Value = Vec<TaskRow>> {
    proptest::collection::vec(a_task(), 0..40).prop_map(|tasks| {
        let by_id: BTreeMap<TaskId, TaskRow> =
            tasks.into_iter().map(|task| (task.id, task)).collect();
        by_id.into_values().collect()
    })
}

fn moment(minute: i64) -> Moment {
    // Midnight of the day in Berlin.
    let midnight = 1_782_856_800_000_000;
    Moment::of(
        &ManualClock::at(midnight + minute * 60_000_000),
        None,
        "Europe/Berlin",
    )
}

fn places(at: Position) -> BTreeMap<CustomerId, CustomerPlace> {
    let place = |id: u128| {
        let id = CustomerId(Uuid::from_u128(id));
        let row = crate::query::CustomerRow {
            id,
            name: "n".into(),
            code: String::new(),
            address: String::new(),
            owner: None,
        };
        (
            id,
            CustomerPlace {
                row,
                sites: vec![at],
            },
        )
    };
    // The fourth customer is on no list of this phone.
    [0, 1, 2].map(place).into_iter().collect()
}

fn shown(tasks: &[TaskRow], minute: i64, at: Option<Position>) -> Vec<TodayRow> {
    let (moment, pending) = (moment(minute), Pending::default());
    let places = places(Position::new(525_000_000, 134_000_000).unwrap());
    Rows {
        moment: &moment,
        at,
        places: &places,
        pending: &pending,
        names: None,
    }
    .in_order(tasks)
}

proptest! {
    #[test]
    fn every_open_task_stands_in_one_place_with_a_reason(tasks in tasks(), minute in 0i64..1_440) {
        let rows = shown(&tasks, minute, None);
        let mut ids: Vec<TaskId> = rows.iter().map(|row| row.task).collect();
        ids.sort_unstable();
        let expected: Vec<TaskId> = tasks.iter().map(|task| task.id).collect();
        prop_assert_eq!(ids, expected);
        prop_assert!(rows.iter().all(|row| !row.reasons.is_empty()));
    }

    #[test]
    fn no_overdue_task_is_hidden_and_each_says_since_when(tasks in tasks(), minute in 0i64..1_440) {
        let rows = shown(&tasks, minute, None);
        for task in tasks.iter().filter(|task| task.plan_day.is_some_and(|day| day < TODAY)) {
            let row = rows.iter().find(|row| row.task == task.id).unwrap();
            let days = (TODAY - task.plan_day.unwrap()).get_days();
            prop_assert!(row.reasons.contains(&Reason::Overdue { days }), "{:?}", row);
        }
    }

    #[test]
    fn the_order_does_not_depend_on_how_the_store_gives_the_tasks(
        tasks in tasks(), turn in any::<prop::sample::Index>(), minute in 0i64..1_440, near in any::<bool>(),
    ) {
        let at = near.then(|| Position::new(525_100_000, 134_100_000).unwrap());
        let mut turned = tasks.clone();
        if !turned.is_empty() {
            let middle = turn.index(turned.len());
            turned.rotate_left(middle);
            turned.reverse();
        }
        prop_assert_eq!(shown(&tasks, minute, at), shown(&turned, minute, at));
    }

    #[test]
    fn urgent_goes_before_all_and_overdue_before_the_rest_of_its_priority(tasks in tasks(), minute in 0i64..1_440) {
        let rows = shown(&tasks, minute, None);
        let weight = |row: &TodayRow| match row.priority {
            Priority::Urgent => 0,
            Priority::High => 1,
            Priority::Normal | Priority::Unknown(_) => 2,
            Priority::Low => 3,
        };
        let is_overdue = |row: &TodayRow| row.plan_day.is_some_and(|day| day < TODAY);
        for (left, right) in rows.iter().zip(rows.iter().skip(1)) {
            prop_assert!((weight(left), !is_overdue(left)) <= (weight(right), !is_overdue(right)));
        }
    }
}

#[test]
fn among_equals_the_nearest_comes_first_once_the_place_is_known() {
    let mut tasks: Vec<TaskRow> = Vec::new();
    for (id, customer) in [(1, 0), (2, 1)] {
        tasks.push(TaskRow {
            id: TaskId(Uuid::from_u128(id)),
            title: "x".into(),
            assignee: None,
            team: None,
            customer: Some(CustomerId(Uuid::from_u128(customer))),
            plan_day: Some(TODAY),
            status: Status::Assigned,
            priority: Priority::Normal,
            window: None,
            since: Stamp(0),
        });
    }
    let (moment, pending) = (moment(600), Pending::default());
    let mut places = places(Position::new(525_000_000, 134_000_000).unwrap());
    let here = Position::new(525_900_000, 134_000_000).unwrap();
    places
        .get_mut(&CustomerId(Uuid::from_u128(1)))
        .unwrap()
        .sites = vec![here];
    let first = |at| {
        let rows = Rows {
            moment: &moment,
            at,
            places: &places,
            pending: &pending,
            names: None,
        };
        rows.in_order(&tasks).first().unwrap().task
    };
    assert_eq!(first(None), TaskId(Uuid::from_u128(1)));
    assert_eq!(first(Some(here)), TaskId(Uuid::from_u128(2)));
}
