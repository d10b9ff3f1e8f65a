//! The work day, the gate before positions, and what is kept of them.

use outrider_model::attendance::Worked;
use outrider_model::place::Fix;
use outrider_model::record::{Kind, LocationView, Looked, Purpose, Track, location_view_id};
use outrider_model::stamp::Stamp;

use super::check;
use super::world::*;
use crate::command::track::Gate;
use crate::command::{consent, track, undo, work};
use crate::error::Error;
use crate::query::{self, LocationMode, Rhythm};
use crate::rng::Rng;
use crate::store::Turn;
use crate::testing::SeededRng;
use crate::view::*;

const MINUTE: i64 = 60_000_000;
const RHYTHM: Rhythm = Rhythm {
    awake: 225,
    asleep: 6 * 3_600,
};

impl World {
    fn walks(&self) -> Gate {
        track::record(&self.door, &self.here()).unwrap().value
    }

    fn here(&self) -> Fix {
        fix(square(), 8_000)
    }

    fn passes(&self, minutes: i64) {
        self.clock.advance(minutes * MINUTE);
    }

    fn agrees(&self) {
        consent::give(&self.door, Purpose::OnDutyLocation, 1).unwrap();
    }

    /// Every point on the phone: those in ways, and those that are in none yet.
    fn points(&self) -> usize {
        self.store
            .read(|reader| {
                let mut points = usize::try_from(reader.points_held()?).unwrap();
                for record in reader.records(&Kind::Track)? {
                    points += record.read::<Track>()?.points.len();
                }
                Ok(points)
            })
            .unwrap()
    }

    fn work(&self) -> WorkView {
        self.look(|reader, judge, moment| Ok(WorkView::of(&query::work(reader, &judge, moment)?)))
    }

    fn my_data(&self) -> MyDataView {
        self.look(|reader, judge, moment| {
            let facts = query::my_data(reader, &judge, moment)?;
            Ok(MyDataView::of(&facts, RHYTHM))
        })
    }
}

#[test]
fn no_point_is_written_without_consent_off_duty_or_in_a_break() {
    let phone = World::with(&company());
    assert_eq!(phone.walks(), Gate::NoConsent);
    phone.agrees();
    assert_eq!(phone.walks(), Gate::OffDuty);
    work::start(&phone.door).unwrap();
    consent::withdraw(&phone.door, Purpose::OnDutyLocation).unwrap();
    assert_eq!(phone.walks(), Gate::NoConsent);
    phone.passes(1);
    phone.agrees();
    phone.passes(1);
    work::pause(&phone.door, true).unwrap();
    phone.passes(1);
    assert_eq!(phone.walks(), Gate::OffDuty);
    work::resume(&phone.door).unwrap();
    work::end(&phone.door).unwrap();
    phone.passes(1);
    assert_eq!(phone.walks(), Gate::OffDuty);
    assert_eq!(phone.points(), 0);
}

#[test]
fn a_position_that_another_program_made_up_leaves_a_gap() {
    let phone = World::with(&company());
    phone.agrees();
    work::start(&phone.door).unwrap();
    let made_up = Fix {
        mock: true,
        ..phone.here()
    };
    assert_eq!(
        track::record(&phone.door, &made_up).unwrap().value,
        Gate::Mock
    );
    assert_eq!(phone.points(), 0);
}

#[test]
fn points_become_ways_with_their_gaps_and_end_with_the_work() {
    let phone = World::with(&company());
    phone.agrees();
    work::start(&phone.door).unwrap();
    for _ in 0..4 {
        phone.passes(1);
        assert_eq!(phone.walks(), Gate::Kept);
        assert_eq!(phone.walks(), Gate::TooSoon);
    }
    phone.passes(10);
    assert_eq!(phone.walks(), Gate::Kept);
    assert_eq!(phone.my_data().held, 5);
    work::end(&phone.door).unwrap();
    let shown = phone.my_data();
    assert_eq!((shown.held, phone.points()), (0, 5));
    let ways: Vec<(usize, bool)> = shown
        .ways
        .iter()
        .map(|way| (way.points.len(), way.gap_before))
        .collect();
    assert_eq!(ways, [(4, false), (1, true)]);
}

#[test]
fn withdrawn_consent_takes_back_what_has_not_left_the_phone() {
    let phone = World::with(&company());
    phone.agrees();
    work::start(&phone.door).unwrap();
    phone.passes(1);
    phone.walks();
    track::send(&phone.door).unwrap();
    phone.passes(1);
    phone.walks();
    assert_eq!(phone.points(), 2);
    consent::withdraw(&phone.door, Purpose::OnDutyLocation).unwrap();
    assert_eq!(phone.points(), 0);
    assert!(phone.my_data().ways.is_empty());
}

/// Whatever is tapped in whatever order: a point stands only where an oracle of three flags says so.
#[test]
fn the_gate_holds_under_any_order_of_taps() {
    for seed in 1..=20 {
        println!("seed {seed}");
        taps_at_random(&SeededRng::new(seed));
    }
}

fn taps_at_random(rng: &SeededRng) {
    let draw = |below: u8| {
        let mut byte = [0];
        rng.fill(&mut byte);
        byte[0] % below
    };
    let phone = World::with(&company());
    let (mut agreed, mut at_work, mut in_break) = (false, false, false);
    for _ in 0..40 {
        phone.passes(1);
        let before = phone.points();
        match draw(8) {
            0 => {
                phone.agrees();
                agreed = true;
            }
            1 if draw(3) == 0 => {
                consent::withdraw(&phone.door, Purpose::OnDutyLocation).unwrap();
                agreed = false;
                assert_eq!(phone.points(), 0);
                continue;
            }
            2 => at_work |= work::start(&phone.door).is_ok(),
            3 => in_break |= work::pause(&phone.door, draw(2) == 0).is_ok(),
            4 => in_break &= work::resume(&phone.door).is_err(),
            5 if work::end(&phone.door).is_ok() => (at_work, in_break) = (false, false),
            _ => {
                let is_open = agreed && at_work && !in_break;
                let gate = phone.walks();
                assert_eq!(gate == Gate::Kept, is_open, "{gate:?}");
                assert_eq!(phone.points(), before + usize::from(is_open));
                continue;
            }
        }
        assert_eq!(phone.points(), before);
    }
}

#[test]
fn a_day_of_work_is_begun_paused_resumed_and_ended_once_each() {
    let phone = World::with(&company());
    assert!(matches!(work::end(&phone.door), Err(Error::Refused(_))));
    assert!(matches!(
        work::pause(&phone.door, false),
        Err(Error::Refused(_))
    ));
    work::start(&phone.door).unwrap();
    assert!(matches!(work::start(&phone.door), Err(Error::Refused(_))));
    phone.passes(60);
    work::pause(&phone.door, false).unwrap();
    assert!(matches!(
        phone.work().state,
        WorkState::Paused { paid: false, .. }
    ));
    phone.passes(30);
    work::resume(&phone.door).unwrap();
    phone.passes(60);
    work::end(&phone.door).unwrap();
    let shown = phone.work();
    assert_eq!((shown.state, shown.worked), (WorkState::Off, 120 * MINUTE));
    undo(&phone.door).unwrap();
    phone.passes(5);
    let shown = phone.work();
    assert!(
        matches!(shown.state, WorkState::Working { .. }),
        "the end is taken back"
    );
    assert_eq!(shown.worked, 125 * MINUTE);
    let day = phone
        .store
        .read(|reader| reader.work_days(ANNA, TODAY))
        .unwrap();
    let worked = outrider_model::attendance::attendance(&day[0].day).worked();
    assert_eq!(worked, Worked::Open(0));
}

#[test]
fn a_period_that_nobody_ended_is_shown_until_a_correction_is_asked_for() {
    let phone = World::with(&company());
    let period = work::start(&phone.door).unwrap().value;
    phone.passes(26 * 60);
    let shown = phone.work();
    assert_eq!((shown.state, shown.worked), (WorkState::Off, 0));
    let [open] = &shown.to_fix[..] else {
        panic!("one period needs an end: {shown:?}")
    };
    assert_eq!((open.period, open.to), (period, None));
    let to = open.from + 8 * HOUR;
    work::ask_correction(&phone.door, open.work_day, period, to, "Battery was empty").unwrap();
    work::start(&phone.door).unwrap();
    phone.passes(45);
    check("work", &phone.work());
}

#[test]
fn work_begins_and_ends_though_a_travelling_phone_shows_another_day_than_home() {
    for zone in ["Pacific/Kiritimati", "Pacific/Pago_Pago"] {
        let phone = World::with(&company());
        phone.clock.travel(zone);
        for _ in 0..24 {
            work::start(&phone.door).unwrap();
            phone.passes(30);
            assert!(matches!(phone.work().state, WorkState::Working { .. }));
            work::end(&phone.door).unwrap();
            phone.passes(30);
        }
    }
}

#[test]
fn a_clock_set_back_at_work_does_not_lengthen_the_day_nor_keep_a_point() {
    let phone = World::with(&company());
    phone.agrees();
    work::start(&phone.door).unwrap();
    phone.passes(60);
    phone.clock.set_wall(NOW - 3 * HOUR);
    assert_eq!(phone.walks(), Gate::OffDuty);
    work::end(&phone.door).unwrap();
    assert_eq!(phone.work().worked, 60 * MINUTE);
    assert_eq!(phone.points(), 0);
}

#[test]
fn my_data_shows_what_is_kept_and_who_looked() {
    let mut records = company();
    let looked = LocationView {
        subject: ANNA,
        viewer: MIA,
        what: Looked::CheckIn,
        day: TODAY,
        first: Stamp(NOW - HOUR),
        last: Stamp(NOW - HOUR / 2),
        times: 3,
    };
    let id = location_view_id(ANNA, MIA, &Looked::CheckIn, TODAY);
    records.push(record(Kind::LocationView, id, MIA, NOW, &looked));
    let phone = World::with(&records);
    phone.agrees();
    work::start(&phone.door).unwrap();
    phone.passes(1);
    phone.walks();
    track::send(&phone.door).unwrap();
    check("my_data", &phone.my_data());
}

#[test]
fn the_chosen_mode_decides_how_close_points_are_and_whether_there_are_any() {
    let phone = World::with(&company());
    phone.agrees();
    work::start(&phone.door).unwrap();
    let chooses = |mode| {
        phone
            .store
            .write(Turn::Interactive, |writing| writing.set_location_mode(mode))
            .unwrap();
    };
    let second = 1_000_000;
    phone.passes(1);
    assert_eq!(phone.walks(), Gate::Kept);
    phone.clock.advance(20 * second);
    assert_eq!(phone.walks(), Gate::TooSoon, "a point a minute");
    chooses(LocationMode::Precise);
    assert_eq!(phone.walks(), Gate::Kept);
    phone.clock.advance(14 * second);
    assert_eq!(phone.walks(), Gate::Kept, "a second early is in time");
    chooses(LocationMode::CheckIn);
    phone.passes(5);
    assert_eq!(phone.walks(), Gate::CheckInsOnly);
    assert_eq!(phone.points(), 3);
    let chosen: Vec<bool> = phone
        .my_data()
        .modes
        .iter()
        .map(|mode| mode.is_chosen)
        .collect();
    assert_eq!(chosen, [true, false, false]);
}
