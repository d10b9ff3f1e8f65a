//! What a judgement looks up is what it said it would.

use super::super::*;
use crate::testing::announced::assert_announced;
use crate::testing::history::{THEMES, live};
use crate::testing::seed::for_seeds;
use crate::testing::{NOW, Phone, author, cast, samples};

#[test]
fn what_is_looked_up_was_announced() {
    for_seeds(30, |dice| {
        let (mut world, deeds) = live(dice, &THEMES, 40);
        let mut shuffled = deeds.clone();
        dice.shuffle(&mut shuffled);
        for deed in &shuffled {
            assert_announced(&world, deed.author, &deed.change);
            world.ingest(deed.author, &deed.change);
        }
    });
}

#[test]
fn a_phone_that_holds_little_never_waits_and_never_fails() {
    for_seeds(20, |dice| {
        let (world, deeds) = live(dice, &THEMES, 30);
        for deed in &deeds {
            let (judge, _) = world.judge(deed.author, &deed.change, Stamp(NOW));
            for phone in [Phone(None), Phone(Some(&world))] {
                let _ = reads(&deed.change, &phone);
                let _ = effective(&phone, &judge.rights, &deed.change, deed.change.stamp);
                let decided = decide(&phone, &judge, &deed.change);
                assert!(!matches!(
                    decided,
                    Err(Refusal::Waits(_) | Refusal::NeedBase(..))
                ));
            }
        }
    });
}

#[test]
fn a_phone_judges_every_kind_of_change_whatever_it_holds() {
    let world = cast::world();
    for body in samples::bodies() {
        for change in [
            author::blind(0x100, 100, body.clone()),
            samples::change(body),
        ] {
            for person in [cast::anna(), cast::mia(), cast::ada(), author::system()] {
                let (judge, _) = world.judge(person, &change, Stamp(NOW));
                for phone in [Phone(None), Phone(Some(&world))] {
                    let decided = decide(&phone, &judge, &change);
                    let asks = matches!(decided, Err(Refusal::Waits(_) | Refusal::NeedBase(..)));
                    assert!(!asks, "{change:?}");
                }
            }
        }
    }
}
