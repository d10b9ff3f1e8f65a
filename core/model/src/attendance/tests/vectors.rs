//! Golden vectors of F3.22, each worked out by hand.

use super::*;

fn berlin(day: &str) -> Told {
    Told::in_zone("Europe/Berlin", day)
}

#[test]
fn a_plain_day_is_from_beginning_to_end() {
    let day = berlin("2026-07-01")
        .starts(1, "2026-07-01T08:00")
        .ends(2, "2026-07-01T16:30", 1);
    assert_eq!(day.worked(), minutes(510));
}

#[test]
fn an_unpaid_break_is_taken_off_and_a_paid_one_is_not() {
    let day = berlin("2026-07-01")
        .starts(1, "2026-07-01T08:00")
        .pauses(2, "2026-07-01T10:00", 1, true)
        .resumes(3, "2026-07-01T10:15", 1, 2)
        .pauses(4, "2026-07-01T12:00", 1, false)
        .resumes(5, "2026-07-01T12:45", 1, 4)
        .ends(6, "2026-07-01T17:00", 1);
    assert_eq!(day.worked(), minutes(540 - 45));
    let breaks = &attendance(&day.day).periods[0].breaks;
    assert_eq!(breaks.len(), 2);
    assert_eq!((breaks[0].paid, breaks[1].paid), (true, false));
}

#[test]
fn two_periods_add_up_without_what_lies_between() {
    let day = berlin("2026-07-01")
        .starts(1, "2026-07-01T07:00")
        .ends(2, "2026-07-01T11:00", 1)
        .starts(3, "2026-07-01T14:00")
        .ends(4, "2026-07-01T18:30", 3);
    assert_eq!(day.worked(), minutes(240 + 270));
}

#[test]
fn the_day_on_which_the_clock_goes_forward_has_twenty_three_hours() {
    let day = berlin("2026-03-29")
        .starts(1, "2026-03-29T00:00")
        .ends(2, "2026-03-30T00:00", 1);
    assert_eq!(day.worked(), minutes(23 * 60));
    let night = berlin("2026-03-28")
        .starts(1, "2026-03-28T22:00")
        .pauses(2, "2026-03-29T01:30", 1, false)
        .resumes(3, "2026-03-29T03:30", 1, 2)
        .ends(4, "2026-03-29T06:00", 1);
    // 22:00 to 06:00 is seven hours that night; the break from 1:30 to 3:30 is one of them.
    assert_eq!(night.worked(), minutes(6 * 60));
}

#[test]
fn the_day_on_which_the_clock_goes_back_has_twenty_five_hours() {
    let day = berlin("2026-10-25")
        .starts(1, "2026-10-25T00:00")
        .ends(2, "2026-10-26T00:00", 1);
    assert_eq!(day.worked(), minutes(25 * 60));
    let new_york = Told::in_zone("America/New_York", "2026-11-01")
        .starts(1, "2026-11-01T00:30")
        .ends(2, "2026-11-01T03:30", 1);
    assert_eq!(new_york.worked(), minutes(4 * 60));
}

#[test]
fn a_zone_that_changes_by_half_an_hour_is_counted_to_the_minute() {
    let day = Told::in_zone("Australia/Lord_Howe", "2026-04-05")
        .starts(1, "2026-04-05T00:00")
        .ends(2, "2026-04-06T00:00", 1);
    assert_eq!(day.worked(), minutes(24 * 60 + 30));
}

#[test]
fn a_period_over_midnight_belongs_to_the_day_on_which_it_began() {
    let day = berlin("2026-07-01")
        .starts(1, "2026-07-01T21:00")
        .pauses(2, "2026-07-01T23:45", 1, false)
        .resumes(3, "2026-07-02T00:15", 1, 2)
        .ends(4, "2026-07-02T05:00", 1);
    assert_eq!(day.worked(), minutes(480 - 30));
    assert_eq!(day.day.day.to_string(), "2026-07-01");
}

#[test]
fn an_open_period_is_never_a_silent_nothing() {
    let day = berlin("2026-07-01")
        .starts(1, "2026-07-01T08:00")
        .ends(2, "2026-07-01T12:00", 1)
        .starts(3, "2026-07-01T13:00");
    assert_eq!(day.worked(), Worked::Open(240 * MINUTE));
    let added = attendance(&day.day);
    let now = day.at("2026-07-01T15:00");
    assert_eq!(added.worked_by(now), 360 * MINUTE);
    assert_eq!(added.standing(&added.periods[0], now), Standing::Closed);
    assert_eq!(added.standing(&added.periods[1], now), Standing::Running);
    let next_noon = day.at("2026-07-02T13:00");
    assert_eq!(
        added.standing(&added.periods[1], next_noon),
        Standing::Running
    );
    assert_eq!(
        added.standing(&added.periods[1], next_noon + 1),
        Standing::NeedsFix
    );
}

#[test]
fn a_period_that_nobody_ended_before_the_next_needs_a_fix_at_once() {
    let day = berlin("2026-07-01")
        .starts(1, "2026-07-01T08:00")
        .starts(2, "2026-07-01T13:00");
    let added = attendance(&day.day);
    let now = day.at("2026-07-01T13:01");
    assert_eq!(added.standing(&added.periods[0], now), Standing::NeedsFix);
    assert_eq!(added.standing(&added.periods[1], now), Standing::Running);
}

#[test]
fn an_open_break_pauses_an_open_period_and_ends_with_a_closed_one() {
    let paused =
        berlin("2026-07-01")
            .starts(1, "2026-07-01T08:00")
            .pauses(2, "2026-07-01T10:00", 1, false);
    let added = attendance(&paused.day);
    let now = paused.at("2026-07-01T11:00");
    assert_eq!(added.standing(&added.periods[0], now), Standing::Paused);
    assert_eq!(added.worked_by(now), 120 * MINUTE);
    let ended = paused.ends(3, "2026-07-01T12:00", 1);
    assert_eq!(ended.worked(), minutes(120));
}

#[test]
fn an_approved_correction_closes_a_period_and_a_refused_or_open_one_does_not() {
    let open = || berlin("2026-07-01").starts(1, "2026-07-01T08:00");
    for (settled, worked) in [
        (None, Worked::Open(0)),
        (Some(false), Worked::Open(0)),
        (Some(true), minutes(540)),
    ] {
        let day = open().corrects(0x10, 1, "2026-07-01T17:00", settled);
        assert_eq!(day.worked(), worked, "{settled:?}");
    }
    let mut taken = open().corrects(0x10, 1, "2026-07-01T17:00", Some(true));
    taken.day.corrections.get_mut(&id(0x10)).unwrap().withdrawn = true;
    assert_eq!(taken.worked(), Worked::Open(0));
}

#[test]
fn of_several_approved_corrections_the_last_settled_stands_also_over_an_end() {
    let day = berlin("2026-07-01")
        .starts(1, "2026-07-01T08:00")
        .ends(2, "2026-07-01T20:00", 1)
        .corrects(0x10, 1, "2026-07-01T16:00", Some(true))
        .corrects(0x11, 1, "2026-07-01T17:00", Some(true))
        .corrects(0x12, 1, "2026-07-01T18:00", Some(false));
    assert_eq!(day.worked(), minutes(540));
    let period = &attendance(&day.day).periods[0];
    assert_eq!(period.corrected, Some(id(0x11)));
}

#[test]
fn a_correction_cuts_breaks_off_that_lie_behind_it() {
    let day = berlin("2026-07-01")
        .starts(1, "2026-07-01T08:00")
        .pauses(2, "2026-07-01T11:30", 1, false)
        .resumes(3, "2026-07-01T13:00", 1, 2)
        .pauses(4, "2026-07-01T15:00", 1, false)
        .corrects(0x10, 1, "2026-07-01T12:00", Some(true));
    assert_eq!(day.worked(), minutes(210));
}

#[test]
fn what_was_withdrawn_does_not_count() {
    let day = || {
        berlin("2026-07-01")
            .starts(1, "2026-07-01T08:00")
            .pauses(2, "2026-07-01T09:00", 1, false)
            .resumes(3, "2026-07-01T09:30", 1, 2)
            .ends(4, "2026-07-01T12:00", 1)
            .ends(5, "2026-07-01T13:00", 1)
    };
    assert_eq!(day().worked(), minutes(210), "the first end counts");
    assert_eq!(day().withdraws(2).worked(), minutes(240));
    assert_eq!(day().withdraws(3).worked(), minutes(60));
    assert_eq!(day().withdraws(4).worked(), minutes(270));
    assert_eq!(day().withdraws(4).withdraws(5).worked(), Worked::Open(0));
    assert_eq!(day().withdraws(1).worked(), minutes(0));
}

#[test]
fn an_hour_that_two_periods_cover_counts_once() {
    let day = berlin("2026-07-01")
        .starts(1, "2026-07-01T08:00")
        .ends(2, "2026-07-01T12:00", 1)
        .starts(3, "2026-07-01T11:00")
        .ends(4, "2026-07-01T14:00", 3);
    assert_eq!(day.worked(), minutes(360));
}

#[test]
fn overlapping_breaks_are_taken_off_once() {
    let day = berlin("2026-07-01")
        .starts(1, "2026-07-01T08:00")
        .pauses(2, "2026-07-01T10:00", 1, false)
        .resumes(3, "2026-07-01T11:00", 1, 2)
        .pauses(4, "2026-07-01T10:30", 1, false)
        .resumes(5, "2026-07-01T11:30", 1, 4)
        .ends(6, "2026-07-01T12:00", 1);
    assert_eq!(day.worked(), minutes(240 - 90));
}
