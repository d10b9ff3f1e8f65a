//! Who is shown what, and when it goes again.

use outrider_model::change::{Bases, Body};
use outrider_model::decide::Verdict;
use outrider_model::id::{NoteId, RecordId};
use outrider_model::record::draft_id;
use outrider_tests::world::{BarePhone, World, say, seen};

fn times(phone: &BarePhone, id: impl Into<RecordId>) -> usize {
    phone.records.get(&id.into()).map_or(0, |shown| shown.times)
}

#[test]
fn a_record_in_three_audiences_arrives_once_and_goes_when_the_last_is_lost() {
    let world = World::new();
    let boss = world.manager("Boss");
    // Anna leads the team too: its managers' audience, the team's and her own are hers.
    let mut lead = world.bare_manager("Lead");
    let mut ben = world.bare("Ben");
    let customer = boss.adds(say::customer("Bakery", Some(lead.person)));
    let task = boss.assigns_at("Visit", &lead.person, customer);
    lead.drain();
    assert_eq!((times(&lead, customer), times(&lead, task)), (1, 1));
    let audiences = lead.records[&customer.into()].seen_in.len();
    assert!(
        audiences >= 2,
        "the customer is seen in {audiences} audiences"
    );

    // It moves to Ben, whom Lead manages: one audience is lost, another stays.
    boss.moves(customer, &ben.person);
    boss.reassigns(task, &ben.person);
    lead.drain();
    ben.drain();
    assert!(
        lead.record(customer).is_some(),
        "a manager of Ben still sees it"
    );
    assert!(lead.records[&customer.into()].seen_in.len() < audiences);
    assert_eq!((times(&ben, customer), times(&ben, task)), (1, 1));

    // Lead leaves the team: the last audience goes, and the record with it.
    world.moves_to_another_team(lead.person);
    lead.drain();
    assert!(lead.record(customer).is_none() && lead.record(task).is_none());
    ben.drain();
    assert!(ben.record(customer).is_some());
}

#[test]
fn a_draft_is_shown_to_its_author_alone_until_it_becomes_a_note() {
    let world = World::new();
    let boss = world.manager("Boss");
    let mut anna = world.bare("Anna");
    let mut tablet = world.bare("Anna");
    let mut ben = world.bare("Ben");
    let mut lead = world.bare_manager("Lead");
    let customer = boss.adds(say::customer("Bakery", Some(anna.person)));
    boss.assigns_at("Also there", &ben.person, customer);
    let note: NoteId = RecordId(world.id().0).into();
    let (_, verdict) = anna.push(say::draft(note, Some(customer), "half a sen"), Bases::new());
    assert_eq!(verdict, Verdict::Applied);
    for phone in [&mut anna, &mut tablet, &mut ben, &mut lead] {
        phone.drain();
    }
    let draft: RecordId = draft_id(note).into();
    assert!(anna.record(draft).is_some() && tablet.record(draft).is_some());
    for other in [&ben, &lead] {
        assert!(other.record(draft).is_none());
        let texts: Vec<_> = other
            .records
            .values()
            .map(|shown| shown.bytes.clone())
            .collect();
        assert!(!texts.concat().windows(10).any(|part| part == b"half a sen"));
    }
    let mut written = say::note(Some(customer), "half a sentence, whole now");
    written.note = Some(note);
    anna.push(Body::NoteWritten(written), Bases::new());
    for phone in [&mut anna, &mut tablet, &mut ben, &mut lead] {
        phone.drain();
        assert!(
            phone.record(note).is_some(),
            "a note is for all who stand at its customer"
        );
        assert!(phone.record(draft).is_none(), "the draft has gone");
    }
}

#[test]
fn a_customer_who_moves_to_another_rep_goes_with_its_notes_from_the_one_to_the_other() {
    let world = World::new();
    let boss = world.manager("Boss");
    let mut anna = world.bare("Anna");
    let mut ben = world.bare("Ben");
    let customer = boss.adds(say::customer("Bakery", Some(anna.person)));
    let (note, _) = anna.push(
        Body::NoteWritten(say::note(Some(customer), "old")),
        Bases::new(),
    );
    let note = RecordId::from(note);
    anna.drain();
    ben.drain();
    assert!(anna.record(note).is_some() && ben.record(note).is_none());
    boss.moves(customer, &ben.person);
    anna.drain();
    ben.drain();
    assert!(anna.record(customer).is_none());
    assert!(
        anna.record(note).is_some(),
        "his own words stay with their author"
    );
    assert!(
        ben.record(customer).is_some() && ben.record(note).is_some(),
        "old notes included"
    );
}

#[test]
fn of_two_claims_made_offline_the_first_to_arrive_wins_and_the_other_is_told() {
    let world = World::new();
    let boss = world.manager("Boss");
    let (mut anna, mut ben) = (world.bare("Anna"), world.bare("Ben"));
    let mut offer = say::task("For whoever is near", boss.organisation);
    offer.team = Some(world.team());
    let task = boss.plans(offer);
    anna.drain();
    ben.drain();
    let was = seen(anna.record(task).unwrap(), &["assignee", "status"]);
    let (_, bens) = ben.push(say::claim(task), was.clone());
    let (_, annas) = anna.push(say::claim(task), was);
    assert_eq!(bens, Verdict::Applied);
    let Verdict::Refused(reproach) = annas else {
        panic!("{annas:?}");
    };
    assert_eq!(reproach.code.as_str(), "already_claimed");
    anna.drain();
    ben.drain();
    assert_eq!(
        boss.task(task).get(&"assignee".into()),
        &ben.person.to_string()
    );
    assert!(
        anna.record(task).is_none(),
        "it is no longer offered to him"
    );
    assert!(ben.record(task).is_some());
}
