//! What comes in can go out again: import, phone, export, and into another organisation.

use std::fs;

use outrider_model::record::{Customer, Kind};
use outrider_tests::world::World;

fn path(world: &World, name: &str) -> String {
    world.profile(name).to_str().unwrap().to_owned()
}

#[test]
fn customers_and_tasks_go_from_a_table_to_a_phone_and_out_into_a_table_that_says_the_same() {
    let world = World::new();
    let boss = world.manager("Boss");
    let anna = world.rep("Anna");
    let table = "name,code,phone,latitude,longitude,tags,custom:Shelf\n\
        \"Bakery \"\"Mühle\"\", Kreuzberg\",C-1,+49 30 23125 11,52.52,13.405,new|b\\|c,left\n\
        =SUM(A1),C-2,,,,,\n\
        Kiosk,C-3,,-33.8688,151.2093,,\n";
    let file = path(&world, "in.csv");
    fs::write(&file, table).unwrap();
    let org = world.slug.as_str();
    let owners = ["--owners", "round-robin"];
    world
        .server
        .command(&[&["import", "customers", &file, "--org", org], &owners[..]].concat());
    anna.online();
    assert_eq!(anna.count(Kind::Customer), 3);
    let kiosk = anna.named("Kiosk");
    anna.edits(kiosk, "phone", "from the phone");
    anna.online();

    let out = path(&world, "out");
    world
        .server
        .command(&["export", "--org", org, "--to", &out]);
    let exported = fs::read_to_string(format!("{out}/customers.csv")).unwrap();
    for words in [
        "Mühle",
        "+49 30 23125 11",
        "=SUM(A1)",
        "from the phone",
        "C-3",
    ] {
        assert!(exported.contains(words), "{words}: {exported}");
    }

    // The same file says nothing new here, and the same things in another organisation.
    let back = format!("{out}/customers.csv");
    let again = world
        .server
        .json(&["import", "customers", &back, "--org", org]);
    assert_eq!(again["unchanged"], 3, "{again}");
    let other = World::new();
    let mut ben = other.bare("Ben");
    let arguments = [
        "import",
        "customers",
        &back,
        "--org",
        &other.slug,
        "--map",
        "id=",
        "--map",
        "owner=",
    ];
    let summary = other.server.json(&[&arguments[..], &owners[..]].concat());
    assert_eq!(summary["customers"], 3, "{summary}");
    ben.drain();
    for copy in ben.of_kind(&Kind::Customer) {
        let copy: Customer = copy.read().unwrap();
        let original: Customer = anna.record(anna.named(&copy.name)).unwrap().read().unwrap();
        assert_eq!(
            (&copy.code, &copy.phone, &copy.custom),
            (&original.code, &original.phone, &original.custom)
        );
        assert_eq!(copy.sites, original.sites);
        let tags = |customer: &Customer| customer.tags.keys().cloned().collect::<Vec<_>>();
        assert_eq!(tags(&copy), tags(&original));
    }
    assert_eq!(boss.get("/v1/customers").status, 200);
}

#[test]
fn two_exports_of_one_state_are_equal_and_a_change_shows_in_the_digest() {
    let world = World::new();
    let anna = world.rep("Anna");
    anna.online();
    let org = world.slug.as_str();
    let digest = || world.server.json(&["digest", "--org", org])["digest"].clone();
    let before = digest();
    assert_eq!(digest(), before);
    anna.adds_customer("Kiosk", None);
    anna.online();
    assert_ne!(digest(), before);
    let (first, second) = (path(&world, "first.jsonl"), path(&world, "second.jsonl"));
    for file in [&first, &second] {
        world
            .server
            .command(&["export", "--org", org, "--to", file]);
    }
    assert!(fs::read(first).unwrap() == fs::read(second).unwrap());
}
