//! Half a sentence is safe, and nobody else sees it.

use std::collections::BTreeSet;

use outrider_model::id::NoteId;
use outrider_model::record::Kind;
use outrider_tests::world::{MINUTE, Rep, World, say};

#[test]
fn what_is_typed_is_there_after_a_restart_and_after_a_reboot() {
    let world = World::new();
    let boss = world.manager("Boss");
    let anna = world.rep("Anna");
    let bakery = boss.adds(say::customer("Bakery", Some(anna.person)));
    anna.online();
    let note = anna.types(bakery, "She wants a quo");
    anna.restarts();
    assert_eq!(anna.typed(note), "She wants a quo");
    anna.clock.restart();
    anna.restarts();
    assert_eq!(anna.typed(note), "She wants a quo");
    anna.types_on(note, bakery, "She wants a quote for ten.");
    anna.closes(note);
    anna.online();
    assert!(boss.customer_timeline(bakery).contains("a quote for ten."));
}

#[test]
fn a_draft_that_was_sent_is_seen_by_its_author_alone_until_it_is_a_note() {
    let world = World::new();
    let boss = world.manager("Boss");
    let (anna, ben) = (world.rep("Anna"), world.rep("Ben"));
    let mut lead = world.bare_manager("Lead");
    let tablet = world.another_device(&anna);
    let bakery = boss.adds(say::customer("Bakery", Some(anna.person)));
    boss.assigns_at("Help there", &ben, bakery);
    anna.online();
    let note = anna.types(bakery, "half a sen");
    anna.clock.advance(2 * MINUTE);
    anna.goes_to_background(note);
    anna.online();
    for other in [&ben, &tablet] {
        other.online();
    }
    lead.drain();
    assert_eq!(tablet.count(Kind::Draft), 1, "his other device has it");
    assert_eq!(ben.count(Kind::Draft), 0);
    assert!(lead.of_kind(&Kind::Draft).is_empty());
    assert!(!boss.customer_timeline(bakery).contains("half a sen"));
    anna.types_on(note, bakery, "half a sentence, now whole");
    anna.closes(note);
    anna.online();
    ben.online();
    assert_eq!(ben.note(note), "half a sentence, now whole");
}

#[test]
fn a_draft_goes_on_after_the_phone_was_enrolled_again() {
    let world = World::new();
    let boss = world.manager("Boss");
    let anna = world.rep("Anna");
    let bakery = boss.adds(say::customer("Bakery", Some(anna.person)));
    anna.online();
    let note = anna.types(bakery, "She wants");
    anna.clock.advance(2 * MINUTE);
    anna.goes_to_background(note);
    anna.online();
    let before = anna.device();
    world.enrols_again(&anna);
    assert_ne!(anna.device(), before, "the phone is another device now");
    anna.types_on(note, bakery, "She wants a quote");
    anna.clock.advance(2 * MINUTE);
    anna.goes_to_background(note);
    let report = anna.online();
    assert_eq!(report.verdicts.refused, 0, "{report:?}");
    let tablet = world.another_device(&anna);
    tablet.online();
    let drafts = tablet.records(&Kind::Draft);
    let bodies: Vec<&str> = drafts
        .iter()
        .filter_map(|draft| draft.get(&"body".into()).as_str())
        .collect();
    assert_eq!(bodies, ["She wants a quote"]);
}

#[test]
fn what_was_begun_stands_on_today_until_it_is_finished_or_thrown_away() {
    let world = World::new();
    let boss = world.manager("Boss");
    let anna = world.rep("Anna");
    let bakery = boss.adds(say::customer("Bakery", Some(anna.person)));
    anna.online();
    let begun = |phone: &Rep| -> Vec<(NoteId, String, bool)> {
        let view = phone.app().today_view(None).expect("the day can be shown");
        let notes = view.unfinished.into_iter();
        notes
            .map(|note| (note.note, note.begins, note.is_elsewhere))
            .collect()
    };
    let (note, other) = (
        anna.types(bakery, "She  wants\na quote"),
        anna.types(bakery, "And a sample"),
    );
    anna.types(bakery, " \n");
    anna.clock.advance(2 * MINUTE);
    anna.goes_to_background(note);
    anna.online();
    let here: BTreeSet<_> = begun(&anna).into_iter().collect();
    let wanted = [
        (note, "She wants a quote".into(), false),
        (other, "And a sample".into(), false),
    ];
    assert_eq!(
        here,
        BTreeSet::from(wanted),
        "in one line; one without words is none"
    );

    let tablet = world.another_device(&anna);
    tablet.online();
    assert_eq!(begun(&tablet), [(note, "She wants a quote".into(), true)]);
    anna.closes(note);
    anna.app()
        .discard_draft(other)
        .expect("it can be thrown away");
    assert_eq!(begun(&anna), []);
    anna.online();
    tablet.online();
    assert_eq!(begun(&tablet), []);

    anna.app().open_note(note).expect("it can be opened");
    assert_eq!(begun(&anna), [], "nothing was changed in it");
    anna.types_on(note, bakery, "She wants two quotes");
    assert_eq!(begun(&anna), [(note, "She wants two quotes".into(), false)]);
}
