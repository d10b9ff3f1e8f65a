//! Territories, delegations, wipes and erasure.

use serde_json::json;

use super::*;
use crate::change::{
    DelegationGiven, DelegationRef, DeviceEnrolled, DeviceRef, DeviceWiped, Edited, PersonRef,
    TerritoryCreated, TerritoryPersonAdded, TerritoryPersonRemoved, TerritoryRef, inverse,
};
use crate::id::{CustomerId, DelegationId, TerritoryId};
use crate::record::{Customer, Delegation, Device, DeviceKind, ERASED_NAME, Person, Territory};
use crate::testing::World;
use crate::testing::author::{Author, system};
use crate::testing::cast::*;

const HARBOUR: u128 = 0x100;

fn harbour() -> TerritoryId {
    made(HARBOUR)
}

fn create() -> Body {
    Body::TerritoryCreated(TerritoryCreated {
        name: "Harbour".into(),
    })
}

fn comes(person: PersonId) -> Body {
    Body::TerritoryPersonAdded(TerritoryPersonAdded {
        territory: harbour(),
        person,
    })
}

fn goes(world: &World, person: PersonId) -> Body {
    let territory: Territory = world.record_of(harbour()).read().unwrap();
    Body::TerritoryPersonRemoved(TerritoryPersonRemoved {
        territory: harbour(),
        person,
        seen: territory.people[&person].clone(),
    })
}

fn place(customer: CustomerId, territory: Value) -> Body {
    Body::CustomerEdited(Edited {
        target: customer,
        set: fields(&[("territory", territory)]),
    })
}

/// Mia's territory.
fn with_territory() -> World {
    let mut world = world();
    world.does(mia(), HARBOUR, 100, create());
    world
}

fn has(world: &World, person: PersonId) -> bool {
    let territory: Territory = world.record_of(harbour()).read().unwrap();
    territory.has(person)
}

#[test]
fn the_people_of_a_territory_see_its_customers_and_no_longer_than_they_are_in_it() {
    let mut world = with_territory();
    world.does(mia(), 0x101, 110, comes(BEN));
    assert!(!world.sees(BEN, BAKERY));
    world.does(mia(), 0x102, 120, place(BAKERY, json!(harbour())));
    assert!(world.sees(BEN, BAKERY));
    assert!(!world.sees(CLEO, BAKERY));
    let out = goes(&world, BEN);
    world.does(mia(), 0x103, 130, out);
    assert!(!world.sees(BEN, BAKERY));
    world.does(mia(), 0x104, 140, comes(BEN));
    assert!(world.sees(BEN, BAKERY));
    world.does(mia(), 0x105, 150, place(BAKERY, Value::Null));
    assert!(!world.sees(BEN, BAKERY));
}

#[test]
fn who_comes_and_who_goes_at_once_stays() {
    let mut world = with_territory();
    world.does(mia(), 0x101, 110, comes(BEN));
    let out = goes(&world, BEN);
    let out = world.change(0x102, 120, out);
    world.does(mia(), 0x103, 115, comes(BEN));
    assert_eq!(world.ingest(mia(), &out), Verdict::Applied);
    assert!(has(&world, BEN), "the addition that was not seen stands");
    let out = goes(&world, BEN);
    world.does(mia(), 0x104, 130, out);
    assert!(!has(&world, BEN));
}

#[test]
fn a_rep_makes_no_territory_and_moves_no_customer_into_one() {
    let mut world = with_territory();
    assert_eq!(
        world.tries(anna(), 0x101, 110, create()),
        refused(Code::NotAllowed)
    );
    for (number, body) in [
        (0x102, comes(ANNA)),
        (0x103, place(BAKERY, json!(harbour()))),
        (
            0x104,
            Body::TerritoryRemoved(TerritoryRef {
                territory: harbour(),
            }),
        ),
    ] {
        assert_eq!(
            world.tries(anna(), number, 110, body),
            refused(Code::NotAllowed)
        );
    }
}

#[test]
fn a_manager_keeps_to_his_territories_and_his_people_and_an_admin_does_not() {
    let mut world = with_territory();
    for (number, author, body, verdict) in [
        (0x101, max(), comes(CLEO), refused(Code::NotAllowed)),
        (0x102, mia(), comes(CLEO), refused(Code::NotAllowed)),
        (0x103, mia(), comes(ANNA), Verdict::Applied),
        (0x104, ada(), comes(CLEO), Verdict::Applied),
        (
            0x105,
            max(),
            Body::TerritoryEdited(Edited {
                target: harbour(),
                set: fields(&[("name", json!("Port"))]),
            }),
            refused(Code::NotAllowed),
        ),
        (
            0x106,
            mia(),
            Body::TerritoryEdited(Edited {
                target: harbour(),
                set: fields(&[("name", json!("Port"))]),
            }),
            Verdict::Applied,
        ),
    ] {
        assert_eq!(
            world.tries(author, number, 110, body),
            verdict,
            "{number:x}"
        );
    }
}

#[test]
fn a_customer_goes_only_to_a_territory_that_is_there() {
    let mut world = with_territory();
    assert_eq!(
        world.tries(mia(), 0x101, 110, place(BAKERY, json!("nowhere"))),
        invalid("territory")
    );
    assert_eq!(
        world.tries(mia(), 0x102, 110, place(BAKERY, json!(NORTH))),
        refused(Code::IdReused)
    );
    let absent = made::<RecordId>(0x999);
    assert_eq!(
        world.tries(mia(), 0x103, 110, place(BAKERY, json!(absent))),
        Verdict::Waits {
            ids: [absent].into()
        }
    );
    let gone = Body::TerritoryRemoved(TerritoryRef {
        territory: harbour(),
    });
    world.does(mia(), 0x104, 120, gone);
    assert_eq!(
        world.tries(mia(), 0x105, 130, place(BAKERY, json!(harbour()))),
        invalid("territory")
    );
    assert_eq!(
        world.tries(mia(), 0x106, 130, comes(BEN)),
        refused(Code::Removed)
    );
}

#[test]
fn somebody_who_has_left_comes_into_no_territory() {
    let mut world = with_territory();
    let left = Body::PersonEdited(Edited {
        target: BEN,
        set: fields(&[("revoked", json!(true))]),
    });
    world.does(ada(), 0x101, 110, left);
    assert_eq!(
        world.tries(mia(), 0x102, 120, comes(BEN)),
        invalid("person")
    );
}

#[test]
fn coming_into_a_territory_and_leaving_it_are_each_others_inverse() {
    let mut world = with_territory();
    let came = world.does(mia(), 0x101, 110, comes(BEN));
    let back = inverse(&came.body, came.key(), None).unwrap();
    let left = world.does(mia(), 0x102, 120, back);
    assert!(!has(&world, BEN));
    let again = inverse(&left.body, left.key(), None).unwrap();
    world.does(mia(), 0x103, 130, again);
    assert!(has(&world, BEN));
    let made_by = world.change(HARBOUR, 100, create());
    let gone = inverse(&made_by.body, made_by.key(), None).unwrap();
    world.does(mia(), 0x104, 140, gone);
    assert!(!has(&world, BEN));
}

#[test]
fn of_two_who_place_a_customer_the_later_stands_in_any_order() {
    let mut world = with_territory();
    world.does(mia(), 0x101, 100, create());
    let first = world.change(0x102, 110, place(BAKERY, json!(harbour())));
    let other: TerritoryId = made(0x101);
    let second = world.change(0x103, 120, place(BAKERY, json!(other)));
    for order in [[&first, &second], [&second, &first]] {
        let mut world = world.clone();
        for change in order {
            world.ingest(mia(), change);
        }
        let customer: Customer = world.record_of(BAKERY).read().unwrap();
        assert_eq!(customer.territory, Some(other));
    }
}

fn hand_over(from: PersonId, to: PersonId) -> Body {
    Body::DelegationGiven(DelegationGiven {
        from,
        to,
        since: NOON,
        until: NOON + 10,
    })
}

#[test]
fn a_manager_names_who_stands_in_and_an_admin_does_it_for_him() {
    let mut world = world();
    for (number, author, body, verdict) in [
        (0x100, mia(), hand_over(MIA, MAX), Verdict::Applied),
        (0x101, ada(), hand_over(MIA, ANNA), Verdict::Applied),
        (0x102, max(), hand_over(MIA, MAX), refused(Code::NotAllowed)),
        (
            0x103,
            anna(),
            hand_over(ANNA, BEN),
            refused(Code::NotAllowed),
        ),
        (0x104, ada(), hand_over(ANNA, BEN), invalid("from")),
        (0x105, ada(), hand_over(ADA, MIA), invalid("from")),
        (0x106, mia(), hand_over(MIA, MIA), invalid("to")),
        (0x107, mia(), hand_over(MIA, made(0x999)), invalid("to")),
    ] {
        assert_eq!(
            world.tries(author, number, 100, body),
            verdict,
            "{number:x}"
        );
    }
    let backwards = Body::DelegationGiven(DelegationGiven {
        from: MIA,
        to: MAX,
        since: NOON,
        until: NOON,
    });
    assert_eq!(world.tries(mia(), 0x110, 100, backwards), invalid("until"));
}

#[test]
fn a_delegation_holds_from_its_beginning_until_just_before_its_end_or_until_it_is_ended() {
    let mut world = world();
    let given = world.does(mia(), 0x100, 100, hand_over(MIA, MAX));
    let id: DelegationId = made(0x100);
    let read = |world: &World| world.record_of(id).read::<Delegation>().unwrap();
    let holds = |world: &World, at: i64| read(world).holds(Stamp(at));
    assert!(!holds(&world, NOON - 1));
    assert!(holds(&world, NOON));
    assert!(holds(&world, NOON + 9));
    assert!(!holds(&world, NOON + 10));
    let ended = Body::DelegationEnded(DelegationRef { delegation: id });
    assert_eq!(inverse(&given.body, given.key(), None), Some(ended.clone()));
    for author in [max(), anna()] {
        let number = 0x110 + author.person.0.as_u128();
        assert_eq!(
            world.tries(author, number, 110, ended.clone()),
            refused(Code::NotAllowed)
        );
    }
    world.does(mia(), 0x101, 120, ended);
    assert!(!holds(&world, NOON));
}

fn enrolled(is: DeviceKind) -> Body {
    Body::DeviceEnrolled(DeviceEnrolled {
        enrolled: Device {
            person: ANNA,
            is,
            name: "Pixel".into(),
            revoked: false,
            wipe: None,
            wiped: None,
        },
    })
}

fn device(world: &World) -> Device {
    world.record_of(made::<RecordId>(0x100)).read().unwrap()
}

#[test]
fn a_phone_is_wiped_on_the_word_of_its_owner_his_manager_or_an_admin_with_a_receipt() {
    let target = made(0x100);
    let ask = || Body::DeviceWipeAsked(DeviceRef { target });
    let mut world = world();
    world.does(anna(), 0x100, 100, enrolled(DeviceKind::Phone));
    for (number, author, verdict) in [
        (0x101, ben(), refused(Code::NotAllowed)),
        (0x102, max(), refused(Code::NotAllowed)),
        (0x103, anna(), Verdict::Applied),
        (0x104, mia(), Verdict::Applied),
        (0x105, ada(), Verdict::Applied),
    ] {
        assert_eq!(world.tries(author, number, 110, ask()), verdict);
    }
    let asked = world.change(0x105, 110, ask());
    assert_eq!(device(&world).wipe.unwrap().asked_by, ADA);
    let taken = inverse(&asked.body, asked.key(), None).unwrap();
    world.does(mia(), 0x106, 120, taken.clone());
    assert_eq!(device(&world).wipe, None);
    assert_eq!(inverse(&taken, id(1), None), Some(ask()));
    world.does(mia(), 0x107, 130, ask());

    let receipt = || Body::DeviceWiped(DeviceWiped { target, unsent: 3 });
    let elsewhere = world.tries(anna(), 0x108, 140, receipt());
    assert_eq!(elsewhere, refused(Code::NotAllowed), "of another device");
    world.does(anna().on(0x100), 0x109, 140, receipt());
    assert_eq!(device(&world).wiped.unwrap().unsent, 3);
    assert_eq!(
        world.tries(mia(), 0x10a, 150, taken),
        refused(Code::Removed),
        "it is too late"
    );
}

#[test]
fn the_server_gives_the_receipt_for_a_phone_and_only_a_phone_is_wiped() {
    let target = made(0x100);
    let mut world = world();
    world.does(anna(), 0x100, 100, enrolled(DeviceKind::Tool));
    assert_eq!(
        world.tries(
            mia(),
            0x101,
            110,
            Body::DeviceWipeAsked(DeviceRef { target })
        ),
        invalid("target")
    );
    let receipt = Body::DeviceWiped(DeviceWiped { target, unsent: 0 });
    assert_eq!(world.tries(system(), 0x102, 110, receipt), Verdict::Applied);
}

#[test]
fn nothing_personal_stays_of_a_person_who_is_erased_and_nobody_writes_it_again() {
    let mut world = world();
    let hours = Body::PersonEdited(Edited {
        target: ANNA,
        set: fields(&[("hours/mon", json!({"from": 480, "to": 960}))]),
    });
    world.does(anna(), 0x100, 100, hours);
    let erase = || Body::PersonErased(PersonRef { person: ANNA });
    let tries =
        |world: &mut World, author: Author, number| world.tries(author, number, 110, erase());
    for (number, author) in [(0x101, anna()), (0x102, mia())] {
        assert_eq!(tries(&mut world, author, number), refused(Code::NotAllowed));
    }
    assert_eq!(tries(&mut world, ada(), 0x103), Verdict::Applied);
    let erased: Person = world.record_of(ANNA).read().unwrap();
    assert_eq!((erased.name.as_str(), erased.hours.len()), (ERASED_NAME, 0));
    assert!(erased.revoked && erased.erased);
    assert_eq!(erased.team, Some(NORTH), "figures of the team need it");
    let named = Body::PersonEdited(Edited {
        target: ANNA,
        set: fields(&[("name", json!("Anna"))]),
    });
    assert_eq!(
        world.tries(ada(), 0x104, 120, named),
        refused(Code::Removed)
    );
}
