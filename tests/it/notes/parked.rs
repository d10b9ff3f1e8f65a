//! What the server refuses stays with its author, with everything that hangs on it.

use outrider_tests::world::{World, golden, say};

#[test]
fn a_parked_change_is_mended_with_its_dependents_after_later_ones_were_applied() {
    let world = World::new();
    let boss = world.manager("Boss");
    let anna = world.rep("Anna");
    let bakery = boss.adds(say::customer("Bakery", Some(anna.person)));
    anna.online();
    anna.offline();
    // A customer for somebody else: the phone cannot know that the server will not have it.
    let kiosk = anna.adds_customer_for_a_stranger("Kiosk");
    let note = anna.writes(kiosk, "The owner is called Ömer.");
    let later = anna.writes(bakery, "Something else altogether.");
    anna.online();
    assert_eq!(anna.attention(), 1, "one item with its dependents");
    assert!(
        boss.customer_timeline(bakery)
            .contains("Something else altogether.")
    );
    assert_eq!(boss.get(&format!("/v1/customers/{kiosk}")).status, 404);
    assert_eq!(
        anna.note(note),
        "The owner is called Ömer.",
        "its words stay on the phone"
    );
    golden("parked", &[anna.sync_screen()]);
    anna.mends_the_customer("Kiosk");
    anna.online();
    assert_eq!(
        (anna.attention(), anna.waiting()),
        (0, 0),
        "{}",
        anna.sync_screen()
    );
    assert_eq!(boss.customer(kiosk).get(&"name".into()), "Kiosk");
    assert!(boss.customer_timeline(kiosk).contains("Ömer"));
    assert_eq!(anna.note(later), "Something else altogether.");
}

#[test]
fn a_parked_change_that_is_discarded_takes_its_dependents_along_and_nothing_else() {
    let world = World::new();
    let boss = world.manager("Boss");
    let anna = world.rep("Anna");
    let bakery = boss.adds(say::customer("Bakery", Some(anna.person)));
    anna.online();
    anna.offline();
    let kiosk = anna.adds_customer_for_a_stranger("Kiosk");
    anna.writes(kiosk, "never mind");
    let kept = anna.writes(bakery, "to be kept");
    anna.online();
    assert_eq!(anna.attention(), 1);
    anna.discards_all();
    anna.online();
    assert_eq!((anna.attention(), anna.waiting()), (0, 0));
    assert!(!anna.has(kiosk));
    assert_eq!(anna.note(kept), "to be kept");
    assert_eq!(boss.get(&format!("/v1/customers/{kiosk}")).status, 404);
}
