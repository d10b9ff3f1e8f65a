//! Stamps rise over their bases and never above their receipt.

use super::*;
use crate::testing::seed::for_seeds;

#[test]
fn a_claim_is_the_wall_clock_but_later_than_every_base() {
    assert_eq!(Stamp::claim(Stamp(10), []), Stamp(10));
    assert_eq!(Stamp::claim(Stamp(10), [Stamp(3), Stamp(9)]), Stamp(10));
    assert_eq!(Stamp::claim(Stamp(10), [Stamp(10)]), Stamp(11));
    assert_eq!(Stamp::claim(Stamp(-10), [Stamp(70)]), Stamp(71));
    assert_eq!(Stamp::claim(Stamp(0), [Stamp(i64::MAX)]), Stamp(i64::MAX));
}

#[test]
fn what_counts_is_never_later_than_receipt_where_the_bases_are_not() {
    for_seeds(200, |dice| {
        let mut some = || Stamp(i64::try_from(dice.next() >> 20).unwrap());
        let (claimed, received) = (some(), some());
        let bases: Vec<Stamp> = [some(), some()]
            .into_iter()
            .filter(|base| *base < received)
            .collect();
        let counts = Stamp::effective(claimed, received, bases.clone());
        assert!(counts <= received);
        assert!(bases.iter().all(|base| *base < counts));
        if claimed <= received {
            assert!(counts >= claimed);
        }
    });
}

#[test]
fn a_window_lies_in_one_day_and_is_not_empty() {
    for (from, to, is_valid) in [
        (0, 1440, true),
        (0, 1441, false),
        (5, 5, false),
        (6, 5, false),
        (1439, 1440, true),
    ] {
        assert_eq!(Window { from, to }.is_valid(), is_valid, "{from} to {to}");
    }
}
