//! What holds for any steps whatever.

use super::*;
use crate::testing::seed::{Dice, for_seeds};

fn any_day(dice: &mut Dice) -> WorkDay {
    let mut steps = BTreeMap::new();
    for number in 1..=u64::try_from(1 + dice.below(12)).unwrap() {
        let period = id(1 + dice.below(12) as u128);
        let pause = id(1 + dice.below(12) as u128);
        let time = i64::try_from(dice.below(1_000)).unwrap();
        let micros = i64::try_from(dice.below(1_000)).unwrap();
        let at = if dice.chance(50) {
            ticking(time, if dice.chance(50) { "a" } else { "b" }, micros)
        } else {
            plain(*dice.pick(&[time, -time, i64::MIN, i64::MAX]))
        };
        let does = dice
            .pick(&[
                StepKind::Started,
                StepKind::Started,
                StepKind::Paused,
                StepKind::Resumed,
                StepKind::Ended,
                StepKind::Unknown("danced".into()),
            ])
            .clone();
        let step = Step {
            does,
            period: Some(period),
            pause: Some(pause),
            paid: dice.chance(30),
            at,
            withdrawn: dice.chance(20),
        };
        steps.insert(key(number), step);
    }
    WorkDay {
        person: ANNA,
        day: jiff::civil::date(2026, 7, 1),
        steps,
        corrections: BTreeMap::new(),
    }
}

#[test]
fn whatever_the_clocks_read_nobody_worked_less_than_nothing_or_longer_than_he_was_there() {
    for_seeds(2_000, |dice| {
        let day = any_day(dice);
        let added = attendance(&day);
        let (Worked::Whole(worked) | Worked::Open(worked)) = added.worked();
        let there = measure(
            added
                .periods
                .iter()
                .filter_map(|period| Some((period.from, period.to?))),
        );
        assert!(0 <= worked && worked <= there, "{day:?}");
        let is_open = added.periods.iter().any(|period| period.to.is_none());
        assert_eq!(matches!(added.worked(), Worked::Open(_)), is_open);
        for period in &added.periods {
            assert!(period.to.is_none_or(|to| to >= period.from));
            for one in &period.breaks {
                assert!(one.from >= period.from);
                assert!(one.to.is_none_or(|to| to >= one.from));
            }
        }
    });
}

#[test]
fn a_break_never_makes_a_day_longer_and_a_paid_one_leaves_it_as_it_is() {
    for_seeds(1_000, |dice| {
        let day = any_day(dice);
        let of = |day: &WorkDay| {
            let (Worked::Whole(worked) | Worked::Open(worked)) = attendance(day).worked();
            worked
        };
        let (mut paid, mut unpaid) = (day.clone(), day.clone());
        for step in paid.steps.values_mut() {
            step.paid = true;
        }
        for step in unpaid.steps.values_mut() {
            step.paid = false;
        }
        assert!(of(&unpaid) <= of(&day));
        assert!(of(&day) <= of(&paid));
        let mut without = day.clone();
        without
            .steps
            .retain(|_, step| step.does != StepKind::Paused || step.at.ticks.is_some());
        without.steps.values_mut().for_each(|step| {
            if step.does == StepKind::Paused {
                step.withdrawn = true;
            }
        });
        assert_eq!(of(&without), of(&paid));
    });
}
