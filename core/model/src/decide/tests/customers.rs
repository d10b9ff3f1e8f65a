//! Customers: fields, owners, tags, and what becomes of what was removed.

use std::collections::BTreeMap;

use serde_json::json;

use super::*;
use crate::change::{
    CustomerAdded, CustomerMoved, CustomerRef, CustomerTagged, Edited, TaskReassigned,
};
use crate::id::CustomerId;
use crate::record::Customer;
use crate::testing::World;
use crate::testing::cast::*;

fn edit(target: CustomerId, set: &[(&str, Value)]) -> Body {
    Body::CustomerEdited(Edited {
        target,
        set: fields(set),
    })
}

fn bakery(world: &World) -> Customer {
    world.record_of(BAKERY).read().unwrap()
}

fn tagged(add: &[&str], remove: &[(&str, &[u128])]) -> Body {
    let seen = |ids: &[u128]| ids.iter().map(|number| (id(*number), true)).collect();
    Body::CustomerTagged(CustomerTagged {
        customer: BAKERY,
        add: add.iter().map(|tag| ((*tag).to_owned(), true)).collect(),
        remove: remove
            .iter()
            .map(|(tag, ids)| ((*tag).to_owned(), seen(ids)))
            .collect(),
    })
}

#[test]
fn two_people_edit_two_fields_and_both_stand() {
    let mut world = world();
    let phone = world.change(0x100, 100, edit(BAKERY, &[("phone", json!("030"))]));
    let about = world.change(
        0x101,
        100,
        edit(BAKERY, &[("about", json!("closed at noon"))]),
    );
    assert_eq!(world.ingest(anna(), &phone), Verdict::Applied);
    assert_eq!(world.ingest(mia(), &about), Verdict::Applied);
    assert_eq!(
        (bakery(&world).phone.as_str(), bakery(&world).about.as_str()),
        ("030", "closed at noon")
    );
    assert!(world.diary().is_empty());
}

#[test]
fn of_two_edits_of_one_field_the_later_stands_and_the_other_is_in_its_authors_diary() {
    let world = world();
    let early = world.change(0x100, 100, edit(BAKERY, &[("phone", json!("1"))]));
    let late = world.change(0x101, 200, edit(BAKERY, &[("phone", json!("2"))]));
    for order in [
        [(anna(), &early), (mia(), &late)],
        [(mia(), &late), (anna(), &early)],
    ] {
        let mut world = world.clone();
        for (author, change) in order {
            world.ingest(author, change);
        }
        assert_eq!(bakery(&world).phone, "2");
        let [entry] = &world.diary()[..] else {
            panic!("one entry")
        };
        assert_eq!(
            (entry.person, &entry.mine, &entry.theirs),
            (ANNA, &json!("1"), &json!("2"))
        );
        assert_eq!((entry.change, entry.other), (id(0x100), Some(id(0x101))));
    }
}

#[test]
fn two_people_who_write_the_same_lose_nothing() {
    let mut world = world();
    let one = world.change(0x100, 100, edit(BAKERY, &[("phone", json!("1"))]));
    let other = world.change(0x101, 200, edit(BAKERY, &[("phone", json!("1"))]));
    assert_eq!(world.ingest(anna(), &one), Verdict::Applied);
    assert_eq!(world.ingest(mia(), &other), Verdict::Applied);
    assert!(world.diary().is_empty());
}

#[test]
fn one_person_who_edits_a_field_twice_offline_is_not_in_conflict_with_himself() {
    let mut world = world();
    let others = world.change(0x102, 105, edit(BAKERY, &[("about", json!("between"))]));
    let mut phone = world.clone();
    let first = phone.does(
        anna(),
        0x100,
        100,
        edit(BAKERY, &[("about", json!("first"))]),
    );
    let second = phone.does(
        anna(),
        0x101,
        110,
        edit(BAKERY, &[("about", json!("second"))]),
    );
    assert_eq!(world.ingest(anna(), &first), Verdict::Applied);
    let mut between = world.clone();
    assert_eq!(world.ingest(anna(), &second), Verdict::Applied);
    assert_eq!(bakery(&world).about, "second");
    // With another's edit between them it is that edit which loses.
    between.ingest(mia(), &others);
    between.ingest(anna(), &second);
    assert_eq!(bakery(&between).about, "second");
    let by_herself = |entry: &crate::record::Diary| entry.person == ANNA && entry.by == Some(ANNA);
    assert!(!between.diary().iter().any(by_herself));
    assert!(between.diary().iter().any(|entry| entry.person == MIA));
}

#[test]
fn a_value_in_a_collection_is_replaced_whole_and_cleared_whole() {
    let mut world = world();
    let door = format!("sites/{DOOR}");
    let mut unnamed = serde_json::to_value(site()).unwrap();
    unnamed.as_object_mut().unwrap().remove("name");
    world.does(anna(), 0x100, 100, edit(BAKERY, &[(&door, unnamed)]));
    assert_eq!(bakery(&world).sites[&DOOR].name, "");
    world.does(
        anna(),
        0x101,
        110,
        edit(BAKERY, &[("custom/x", Value::Null)]),
    );
    world.does(
        anna(),
        0x102,
        120,
        edit(BAKERY, &[("custom/x", json!("1"))]),
    );
    world.does(anna(), 0x103, 130, edit(BAKERY, &[("custom/x", json!(""))]));
    assert_eq!(bakery(&world).custom, BTreeMap::new());
    world.does(anna(), 0x104, 140, edit(BAKERY, &[(&door, Value::Null)]));
    assert_eq!(bakery(&world).sites, BTreeMap::new());
    let wrong = edit(BAKERY, &[(&door, json!({"name": "nowhere"}))]);
    assert_eq!(world.tries(anna(), 0x105, 150, wrong), invalid(&door));
    let deep = edit(BAKERY, &[("custom/x/y", json!("1"))]);
    assert_eq!(world.tries(anna(), 0x106, 150, deep), invalid("custom/x/y"));
}

#[test]
fn a_text_of_256_kib_is_taken_and_one_byte_more_is_not() {
    let mut world = world();
    let text = "a".repeat(crate::text::LIMIT);
    world.does(anna(), 0x100, 100, edit(BAKERY, &[("about", json!(text))]));
    let more = edit(BAKERY, &[("about", json!(format!("{text}b")))]);
    let too_large = Reproach {
        code: Code::TooLarge,
        field: "about".into(),
    };
    assert_eq!(
        world.tries(anna(), 0x101, 110, more),
        Verdict::Refused(too_large)
    );
}

#[test]
fn an_edit_of_a_removed_customer_is_refused_and_resurrects_nothing() {
    let mut world = world();
    let offline = world.change(0x100, 100, edit(BAKERY, &[("phone", json!("1"))]));
    let of = CustomerRef { customer: BAKERY };
    world.does(mia(), 0x101, 90, Body::CustomerRemoved(of.clone()));
    assert!(world.seen_by(BAKERY).is_empty(), "gone everywhere");
    assert_eq!(world.ingest(anna(), &offline), refused(Code::Removed));
    assert!(bakery(&world).removed);
    world.does(mia(), 0x102, 110, Body::CustomerRestored(of));
    assert!(world.sees(ANNA, BAKERY));
}

#[test]
fn a_task_for_a_removed_customer_is_refused() {
    let mut world = world();
    world.does(
        mia(),
        0x100,
        90,
        Body::CustomerRemoved(CustomerRef { customer: BAKERY }),
    );
    let body = Body::TaskAssigned(task(Some(ANNA), None));
    assert_eq!(world.tries(mia(), 0x101, 100, body), refused(Code::Removed));
}

#[test]
fn a_rep_removes_only_what_he_added_and_nobody_touched() {
    let mut world = world();
    let own = CustomerAdded {
        name: "Kiosk".into(),
        owner: Some(ANNA),
        ..Default::default()
    };
    world.does(anna(), 0x100, 100, Body::CustomerAdded(own));
    let remove = |customer| Body::CustomerRemoved(CustomerRef { customer });
    assert_eq!(
        world.tries(anna(), 0x101, 110, remove(BAKERY)),
        refused(Code::NotAllowed)
    );
    assert_eq!(
        world.tries(ben(), 0x102, 110, remove(made(0x100))),
        refused(Code::NotAllowed)
    );
    let mut touched = world.clone();
    touched.does(
        mia(),
        0x103,
        120,
        edit(made(0x100), &[("phone", json!("1"))]),
    );
    assert_eq!(
        touched.tries(anna(), 0x104, 130, remove(made(0x100))),
        refused(Code::InUse)
    );
    world.does(anna(), 0x105, 130, remove(made(0x100)));
}

#[test]
fn nobody_edits_customers_of_other_teams_but_who_works_there_does() {
    let mut world = world();
    let phone = |target| edit(target, &[("phone", json!("1"))]);
    assert_eq!(
        world.tries(anna(), 0x100, 100, phone(MILL)),
        refused(Code::NotAllowed)
    );
    assert_eq!(
        world.tries(mia(), 0x101, 100, phone(MILL)),
        refused(Code::NotAllowed)
    );
    assert_eq!(
        world.tries(ben(), 0x102, 100, phone(BAKERY)),
        refused(Code::NotAllowed)
    );
    let to = TaskReassigned {
        task: TASK,
        assignee: Some(BEN),
        team: None,
    };
    world.does(mia(), 0x103, 100, Body::TaskReassigned(to));
    assert_eq!(
        world.tries(ben(), 0x104, 110, phone(BAKERY)),
        Verdict::Applied
    );
    assert_eq!(
        world.tries(ada(), 0x105, 110, phone(MILL)),
        Verdict::Applied
    );
}

#[test]
fn what_an_owner_wrote_before_he_knew_that_the_customer_went_counts() {
    let mut world = world();
    let offline = world.change(0x100, 100, edit(BAKERY, &[("phone", json!("1"))]));
    let to_cleo = CustomerMoved {
        customer: BAKERY,
        owner: Some(CLEO),
    };
    world.does(ada(), 0x101, 90, Body::CustomerMoved(to_cleo));
    assert_eq!(world.ingest(anna(), &offline), Verdict::Applied);
    assert_eq!(bakery(&world).phone, "1");
    let mut told = world.change(0x102, 200, edit(BAKERY, &[("phone", json!("2"))]));
    assert!(told.was[&BAKERY.into()].contains_key(&Field::from("owner")));
    let stranger = world.change(0x103, 200, edit(MILL, &[("phone", json!("2"))]));
    told.body = stranger.body;
    // The move of one customer says nothing about another.
    told.was = [(MILL.into(), told.was.remove(&BAKERY.into()).unwrap())].into();
    assert_eq!(world.ingest(anna(), &told), refused(Code::NotAllowed));
}

#[test]
fn only_managers_move_customers_and_only_among_their_people() {
    let mut world = world();
    let to = |owner| {
        Body::CustomerMoved(CustomerMoved {
            customer: BAKERY,
            owner,
        })
    };
    assert_eq!(
        world.tries(anna(), 0x100, 100, to(Some(BEN))),
        refused(Code::NotAllowed)
    );
    assert_eq!(
        world.tries(max(), 0x101, 100, to(Some(CLEO))),
        refused(Code::NotAllowed)
    );
    assert_eq!(
        world.tries(mia(), 0x102, 100, to(Some(CLEO))),
        refused(Code::NotAllowed)
    );
    assert_eq!(
        world.tries(mia(), 0x103, 100, to(Some(BEN))),
        Verdict::Applied
    );
    assert_eq!(world.tries(mia(), 0x104, 110, to(None)), Verdict::Applied);
    assert_eq!(bakery(&world).owner, None);
    assert_eq!(
        world.tries(ada(), 0x105, 120, to(Some(CLEO))),
        Verdict::Applied
    );
}

#[test]
fn a_customer_is_added_by_its_owner_or_a_planner() {
    let mut world = world();
    let added = |owner| {
        Body::CustomerAdded(CustomerAdded {
            name: "Kiosk".into(),
            owner,
            ..Default::default()
        })
    };
    assert_eq!(
        world.tries(anna(), 0x100, 100, added(Some(ANNA))),
        Verdict::Applied
    );
    assert_eq!(
        world.tries(anna(), 0x101, 100, added(Some(BEN))),
        refused(Code::NotAllowed)
    );
    assert_eq!(
        world.tries(anna(), 0x102, 100, added(None)),
        refused(Code::NotAllowed)
    );
    assert_eq!(
        world.tries(mia(), 0x103, 100, added(None)),
        Verdict::Applied
    );
    let unnamed = CustomerAdded {
        name: " ".into(),
        owner: Some(ANNA),
        ..Default::default()
    };
    assert_eq!(
        world.tries(anna(), 0x104, 100, Body::CustomerAdded(unnamed)),
        invalid("name")
    );
}

#[test]
fn a_removed_tag_that_another_added_meanwhile_stays() {
    let world = world();
    let removal = world.change(0x100, 200, tagged(&[], &[("old", &[0x20])]));
    let addition = world.change(0x101, 100, tagged(&["old", "big"], &[]));
    for order in [
        [(anna(), &removal), (mia(), &addition)],
        [(mia(), &addition), (anna(), &removal)],
    ] {
        let mut world = world.clone();
        for (author, change) in order {
            assert_eq!(world.ingest(author, change), Verdict::Applied);
        }
        let tags: Vec<String> = bakery(&world).tags.into_keys().collect();
        assert_eq!(tags, ["big", "old"]);
    }
}

#[test]
fn the_removal_of_a_tag_waits_for_its_addition() {
    let mut world = world();
    let mut phone = world.clone();
    let addition = phone.does(anna(), 0x100, 100, tagged(&["big"], &[]));
    let removal = phone.change(0x101, 110, tagged(&[], &[("big", &[0x100])]));
    assert!(matches!(
        world.ingest(anna(), &removal),
        Verdict::Waits { .. }
    ));
    assert_eq!(world.ingest(anna(), &addition), Verdict::Applied);
    assert_eq!(world.ingest(anna(), &removal), Verdict::Applied);
    assert!(!bakery(&world).tags.contains_key("big"));
}
