//! Visits: facts with a verdict that is noted and never a refusal.

use super::*;
use crate::change::{CheckInWithdrawn, CheckedIn, CheckedOut, CustomerAdded};
use crate::place::{Fence, Fix, Position, Whereabouts};
use crate::record::{CheckIn, Evidence, Site};
use crate::testing::World;
use crate::testing::cast::*;

fn arrival(fix: Option<Fix>) -> CheckedIn {
    CheckedIn {
        customer: BAKERY,
        site: None,
        task: Some(TASK),
        fix,
    }
}

fn taken(number: u128) -> CheckInWithdrawn {
    CheckInWithdrawn {
        check_in: made(number),
        reason: String::new(),
    }
}

fn visit(world: &World, number: u128) -> CheckIn {
    world.record_of(made::<RecordId>(number)).read().unwrap()
}

#[test]
fn an_arrival_at_the_door_is_inside_and_names_the_site() {
    let mut world = world();
    world.does(anna(), 0x100, 100, Body::CheckedIn(arrival(Some(fix()))));
    let visit = visit(&world, 0x100);
    assert_eq!((visit.person, visit.site), (ANNA, Some(DOOR)));
    assert_eq!(visit.verdict.unwrap().verdict, Whereabouts::Inside);
}

#[test]
fn an_arrival_far_away_or_without_a_fix_is_taken_all_the_same() {
    let mut world = world();
    let far = Fix {
        position: Position::new(0, 0).unwrap(),
        ..fix()
    };
    world.does(anna(), 0x100, 100, Body::CheckedIn(arrival(Some(far))));
    assert_eq!(
        visit(&world, 0x100).verdict.unwrap().verdict,
        Whereabouts::Outside
    );
    world.does(anna(), 0x101, 110, Body::CheckedIn(arrival(None)));
    assert_eq!(visit(&world, 0x101).verdict, None);
    world.does(cleo(), 0x102, 120, Body::CheckedIn(arrival(Some(fix()))));
    assert_eq!(
        visit(&world, 0x102).person,
        CLEO,
        "also at a colleague's customer"
    );
}

#[test]
fn a_simulated_position_is_kept_as_evidence_and_accuses_nobody() {
    let mut world = world();
    let mock = Fix {
        mock: true,
        ..fix()
    };
    let change = world.change(0x100, 100, Body::CheckedIn(arrival(Some(mock))));
    assert_eq!(world.ingest(anna(), &change), Verdict::Applied);
    let visit = visit(&world, 0x100);
    assert!(visit.evidence.contains_key(&Evidence::Mock));
    assert_eq!(visit.verdict.unwrap().verdict, Whereabouts::Uncertain);
    assert!(world.diary().is_empty());
}

#[test]
fn of_several_sites_the_nearest_counts_unless_the_rep_names_one() {
    let mut world = world();
    let at = |north: i64| Site {
        name: String::new(),
        at: Position::new(525_200_000 + north, 134_050_000).unwrap(),
        fence: Fence { radius_mm: 30_000 },
    };
    let sites = [(made(0x900), at(0)), (made(0x901), at(20_000))].into();
    let yard = CustomerAdded {
        name: "Yard".into(),
        owner: Some(ANNA),
        sites,
        ..Default::default()
    };
    world.does(anna(), 0x100, 90, Body::CustomerAdded(yard));
    let at_yard = |site| CheckedIn {
        customer: made(0x100),
        site,
        task: None,
        fix: Some(fix()),
    };
    world.does(anna(), 0x101, 100, Body::CheckedIn(at_yard(None)));
    assert_eq!(visit(&world, 0x101).site, Some(made(0x900)));
    world.does(
        anna(),
        0x102,
        100,
        Body::CheckedIn(at_yard(Some(made(0x901)))),
    );
    assert_eq!(visit(&world, 0x102).site, Some(made(0x901)));
}

#[test]
fn a_visit_ends_goes_on_and_is_taken_back_by_who_made_it() {
    let mut world = world();
    world.does(anna(), 0x100, 100, Body::CheckedIn(arrival(None)));
    let leave = Body::CheckedOut(CheckedOut {
        check_in: made(0x100),
        fix: None,
    });
    for author in [ben(), mia(), ada()] {
        let number = 0x1000 + author.person.0.as_u128();
        assert_eq!(
            world.tries(author, number, 110, leave.clone()),
            refused(Code::NotAllowed)
        );
    }
    world.does(anna(), 0x101, 110, leave);
    assert_eq!(visit(&world, 0x100).end.unwrap().civil.time, 110);
    world.does(anna(), 0x102, 120, Body::CheckOutWithdrawn(taken(0x100)));
    assert_eq!(visit(&world, 0x100).end, None);
    world.does(anna(), 0x103, 130, Body::CheckInWithdrawn(taken(0x100)));
    assert!(visit(&world, 0x100).withdrawn);
    assert!(
        world.sees(MIA, made::<RecordId>(0x100)),
        "it stays visible with its mark"
    );
    world.does(anna(), 0x104, 140, Body::CheckInRestored(taken(0x100)));
    assert!(!visit(&world, 0x100).withdrawn);
}

#[test]
fn an_arrival_waits_for_its_customer() {
    let mut world = world();
    let arrival = CheckedIn {
        customer: made(0x200),
        ..arrival(None)
    };
    let waits = Verdict::Waits {
        ids: [made::<RecordId>(0x200)].into(),
    };
    assert_eq!(
        world.tries(anna(), 0x100, 100, Body::CheckedIn(arrival)),
        waits
    );
}
