//! Tables as other programs write them, end to end: file, server, phone.

use std::fs;
use std::path::PathBuf;

use outrider_model::id::CustomerId;
use outrider_model::record::{Customer, Kind};
use outrider_tests::world::{BarePhone, World, read_or_skip};
use serde_json::Value;

fn file(world: &World, name: &str, bytes: &[u8]) -> PathBuf {
    let path = world.profile(name);
    fs::write(&path, bytes).unwrap();
    path
}

/// Imports customers for Anna and gives the summary.
fn import(world: &World, name: &str, bytes: &[u8]) -> Value {
    let path = file(world, name, bytes);
    let path = path.to_str().unwrap();
    let owners = ["--owners", "round-robin"];
    world.server.json(
        &[
            &["import", "customers", path, "--org", &world.slug],
            &owners[..],
        ]
        .concat(),
    )
}

fn customers(phone: &mut BarePhone) -> Vec<Customer> {
    phone.drain();
    let found = phone.of_kind(&Kind::Customer);
    let mut found: Vec<Customer> = found.iter().map(|one| one.read().unwrap()).collect();
    found.sort_by(|left, right| left.name.cmp(&right.name));
    found
}

#[test]
fn swapped_headers_missing_places_and_quoted_cells_reach_the_phone_as_they_should() {
    let world = World::new();
    let mut anna = world.bare("Anna");
    let table = "Name,License Number,latitude,longitude\n\
        \"Deli, \"\"Best\"\"\nin town\",1,-73.860865,40.750114\n\
        No place,2,,\n\
        TORTILLERIA LA GUADALUP,3,-73.961264,40.716538\n";
    let summary = import(&world, "swapped.csv", table.as_bytes());
    assert_eq!(summary["customers"], 3, "{summary}");
    assert_eq!(summary["without_site"], 1);
    assert_eq!(summary["swapped_headers"], true);
    let found = customers(&mut anna);
    assert_eq!(found.len(), 3);
    assert_eq!(found[0].name, "Deli, \"Best\"\nin town");
    let site = found[0].sites.values().next().unwrap();
    assert_eq!((site.at.lat(), site.at.lon()), (407_501_140, -738_608_650));
    assert!(found[1].sites.is_empty());
    assert_eq!(found[2].name, "TORTILLERIA LA GUADALUP");
}

#[test]
fn a_byte_order_mark_latin_1_and_semicolons_are_understood() {
    let world = World::new();
    let mut anna = world.bare("Anna");
    import(
        &world,
        "bom.csv",
        "\u{feff}name;phone\r\nCafé Größe;030 1\r\n".as_bytes(),
    );
    let latin = b"name,phone\nB\xe4ckerei M\xfcller,030 2\n";
    let summary = import(&world, "latin.csv", latin);
    assert_eq!(summary["latin"], true, "{summary}");
    let names: Vec<String> = customers(&mut anna)
        .into_iter()
        .map(|one| one.name)
        .collect();
    assert_eq!(names, ["Bäckerei Müller", "Café Größe"]);
}

#[test]
fn a_table_with_one_wrong_row_is_refused_whole_with_its_line() {
    let world = World::new();
    let mut anna = world.bare("Anna");
    let table = b"name,lat,lon\nGood,1,1\nBad,95,1\nAlso good,2,2\n";
    let path = file(&world, "wrong.csv", table);
    let arguments = [
        "import",
        "customers",
        path.to_str().unwrap(),
        "--org",
        &world.slug,
    ];
    let (code, out, err) = world.server.try_command(&arguments);
    assert_eq!(code, 1, "{out}{err}");
    assert!(err.contains("line 3"), "{err}");
    assert!(customers(&mut anna).is_empty(), "all of it or nothing");
}

#[test]
fn a_preview_stores_nothing_and_an_import_can_be_undone_by_its_id() {
    let world = World::new();
    let boss = world.manager("Boss");
    let mut anna = world.bare("Anna");
    let table = b"name,phone\nOne,1\nTwo,2\nThree,3\n";
    let path = file(&world, "three.csv", table);
    let path = path.to_str().unwrap();
    let org = ["--org", world.slug.as_str(), "--owners", "round-robin"];
    let said = [&["import", "customers", path, "--preview"], &org[..]].concat();
    let preview = world.server.json(&said);
    assert_eq!(preview["customers"], 3, "{preview}");
    assert!(customers(&mut anna).is_empty());
    let done = import(&world, "three.csv", table);
    let id = done["import"].as_str().unwrap().to_owned();
    assert_eq!(customers(&mut anna).len(), 3);
    let two = anna
        .of_kind(&Kind::Customer)
        .iter()
        .find(|one| one.get(&"name".into()) == "Two")
        .unwrap()
        .id;
    boss.edits(CustomerId::from(two), "phone", "touched since");
    let undone = world
        .server
        .json(&["import", "--undo", &id, "--org", &world.slug]);
    assert_eq!(undone["removed"], 2, "{undone}");
    assert_eq!(undone["kept"][0]["id"], two.to_string());
    let names: Vec<String> = customers(&mut anna)
        .into_iter()
        .map(|one| one.name)
        .collect();
    assert_eq!(names, ["Two"]);
}

#[test]
fn a_table_of_10_mb_is_imported_and_every_customer_reaches_a_phone() {
    let world = World::alone();
    let mut anna = world.bare("Anna");
    let about = "z".repeat(2_000);
    let mut table = String::from("name,code,about\n");
    for number in 0..5_000 {
        table.push_str(&format!("Customer {number},C{number},{about}\n"));
    }
    assert!(table.len() > 10_000_000);
    let summary = import(&world, "large.csv", table.as_bytes());
    assert_eq!(summary["customers"], 5_000, "{summary}");
    assert_eq!(customers(&mut anna).len(), 5_000);
}

#[test]
fn a_register_of_13668_shops_is_imported_with_its_quirks() {
    let story = "a_register_of_13668_shops_is_imported_with_its_quirks";
    let Some(table) = read_or_skip(story, "locations/ny_food_stores_nyc_delaware.csv") else {
        return;
    };
    let world = World::alone();
    let mut anna = world.bare("Anna");
    let summary = import(&world, "shops.csv", &table);
    assert_eq!(summary["customers"], 13_668, "{summary}");
    assert_eq!(summary["without_site"], 296);
    assert_eq!(summary["swapped_headers"], true);
    let found = customers(&mut anna);
    assert_eq!(found.len(), 13_668);
    assert_eq!(found.iter().filter(|one| one.sites.is_empty()).count(), 296);
    let is_in_the_state = |customer: &Customer| {
        customer
            .sites
            .values()
            .all(|site| (400_000_000..430_000_000).contains(&site.at.lat()))
    };
    assert!(found.iter().all(is_in_the_state));
}
