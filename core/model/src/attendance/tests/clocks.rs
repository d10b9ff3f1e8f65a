//! Which clock a duration goes by.

use super::*;

const HOUR: i64 = 60 * MINUTE;

fn day(steps: &[(u128, StepKind, Reading, &[u128])]) -> Worked {
    let steps = steps
        .iter()
        .map(|(number, does, at, of)| (id(*number), step(does.clone(), at.clone(), of)));
    attendance(&WorkDay {
        person: ANNA,
        day: jiff::civil::date(2026, 7, 1),
        steps: steps.collect(),
        corrections: BTreeMap::new(),
    })
    .worked()
}

#[test]
fn within_one_start_of_a_device_the_clock_that_nobody_can_set_counts() {
    // The wall clock was put back by three hours in between.
    let worked = day(&[
        (1, StepKind::Started, ticking(10 * HOUR, "a", 0), &[]),
        (2, StepKind::Ended, ticking(15 * HOUR, "a", 8 * HOUR), &[1]),
    ]);
    assert_eq!(worked, Worked::Whole(8 * HOUR));
}

#[test]
fn across_two_starts_the_servers_clock_counts() {
    let worked = day(&[
        (1, StepKind::Started, ticking(10 * HOUR, "a", 7 * HOUR), &[]),
        (2, StepKind::Ended, ticking(15 * HOUR, "b", HOUR), &[1]),
    ]);
    assert_eq!(worked, Worked::Whole(5 * HOUR));
}

#[test]
fn a_device_that_was_started_anew_is_hung_up_on_the_servers_clock_once() {
    // Begun in one start, paused and resumed and ended in another whose wall clock jumps about.
    let worked = day(&[
        (1, StepKind::Started, ticking(8 * HOUR, "a", 0), &[]),
        (2, StepKind::Paused, ticking(12 * HOUR, "b", HOUR), &[1]),
        (
            3,
            StepKind::Resumed,
            ticking(19 * HOUR, "b", 2 * HOUR),
            &[1, 2],
        ),
        (4, StepKind::Ended, ticking(11 * HOUR, "b", 6 * HOUR), &[1]),
    ]);
    assert_eq!(worked, Worked::Whole((4 + 4) * HOUR));
}

#[test]
fn an_end_before_its_beginning_ends_nothing() {
    let worked = day(&[
        (1, StepKind::Started, plain(10 * HOUR), &[]),
        (2, StepKind::Ended, plain(9 * HOUR), &[1]),
    ]);
    assert_eq!(worked, Worked::Open(0));
    let again = day(&[
        (1, StepKind::Started, plain(10 * HOUR), &[]),
        (2, StepKind::Ended, plain(9 * HOUR), &[1]),
        (3, StepKind::Ended, plain(12 * HOUR), &[1]),
    ]);
    assert_eq!(again, Worked::Whole(2 * HOUR));
}

#[test]
fn a_reading_without_ticks_lies_between_those_with() {
    let worked = day(&[
        (1, StepKind::Started, ticking(8 * HOUR, "a", 0), &[]),
        (2, StepKind::Paused, plain(9 * HOUR), &[1]),
        (3, StepKind::Resumed, plain(10 * HOUR), &[1, 2]),
        (4, StepKind::Ended, ticking(30 * HOUR, "a", 4 * HOUR), &[1]),
    ]);
    assert_eq!(worked, Worked::Whole(3 * HOUR));
}
