//! A change that takes the place of a refused one.

use serde_json::json;

use super::*;
use crate::change::{CustomerAdded, Edited, TaskAssigned};
use crate::record::Customer;
use crate::testing::cast::*;

fn kiosk(name: &str) -> Body {
    Body::CustomerAdded(CustomerAdded {
        name: name.into(),
        owner: Some(ANNA),
        ..Default::default()
    })
}

#[test]
fn a_mending_change_writes_as_the_one_it_mends_so_that_dependents_hold() {
    let mut world = world();
    // All of it was made offline upon a creation that is refused.
    let creation = world.change(0x100, 100, kiosk(" "));
    let set = fields(&[("phone", json!("1"))]);
    let phone = crate::testing::author::blind(
        0x101,
        110,
        Body::CustomerEdited(Edited {
            target: made(0x100),
            set,
        }),
    );
    let mut again = phone.clone();
    again.id = id(0x102);
    again.stamp = Stamp(120);
    if let Body::CustomerEdited(edited) = &mut again.body {
        edited.set = fields(&[("phone", json!("2"))]);
    }
    again.was = [(
        made(0x100),
        [("phone".into(), [(id(0x101), true)].into())].into(),
    )]
    .into();
    let visit = TaskAssigned {
        customer: Some(made(0x100)),
        ..task(Some(ANNA), None)
    };
    let visit = world.change(0x103, 130, Body::TaskAssigned(visit));

    assert_eq!(world.ingest(anna(), &creation), invalid("name"));
    for dependent in [&phone, &again, &visit] {
        assert!(matches!(
            world.ingest(anna(), dependent),
            Verdict::Waits { .. }
        ));
    }
    let mut mended = world.change(0x104, 500, kiosk("Kiosk"));
    mended.mends = Some(creation.id);
    assert_eq!(world.ingest(anna(), &mended), Verdict::Applied);
    for dependent in [&phone, &again, &visit] {
        assert_eq!(world.ingest(anna(), dependent), Verdict::Applied);
    }
    let record = world.record_of(made::<RecordId>(0x100));
    assert_eq!(record.created().change, creation.id);
    let customer: Customer = record.read().unwrap();
    assert_eq!(
        (customer.name.as_str(), customer.phone.as_str()),
        ("Kiosk", "2")
    );
    assert!(world.diary().is_empty());
}

#[test]
fn a_mended_edit_is_the_base_that_its_dependents_named() {
    let mut world = world();
    let edit = |text: &str| {
        let set = fields(&[
            ("about", json!(text)),
            ("name", json!(if text == "bad" { "" } else { "Bakery" })),
        ]);
        Body::CustomerEdited(Edited {
            target: BAKERY,
            set,
        })
    };
    let refused = world.change(0x100, 100, edit("bad"));
    let mut next = world.change(0x101, 110, edit("second"));
    let seen: std::collections::BTreeMap<_, _> = [(id(0x100), true)].into();
    next.was = [(
        BAKERY.into(),
        [("about".into(), seen.clone()), ("name".into(), seen)].into(),
    )]
    .into();
    assert_eq!(world.ingest(anna(), &refused), invalid("name"));
    assert!(matches!(world.ingest(anna(), &next), Verdict::Waits { .. }));
    let mut mended = world.change(0x102, 900, edit("first"));
    mended.mends = Some(id(0x100));
    assert_eq!(world.ingest(anna(), &mended), Verdict::Applied);
    assert_eq!(
        world.record_of(BAKERY).writer(&"about".into()).change,
        id(0x100)
    );
    assert_eq!(world.ingest(anna(), &next), Verdict::Applied);
    assert!(world.diary().is_empty(), "no conflict with oneself");
    // It was written after what it names, whatever its author's clock said.
    assert!(world.record_of(BAKERY).writer(&"about".into()).stamp > Stamp(900));
}

#[test]
fn what_was_accepted_is_not_mended_and_what_was_refused_only_once() {
    let mut world = world();
    world.does(anna(), 0x100, 100, kiosk("Kiosk"));
    let set = fields(&[("about", json!("mine"))]);
    let mut forged = world.change(
        0x101,
        110,
        Body::CustomerEdited(Edited {
            target: BAKERY,
            set,
        }),
    );
    forged.mends = Some(id(0x20));
    assert_eq!(world.ingest(anna(), &forged), refused(Code::IdReused));

    let bad = world.change(0x102, 120, kiosk(" "));
    world.ingest(anna(), &bad);
    let mut first = world.change(0x103, 130, kiosk("One"));
    first.mends = Some(bad.id);
    let mut second = world.change(0x104, 130, kiosk("Two"));
    second.mends = Some(bad.id);
    assert_eq!(world.ingest(anna(), &first), Verdict::Applied);
    assert_eq!(world.ingest(anna(), &second), refused(Code::IdReused));
}

#[test]
fn an_id_is_used_once() {
    let mut world = world();
    let first = world.does(anna(), 0x100, 100, kiosk("Kiosk"));
    let other = world.change(0x100, 100, kiosk("Other"));
    assert_eq!(world.ingest(anna(), &other), refused(Code::IdReused));
    assert_eq!(
        world.ingest(ben(), &first),
        refused(Code::IdReused),
        "the hash holds the author"
    );
    let taken = world.change(0x20, 100, kiosk("Other"));
    assert_eq!(world.ingest(anna(), &taken), refused(Code::IdReused));
}

#[test]
fn a_record_of_another_kind_is_not_written_to() {
    let mut world = world();
    let set = || fields(&[("name", json!("x"))]);
    let bodies = [
        Body::CustomerEdited(Edited {
            target: made(0x30),
            set: set(),
        }),
        Body::TeamEdited(Edited {
            target: made(0x20),
            set: set(),
        }),
        Body::ActivityTypeEdited(Edited {
            target: made(0x20),
            set: set(),
        }),
        Body::OrganisationEdited(Edited {
            target: made(2),
            set: set(),
        }),
        Body::PersonEdited(Edited {
            target: made(0x12),
            set: set(),
        }),
        Body::TaskCompleted(report(made(0x20), "")),
    ];
    for (number, body) in bodies.into_iter().enumerate() {
        let change = crate::testing::author::blind(0x100 + number as u128, 100, body);
        assert_eq!(world.ingest(ada(), &change), refused(Code::IdReused));
    }
}
