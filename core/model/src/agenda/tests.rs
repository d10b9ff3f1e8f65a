use jiff::Span;
use jiff::civil::date;
use proptest::prelude::*;
use uuid::Uuid;

use super::*;

const TODAY: Date = date(2026, 7, 1);

fn a_stop() -> impl Strategy<Value = Stop> {
    let priority = prop_oneof![
        Just(Priority::Urgent),
        Just(Priority::High),
        Just(Priority::Normal),
        Just(Priority::Low),
        Just(Priority::Unknown("whenever".into())),
    ];
    let window = proptest::option::of((0u16..1_400).prop_map(|from| Window {
        from,
        to: from + 40,
    }));
    let day = proptest::option::of(-40i64..=3);
    let away = proptest::option::of(0i64..5);
    (any::<u128>(), priority, window, day, away).prop_map(|(id, priority, window, day, away)| {
        Stop {
            id: TaskId(Uuid::from_u128(id)),
            priority,
            plan_day: day.map(|day| TODAY.checked_add(Span::new().days(day)).unwrap()),
            window,
            away,
        }
    })
}

fn plain(plan_day: Option<Date>, window: Option<Window>) -> Stop {
    Stop {
        id: TaskId(Uuid::from_u128(9)),
        priority: Priority::Normal,
        plan_day,
        window,
        away: None,
    }
}

proptest! {
    #[test]
    fn every_task_has_a_place_of_its_own_and_a_reason(
        stops in proptest::collection::vec(a_stop(), 0..40), minute in 0u16..1_440,
    ) {
        let mut ids: Vec<TaskId> = stops.iter().map(|stop| stop.id).collect();
        let mut keys: Vec<Key> = stops.iter().map(|stop| key(stop, TODAY, minute)).collect();
        ids.sort_unstable();
        ids.dedup();
        keys.sort();
        keys.dedup();
        prop_assert_eq!(keys.len(), ids.len());
        prop_assert!(stops.iter().all(|stop| !reasons(stop, TODAY, minute, None).is_empty()));
    }

    #[test]
    fn urgent_goes_before_all_and_overdue_before_the_rest_of_its_priority(
        left in a_stop(), right in a_stop(), minute in 0u16..1_440,
    ) {
        let weight = |stop: &Stop| (rank(&stop.priority), days_overdue(stop.plan_day, TODAY).is_none());
        if weight(&left) < weight(&right) {
            prop_assert!(key(&left, TODAY, minute) < key(&right, TODAY, minute));
        }
    }

    #[test]
    fn what_is_overdue_says_since_when_and_its_window_counts_no_more(
        stop in a_stop(), minute in 0u16..1_440,
    ) {
        let said = reasons(&stop, TODAY, minute, None);
        if let Some(days) = days_overdue(stop.plan_day, TODAY) {
            let overdue = Reason::Overdue { days };
            prop_assert!(said.contains(&overdue));
            let without = Stop { window: None, ..stop };
            prop_assert_eq!(said, reasons(&without, TODAY, minute, None));
        }
    }
}

#[test]
fn a_window_comes_up_as_it_draws_near() {
    let place = |window| key(&plain(Some(TODAY), window), TODAY, 600);
    let (soon, late) = (Window { from: 660, to: 720 }, Window { from: 661, to: 700 });
    assert!(place(Some(soon)) < place(None));
    assert!(place(None) < place(Some(late)));
}

#[test]
fn among_equals_the_nearest_comes_first_and_what_is_nowhere_last() {
    let at = |away| {
        let stop = Stop {
            away,
            ..plain(Some(TODAY), None)
        };
        key(&stop, TODAY, 600)
    };
    assert!(at(Some(1)) < at(Some(2)));
    assert!(at(Some(2)) < at(None));
}

#[test]
fn the_weightiest_reason_comes_first_and_the_distance_last() {
    let stop = Stop {
        priority: Priority::Urgent,
        away: Some(7),
        ..plain(Some(TODAY), Some(Window { from: 540, to: 600 }))
    };
    assert_eq!(
        reasons(&stop, TODAY, 600, Some(Reason::Unassigned)),
        [
            Reason::Urgent,
            Reason::WindowMissed { at: 600 },
            Reason::Unassigned,
            Reason::PlannedToday,
            Reason::Away { distance_mm: 7 },
        ]
    );
}
