use outrider_model::id::CustomerId;
use outrider_model::place::{Fix, Whereabouts};
use outrider_model::record::Record;
use uuid::Uuid;

use super::{CheckInView, Choice, Shortfall};
use crate::query;
use crate::view::tests::world::*;

fn arrival(records: &[Record], fix: Option<Fix>) -> CheckInView {
    let world = World::with(records);
    CheckInView::of(
        &world.look(|reader, judge, moment| query::check_in(reader, judge, moment, fix, None)),
    )
}

#[test]
fn one_customer_that_fits_is_confirmed() {
    let far = customer(
        KIOSK,
        "Far",
        "",
        ANNA,
        Some((at(525_290_000, 134_094_000), 100_000)),
    );
    let near = customers().into_iter().next().unwrap();
    let view = arrival(&[near, far], Some(fix(square(), 20_000)));
    assert_eq!(view.choice, Choice::Confirm { customer: CAFE });
    assert_eq!(view.candidates.len(), 2);
    assert_eq!(
        view.candidates[1].verdict.as_ref().unwrap().verdict,
        Whereabouts::Outside
    );
    assert!(!view.candidates[1].fits);
}

#[test]
fn a_simulated_position_is_said_and_refuses_nothing() {
    let fix = Fix {
        mock: true,
        ..fix(square(), 20_000)
    };
    let view = arrival(&customers(), Some(fix));
    assert_eq!(view.shortfall, Some(Shortfall::Mock));
    assert_eq!(view.choice, Choice::Choose { fitting: 2 });
}

#[test]
fn a_vague_fix_does_not_fit_the_whole_town() {
    let view = arrival(&customers(), Some(fix(square(), 400_000)));
    assert!(
        view.candidates
            .iter()
            .filter(|candidate| candidate.fits)
            .count()
            == 2
    );
    assert!(
        view.candidates
            .iter()
            .all(|candidate| candidate.customer != TOKYO || !candidate.fits)
    );
}

#[test]
fn in_the_middle_of_nowhere_the_rep_chooses_freely() {
    let view = arrival(&customers(), Some(fix(at(0, 0), 10_000)));
    assert_eq!(
        (view.candidates.len(), view.choice),
        (0, Choice::ChooseFreely)
    );
}

#[test]
fn among_hundreds_in_one_house_the_nearest_are_offered() {
    let many: Vec<Record> = (0..300)
        .map(|number| {
            let id = CustomerId(Uuid::from_u128(0x5000 + number));
            let shift = i64::try_from(number).unwrap() * 100;
            customer(
                id,
                "Shop",
                "",
                ANNA,
                Some((at(525_250_000 + shift, 134_094_000), 50_000)),
            )
        })
        .collect();
    let view = arrival(&many, Some(fix(square(), 10_000)));
    assert_eq!(view.candidates.len(), 40);
    assert_eq!(
        view.candidates[0].customer,
        CustomerId(Uuid::from_u128(0x5000))
    );
}
