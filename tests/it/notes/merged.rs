//! Notes that more than one hand edits.

use outrider_tests::world::{World, golden, say};

const BEFORE: &str = "Met Ms Kaya. She wants a quote for ten boxes. Call again in May.";

#[test]
fn two_people_who_edit_one_note_both_find_their_words_in_it() {
    let world = World::new();
    let boss = world.manager("Boss");
    let (anna, ben) = (world.rep("Anna"), world.rep("Ben"));
    let bakery = boss.adds(say::customer("Bakery", Some(anna.person)));
    boss.assigns_at("Help there", &ben, bakery);
    anna.online();
    let note = anna.writes(bakery, BEFORE);
    anna.online();
    ben.online();
    anna.offline();
    ben.offline();
    anna.edits_note(note, &BEFORE.replace("ten boxes", "twelve boxes"));
    ben.edits_note(note, &BEFORE.replace("in May", "in June"));
    ben.online();
    anna.online();
    ben.online();
    let whole = "Met Ms Kaya. She wants a quote for twelve boxes. Call again in June.";
    assert_eq!(anna.note(note), whole);
    assert_eq!(ben.note(note), whole);
    assert_eq!((anna.unsettled(), ben.unsettled()), (0, 0));
}

#[test]
fn two_people_who_edit_the_same_words_find_both_marked_and_both_are_told() {
    let world = World::new();
    let boss = world.manager("Boss");
    let (anna, ben) = (world.rep("Anna"), world.rep("Ben"));
    let bakery = boss.adds(say::customer("Bakery", Some(anna.person)));
    boss.assigns_at("Help there", &ben, bakery);
    anna.online();
    let note = anna.writes(bakery, BEFORE);
    anna.online();
    ben.online();
    anna.offline();
    ben.offline();
    anna.edits_note(note, &BEFORE.replace("ten", "twelve"));
    ben.edits_note(note, &BEFORE.replace("ten", "twenty"));
    ben.online();
    anna.online();
    ben.online();
    assert_eq!(anna.note(note), ben.note(note));
    for word in ["twelve", "twenty"] {
        assert!(anna.note(note).contains(word), "{}", anna.note(note));
    }
    golden("same_words", &[anna.note(note), anna.diary(), ben.diary()]);
}

#[test]
fn one_person_who_edits_one_note_twice_offline_has_no_conflict_with_himself() {
    let world = World::new();
    let boss = world.manager("Boss");
    let anna = world.rep("Anna");
    let bakery = boss.adds(say::customer("Bakery", Some(anna.person)));
    anna.online();
    let note = anna.writes(bakery, BEFORE);
    anna.online();
    anna.offline();
    anna.edits_note(note, "First thought.");
    anna.edits_note(note, "Second thought, quite another.");
    anna.online();
    assert_eq!(anna.note(note), "Second thought, quite another.");
    assert_eq!(anna.unsettled(), 0, "{}", anna.diary());
}

#[test]
fn one_person_who_edits_one_note_on_two_devices_loses_no_word() {
    let world = World::new();
    let boss = world.manager("Boss");
    let anna = world.rep("Anna");
    let tablet = world.another_device(&anna);
    let bakery = boss.adds(say::customer("Bakery", Some(anna.person)));
    anna.online();
    let note = anna.writes(bakery, BEFORE);
    anna.online();
    tablet.online();
    anna.offline();
    tablet.offline();
    anna.edits_note(note, &BEFORE.replace("Ms Kaya", "Ms Kaya and her son"));
    tablet.edits_note(note, &format!("{BEFORE} Parking behind the house."));
    tablet.online();
    anna.online();
    tablet.online();
    assert_eq!(anna.note(note), tablet.note(note));
    for words in ["and her son", "Parking behind the house."] {
        assert!(anna.note(note).contains(words));
    }
}

#[test]
fn a_note_for_a_customer_made_offline_goes_in_the_same_batch() {
    let world = World::new();
    let boss = world.manager("Boss");
    let anna = world.rep("Anna");
    anna.online();
    anna.offline();
    let kiosk = anna.adds_customer("Kiosk at the corner", None);
    let note = anna.writes(kiosk, "New here, opens in March.");
    let report = anna.online();
    assert!(
        report.verdicts.applied >= 2 && report.verdicts.refused == 0,
        "{report:?}"
    );
    assert_eq!(
        boss.customer(kiosk).get(&"name".into()),
        "Kiosk at the corner"
    );
    assert!(boss.customer_timeline(kiosk).contains("opens in March"));
    assert_eq!(anna.note(note), "New here, opens in March.");
}

#[test]
fn an_outcome_with_a_next_step_makes_exactly_one_task_also_after_a_lost_reply() {
    let world = World::new();
    let boss = world.manager("Boss");
    let anna = world.rep("Anna");
    let bakery = boss.adds(say::customer("Bakery", Some(anna.person)));
    anna.online();
    anna.loses_the_next_reply();
    anna.writes_with_next_step(bakery, "Wants a quote.", "Send the quote");
    anna.syncs();
    assert_eq!(anna.titled("Send the quote").len(), 1);
    anna.online();
    anna.online();
    assert_eq!(anna.titled("Send the quote").len(), 1);
    assert_eq!(boss.titled("Send the quote").len(), 1);
}
