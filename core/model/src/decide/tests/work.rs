//! Work days: steps are facts, corrections are asked for and settled.

use jiff::civil::Date;

use super::*;
use crate::attendance::{Worked, attendance};
use crate::change::{
    WorkCorrectionAsked, WorkCorrectionSettled, WorkEnded, WorkPaused, WorkResumed, WorkStarted,
    WorkStepRef, inverse,
};
use crate::id::WorkDayId;
use crate::record::{Ticks, WorkDay, work_day_id};
use crate::stamp::Civil;
use crate::testing::World;
use crate::testing::author::{Author, blind};
use crate::testing::cast::*;

/// The civil day of [`NOON`] in Berlin, where it is six minutes past five in the afternoon.
const TODAY: Date = jiff::civil::date(2025, 6, 15);
const HOUR: i64 = 3_600_000_000;

fn annas() -> WorkDayId {
    work_day_id(ANNA, TODAY)
}

fn start() -> Body {
    Body::WorkStarted(WorkStarted {
        person: ANNA,
        day: TODAY,
        ticks: None,
    })
}

fn pause(period: u128) -> Body {
    Body::WorkPaused(WorkPaused {
        work_day: annas(),
        period: id(period),
        paid: false,
        ticks: None,
    })
}

fn resume(period: u128, pause: u128) -> Body {
    Body::WorkResumed(WorkResumed {
        work_day: annas(),
        period: id(period),
        pause: id(pause),
        ticks: None,
    })
}

fn end(period: u128) -> Body {
    Body::WorkEnded(WorkEnded {
        work_day: annas(),
        period: id(period),
        ticks: None,
    })
}

fn back(step: u128) -> Body {
    Body::WorkWithdrawn(WorkStepRef {
        work_day: annas(),
        step: id(step),
    })
}

fn ask(period: u128, to: i64) -> Body {
    Body::WorkCorrectionAsked(WorkCorrectionAsked {
        work_day: annas(),
        period: id(period),
        to,
        reason: "Forgot".into(),
    })
}

fn settle(correction: u128, approved: Option<bool>) -> Body {
    Body::WorkCorrectionSettled(WorkCorrectionSettled {
        work_day: annas(),
        correction: id(correction),
        approved,
        reason: String::new(),
    })
}

fn day(world: &World) -> WorkDay {
    world.record_of(annas()).read().unwrap()
}

fn worked(world: &World) -> Worked {
    attendance(&day(world)).worked()
}

/// Began at noon, and nothing since.
fn at_work() -> World {
    let mut world = world();
    world.does(anna(), 0x100, NOON, start());
    world
}

#[test]
fn a_day_with_a_break_adds_up() {
    let mut world = at_work();
    assert_eq!(worked(&world), Worked::Open(0));
    world.does(anna(), 0x101, NOON + HOUR, pause(0x100));
    world.does(anna(), 0x102, NOON + 2 * HOUR, resume(0x100, 0x101));
    world.does(anna(), 0x103, NOON + 4 * HOUR, end(0x100));
    assert_eq!(worked(&world), Worked::Whole(3 * HOUR));
}

#[test]
fn a_day_is_the_one_that_the_device_shows_when_it_begins() {
    let mut world = world();
    let of = |day| {
        Body::WorkStarted(WorkStarted {
            person: ANNA,
            day,
            ticks: None,
        })
    };
    for (number, day) in [
        (0x100, TODAY.yesterday().unwrap()),
        (0x101, TODAY.tomorrow().unwrap()),
    ] {
        let verdict = world.tries(anna(), number, NOON, of(day));
        assert_eq!(verdict, invalid("day"), "{day}");
    }
    let before_midnight = NOON + 6 * HOUR + HOUR / 2;
    assert_eq!(
        world.tries(anna(), 0x102, before_midnight, of(TODAY)),
        Verdict::Applied
    );
    // In Berlin it is past midnight, in London not yet.
    let tomorrow = TODAY.tomorrow().unwrap();
    let after_midnight = before_midnight + HOUR;
    assert_eq!(
        world.tries(anna(), 0x103, after_midnight, of(TODAY)),
        invalid("day")
    );
    assert_eq!(
        world.tries(anna(), 0x104, after_midnight, of(tomorrow)),
        Verdict::Applied
    );
}

#[test]
fn a_day_may_also_be_that_of_where_the_person_is_at_home() {
    // Anna's office is in Berlin; her phone shows what London's clocks show, an hour less.
    let london = |time| Civil {
        time,
        offset: 3600,
        zone: "Europe/London".into(),
    };
    let past_midnight = NOON + 7 * HOUR + HOUR / 2;
    for (number, day, admitted) in [
        (0x100, TODAY, true),
        (0x101, TODAY.tomorrow().unwrap(), true),
        (0x102, TODAY.yesterday().unwrap(), false),
    ] {
        let mut world = world();
        let mut change = blind(
            number,
            past_midnight,
            Body::WorkStarted(WorkStarted {
                person: ANNA,
                day,
                ticks: None,
            }),
        );
        change.civil = london(past_midnight);
        let verdict = world.ingest(anna(), &change);
        assert_eq!(verdict == Verdict::Applied, admitted, "{day}");
    }
}

#[test]
fn what_the_clock_that_nobody_can_set_reads_must_make_sense() {
    let mut world = world();
    for (number, boot, micros) in [
        (0x100, "", 1),
        (0x101, "b", -1),
        (0x102, &*"b".repeat(65), 1),
    ] {
        let ticks = Some(Ticks {
            boot: boot.into(),
            micros,
        });
        let body = Body::WorkStarted(WorkStarted {
            person: ANNA,
            day: TODAY,
            ticks,
        });
        assert_eq!(world.tries(anna(), number, NOON, body), invalid("ticks"));
    }
}

#[test]
fn nobody_works_in_anothers_name() {
    let mut world = at_work();
    for (number, author) in [(0x200, ben()), (0x210, mia()), (0x220, ada())] {
        for (step, body) in [
            start(),
            pause(0x100),
            end(0x100),
            back(0x100),
            ask(0x100, NOON + 1),
        ]
        .into_iter()
        .enumerate()
        {
            let verdict = world.tries(author, number + step as u128, NOON + HOUR, body);
            assert_eq!(verdict, refused(Code::NotAllowed));
        }
    }
}

#[test]
fn a_step_waits_for_the_period_and_the_break_that_it_names() {
    let mut world = world();
    let begun = world.change(0x100, NOON, start());
    let paused = world.change(0x101, NOON + HOUR, pause(0x100));
    let resumed = world.change(0x102, NOON + 2 * HOUR, resume(0x100, 0x101));
    let waits = |id: RecordId| Verdict::Waits { ids: [id].into() };
    assert_eq!(world.ingest(anna(), &paused), waits(annas().into()));
    assert_eq!(world.ingest(anna(), &begun), Verdict::Applied);
    assert_eq!(world.ingest(anna(), &resumed), waits(id(0x101).into()));
    assert_eq!(world.ingest(anna(), &paused), Verdict::Applied);
    assert_eq!(world.ingest(anna(), &resumed), Verdict::Applied);
}

#[test]
fn a_step_of_something_else_is_no_period() {
    let mut world = at_work();
    world.does(anna(), 0x101, NOON + 1, pause(0x100));
    for (number, body, field) in [
        (0x102, end(0x101), "period"),
        (0x103, end(0x20), "period"),
        (0x104, resume(0x100, 0x100), "pause"),
        (0x105, back(0x20), "step"),
    ] {
        assert_eq!(world.tries(anna(), number, NOON + 2, body), invalid(field));
    }
}

#[test]
fn steps_of_two_devices_lie_side_by_side_in_any_order() {
    let start_of_all = at_work();
    let changes = [
        (
            anna(),
            start_of_all.change(0x101, NOON + HOUR, pause(0x100)),
        ),
        (
            anna().on(0x99),
            start_of_all.change(0x102, NOON + 2 * HOUR, start()),
        ),
        (
            anna(),
            start_of_all.change(0x103, NOON + 3 * HOUR, end(0x100)),
        ),
        (
            anna().on(0x99),
            start_of_all.change(0x104, NOON + 4 * HOUR, end(0x100)),
        ),
    ];
    let mut ends = std::collections::BTreeSet::new();
    let mut orders: Vec<Vec<&(Author, Change)>> = vec![Vec::new()];
    for change in &changes {
        orders = orders
            .into_iter()
            .flat_map(|order| {
                (0..=order.len()).map(move |at| {
                    let mut longer = order.clone();
                    longer.insert(at, change);
                    longer
                })
            })
            .collect();
    }
    assert_eq!(orders.len(), 24);
    for order in orders {
        let mut world = start_of_all.clone();
        for (author, change) in order {
            assert_eq!(world.ingest(*author, change), Verdict::Applied);
        }
        ends.insert(world.final_records());
    }
    assert_eq!(ends.len(), 1);
}

#[test]
fn each_step_is_taken_back_and_stands_again() {
    let mut world = at_work();
    world.does(anna(), 0x101, NOON + HOUR, pause(0x100));
    world.does(anna(), 0x102, NOON + 2 * HOUR, resume(0x100, 0x101));
    world.does(anna(), 0x103, NOON + 4 * HOUR, end(0x100));
    world.does(anna(), 0x104, NOON + 4 * HOUR, ask(0x100, NOON + 3 * HOUR));
    let whole = day(&world);
    for (step, body) in [
        (0x100_u128, start()),
        (0x101, pause(0x100)),
        (0x102, resume(0x100, 0x101)),
        (0x103, end(0x100)),
        (0x104, ask(0x100, NOON + 3 * HOUR)),
    ] {
        let taken = inverse(&body, id(step), None).unwrap();
        let number = 0x200 + step * 2;
        let change = world.does(anna(), number, NOON + 5 * HOUR, taken.clone());
        assert_ne!(day(&world), whole, "{}", body.name());
        let again = inverse(&change.body, change.key(), None).unwrap();
        assert_eq!(inverse(&again, id(1), None), Some(taken));
        world.does(anna(), number + 1, NOON + 6 * HOUR, again);
        assert_eq!(day(&world), whole, "{}", body.name());
    }
    assert_eq!(worked(&world), Worked::Whole(3 * HOUR));
}

#[test]
fn a_step_is_taken_back_within_a_day_and_not_later() {
    let mut world = at_work();
    let late = NOON + 24 * HOUR + 1;
    assert_eq!(
        world.tries(anna(), 0x101, late, back(0x100)),
        refused(Code::NotOpen)
    );
    assert_eq!(
        world.tries(anna(), 0x102, NOON + 24 * HOUR, back(0x100)),
        Verdict::Applied
    );
    assert_eq!(worked(&world), Worked::Whole(0));
}

#[test]
fn a_forgotten_end_is_asked_for_and_a_manager_says_whether_it_stands() {
    let mut world = at_work();
    let next_day = NOON + 24 * HOUR;
    assert_eq!(
        world.tries(anna(), 0x101, next_day, ask(0x100, next_day + 1)),
        invalid("to"),
        "not in the future"
    );
    assert_eq!(
        world.tries(anna(), 0x102, next_day, ask(0x100, NOON)),
        invalid("to"),
        "not before it began"
    );
    world.does(anna(), 0x103, next_day, ask(0x100, NOON + 5 * HOUR));
    assert_eq!(worked(&world), Worked::Open(0), "asking is not being right");
    for author in [anna(), ben(), max()] {
        let number = 0x110 + author.person.0.as_u128();
        assert_eq!(
            world.tries(author, number, next_day + 1, settle(0x103, Some(true))),
            refused(Code::NotAllowed)
        );
    }
    world.does(mia(), 0x104, next_day + 2, settle(0x103, Some(false)));
    assert_eq!(worked(&world), Worked::Open(0));
    let before = world.record_of(annas()).clone();
    let approved = world.does(mia(), 0x105, next_day + 3, settle(0x103, Some(true)));
    assert_eq!(worked(&world), Worked::Whole(5 * HOUR));
    let reopened = inverse(&approved.body, approved.key(), Some(&before)).unwrap();
    world.does(mia(), 0x106, next_day + 4, reopened);
    assert_eq!(worked(&world), Worked::Open(0));
    world.does(mia(), 0x107, next_day + 5, settle(0x103, None));
    let correction = &day(&world).corrections[&id(0x103)];
    assert_eq!(correction.settled, None);
}

#[test]
fn a_manager_does_not_settle_his_own_and_a_correction_without_a_reason_is_none() {
    let mut world = world();
    let mias = work_day_id(MIA, TODAY);
    let began = Body::WorkStarted(WorkStarted {
        person: MIA,
        day: TODAY,
        ticks: None,
    });
    world.does(mia(), 0x100, NOON, began);
    let asked = |reason: &str| {
        Body::WorkCorrectionAsked(WorkCorrectionAsked {
            work_day: mias,
            period: id(0x100),
            to: NOON + 1,
            reason: reason.into(),
        })
    };
    assert_eq!(
        world.tries(mia(), 0x101, NOON + 2, asked(" ")),
        invalid("reason")
    );
    world.does(mia(), 0x102, NOON + 2, asked("Train"));
    let settled = || {
        Body::WorkCorrectionSettled(WorkCorrectionSettled {
            work_day: mias,
            correction: id(0x102),
            approved: Some(true),
            reason: String::new(),
        })
    };
    assert_eq!(
        world.tries(mia(), 0x103, NOON + 3, settled()),
        refused(Code::NotAllowed)
    );
    assert_eq!(
        world.tries(ada(), 0x104, NOON + 3, settled()),
        Verdict::Applied
    );
}

#[test]
fn what_was_seen_settled_is_not_taken_back() {
    let mut world = at_work();
    world.does(anna(), 0x101, NOON + 2, ask(0x100, NOON + 1));
    let unseen = world.change(0x102, NOON + 4, back(0x101));
    world.does(mia(), 0x103, NOON + 3, settle(0x101, Some(true)));
    assert_eq!(
        world.tries(anna(), 0x104, NOON + 5, back(0x101)),
        refused(Code::InUse)
    );
    assert_eq!(world.ingest(anna(), &unseen), Verdict::Applied);
    assert!(day(&world).corrections[&id(0x101)].withdrawn);
    assert_eq!(worked(&world), Worked::Open(0));
}
