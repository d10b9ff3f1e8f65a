//! A new phone: the old one hands over what the server does not have, or is gone.

use outrider_core::app::HandoverState;
use outrider_core::error::Error;
use outrider_core::view::as_text;
use outrider_model::id::NoteId;
use outrider_model::record::{Field, Kind};
use outrider_tests::world::{Manager, Rep, World, say, types};

/// How much a rep has written that the server has not seen, at least.
const ITEMS: usize = 200;

/// What was written in cellars: notes, and half sentences in editors, each with its token.
struct Written {
    notes: Vec<String>,
    drafts: Vec<(NoteId, String)>,
}

/// Writes notes, tasks done, visits and half sentences without signal.
fn a_week_in_cellars(boss: &Manager, anna: &Rep) -> Written {
    let bakery = boss.adds(say::customer("Bakery", Some(anna.person)));
    let tasks: Vec<_> = (0..20)
        .map(|n| boss.assigns(&format!("Demo {n}"), anna))
        .collect();
    anna.online();
    anna.offline();
    let mut written = Written {
        notes: Vec::new(),
        drafts: Vec::new(),
    };
    for (n, task) in tasks.into_iter().enumerate() {
        anna.completes(task);
        let visit = anna.checks_in(bakery, None);
        anna.checks_out(visit);
        for m in 0..6 {
            let token = format!("token {n:02} {m}.");
            anna.writes(bakery, &token);
            written.notes.push(token);
        }
        let token = format!("half a sentence {n:02}");
        let note = types(&anna.app(), None, bakery, &token);
        written.drafts.push((note, token));
    }
    written
}

impl Written {
    /// Every note is on the phone, once.
    fn notes_are_on(&self, phone: &Rep) {
        let bodies: Vec<String> = phone
            .records(&Kind::Note)
            .iter()
            .filter_map(|note| note.get(&Field::from("body")).as_str().map(str::to_owned))
            .collect();
        for token in &self.notes {
            assert_eq!(
                bodies.iter().filter(|body| *body == token).count(),
                1,
                "{token}"
            );
        }
    }

    /// Every note and every half sentence is on the phone.
    fn is_on(&self, phone: &Rep) {
        self.notes_are_on(phone);
        for (note, token) in &self.drafts {
            let editor = phone.app().note_view(*note, None, None).expect("an editor");
            assert!(as_text(&editor).contains(token.as_str()), "{token}");
        }
    }
}

#[test]
fn two_hundred_unsent_items_go_sealed_from_the_old_phone_to_the_new_one() {
    let world = World::alone();
    let boss = world.manager("Boss");
    let anna = world.rep("Anna");
    let written = a_week_in_cellars(&boss, &anna);
    assert!(anna.waiting() >= 180, "{}", anna.waiting());

    // The old phone reaches the server for the parcel alone: its changes go by the new one.
    anna.line.go_online();
    let handover = anna.app().begin_handover().expect("a parcel can be left");
    assert!(handover.changes + handover.drafts >= ITEMS);
    assert!(matches!(
        anna.app().finish_handover(),
        Err(Error::NotHandedOver)
    ));
    let kept = std::fs::read(world.server.data().join("outrider.db-wal")).unwrap();
    let is_in_clear = |token: &str| {
        kept.windows(token.len())
            .any(|part| part == token.as_bytes())
    };
    assert!(is_in_clear("Bakery"), "what was sent is there");
    for token in &written.notes {
        assert!(
            !is_in_clear(token),
            "`{token}` is on the server in the clear"
        );
    }

    let new = world.new_phone(&anna);
    assert!(matches!(
        new.app().take_over("nonsense"),
        Err(Error::NoLabel)
    ));
    let taken = new
        .app()
        .take_over(&handover.label)
        .expect("the new phone takes over");
    assert_eq!(
        (taken.changes, taken.drafts),
        (handover.changes, handover.drafts)
    );
    new.app()
        .take_over(&handover.label)
        .expect_err("a parcel is taken once");
    new.online();
    assert_eq!(
        (new.waiting(), new.attention()),
        (0, 0),
        "{}",
        new.sync_screen()
    );
    written.is_on(&new);
    assert_eq!(boss.with_status("done").len(), 20);

    assert!(matches!(
        anna.app().handover_state().unwrap(),
        HandoverState::Taken { left: 0, .. }
    ));
    anna.app().finish_handover().expect("the old phone lets go");
    assert!(
        anna.app().profile().unwrap().is_none(),
        "nothing of it is left"
    );
}

#[test]
fn what_is_written_after_packing_keeps_the_old_phone_from_letting_go() {
    let world = World::new();
    let anna = world.rep("Anna");
    let boss = world.manager("Boss");
    let bakery = boss.adds(say::customer("Bakery", Some(anna.person)));
    anna.online();
    let first = anna.app().begin_handover().unwrap();
    let new = world.new_phone(&anna);
    new.app().take_over(&first.label).unwrap();
    anna.offline();
    anna.writes(bakery, "one more");
    anna.line.go_online();
    assert!(matches!(
        anna.app().handover_state().unwrap(),
        HandoverState::Taken { left: 1, .. }
    ));
    assert!(matches!(
        anna.app().finish_handover(),
        Err(Error::NotHandedOver)
    ));
    anna.online();
    anna.app()
        .finish_handover()
        .expect("it is on the server now");
    new.online();
    assert_eq!(boss.notes_at(bakery).len(), 1);
    assert_eq!(new.count(Kind::Note), 1);
}

#[test]
fn nobody_but_the_person_gets_at_a_parcel() {
    let world = World::new();
    let (anna, ben) = (world.rep("Anna"), world.rep("Ben"));
    anna.online();
    ben.online();
    let parcel = anna.app().begin_handover().unwrap();
    let stolen = ben.app().take_over(&parcel.label);
    assert!(stolen.is_err(), "{stolen:?}");
    let new = world.new_phone(&anna);
    new.app()
        .take_over(&parcel.label)
        .expect("it is still there for its owner");
}

#[test]
fn what_had_reached_the_server_of_a_lost_phone_comes_back_and_the_person_is_told_of_the_rest() {
    let world = World::new();
    let boss = world.manager("Boss");
    let anna = world.rep("Anna");
    let written = a_week_in_cellars(&boss, &anna);
    for (note, _) in &written.drafts {
        anna.app().save_draft(*note).expect("a draft is sent");
    }
    anna.online();
    let synced = anna.wall();
    anna.offline();
    let bakery = boss.adds(say::customer("Kiosk", Some(anna.person)));
    anna.writes_alone("written after the last sync");
    anna.closes_app();
    std::fs::remove_dir_all(anna.folder()).expect("the phone falls into the river");

    let new = world.new_phone(&anna);
    new.try_enrol(&world.code(anna.person))
        .expect("a code enrols the new phone");
    new.online();
    written.notes_are_on(&new);
    let drafts = new.records(&Kind::Draft);
    for (_, token) in &written.drafts {
        let body = Field::from("body");
        let found = drafts
            .iter()
            .filter(|draft| draft.get(&body).as_str() == Some(token));
        assert_eq!(found.count(), 1, "{token}");
    }
    assert!(new.has(bakery));
    assert_eq!(
        new.count(Kind::Note),
        written.notes.len(),
        "what never left it is gone with it"
    );

    let told = new
        .app()
        .enrolment_view()
        .unwrap()
        .former
        .expect("a word about the lost phone");
    assert_eq!(told.name, "Anna");
    assert!(
        (synced - told.last_sync).abs() < 600_000_000,
        "{} {synced}",
        told.last_sync
    );
    new.app().dismiss_former().unwrap();
    assert_eq!(new.app().enrolment_view().unwrap().former, None);
}
