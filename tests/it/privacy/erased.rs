//! Somebody is erased while the server runs: no file and no log of it holds anything of him.

use std::path::Path;

use outrider_tests::world::{World, now, say};
use serde_json::json;

/// Words and numbers that stand for Canary alone.
const CANARIES: [&str; 7] = [
    "Canary Name",
    "canary-login",
    "canary-note",
    "canary-draft",
    "canary-reason",
    "525212347",
    "134056789",
];

fn search(folder: &Path, found: &mut Vec<String>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            search(&path, found);
            continue;
        }
        let bytes = std::fs::read(&path).unwrap();
        for word in CANARIES {
            if bytes
                .windows(word.len())
                .any(|part| part == word.as_bytes())
            {
                found.push(format!("{word} in {}", path.display()));
            }
        }
    }
}

fn found(world: &World) -> Vec<String> {
    let mut found = Vec::new();
    search(&world.server.data(), &mut found);
    let log = world.server.log();
    found.extend(
        CANARIES
            .iter()
            .filter(|word| log.contains(**word))
            .map(|word| format!("{word} in the log")),
    );
    found
}

/// Canary has left traces everywhere; Anna has a phone that holds some of them.
fn lived(world: &World) -> outrider_model::id::PersonId {
    let boss = world.manager("Boss");
    let canary = world.rep("Canary Name");
    let bakery = boss.adds(say::customer("Bakery", Some(canary.person)));
    let task = boss.assigns_at("Show the oven", &canary, bakery);
    canary.online();
    let precise = say::place(525_212_347, 134_056_789);
    let visit = canary.checks_in(bakery, Some(say::fix(precise, now())));
    canary.not_done(task, "canary-reason");
    canary.checks_out(visit);
    canary.writes(bakery, "canary-note about the oven");
    canary.types(bakery, "canary-draft of another");
    canary.online();
    canary.person
}

#[test]
fn of_somebody_who_is_erased_no_file_and_no_log_of_a_running_server_holds_anything() {
    let world = World::alone();
    let person = lived(&world).to_string();
    let person = person.as_str();
    let password = ["admin", "set-password", person, "--login", "canary-login"];
    let (code, _, said) = world.server.answer(&password, "a long enough password\n");
    assert_eq!(code, 0, "{said}");
    assert!(!found(&world).is_empty());
    let (code, _, said) = world.server.try_command(&["erase", person]);
    assert_eq!(code, 2, "it asks first: {said}");
    assert!(
        said.contains("Canary Name") && said.contains("1 note"),
        "{said}"
    );
    assert!(!found(&world).is_empty(), "nothing has gone yet");
    let erased = world.server.json(&["erase", person, "--yes"]);
    assert!(erased["changes"].as_u64() > Some(5), "{erased}");
    assert_eq!(found(&world), Vec::<String>::new());
    let verified = world.server.json(&["audit", "verify"]);
    assert_eq!(verified["ok"], true, "{verified}");
    let out = tempfile::tempdir().unwrap();
    for to in ["tables", "all.jsonl"] {
        let to = out.path().join(to);
        world
            .server
            .command(&["export", "--to", to.to_str().unwrap()]);
    }
    let mut exported = Vec::new();
    search(out.path(), &mut exported);
    assert_eq!(exported, Vec::<String>::new());
    // Whoever comes later learns nothing of him either, and the figures stand.
    let boss = world.manager("Another");
    assert_eq!(boss.with_status("not_done").len(), 1);
    let anna = world.rep("Anna");
    anna.online();
    let held: String = [outrider_model::record::Kind::Person]
        .iter()
        .flat_map(|kind| anna.records(kind))
        .map(|record| String::from_utf8(record.bytes().unwrap()).unwrap())
        .collect();
    assert!(CANARIES.iter().all(|word| !held.contains(word)), "{held}");
}

#[test]
fn an_admin_types_the_name_before_somebody_is_erased() {
    let world = World::alone();
    let person = lived(&world);
    let path = format!("/v1/people/{person}/erase");
    let going = world.admin().get(&path).json();
    assert_eq!(
        (&going["name"], &going["records"]["note"]),
        (&json!("Canary Name"), &json!(1))
    );
    let wrong = world.admin().post(&path, &json!({ "name": "Canary" }));
    assert_eq!((wrong.status, wrong.code().as_str()), (400, "invalid"));
    assert_eq!(wrong.json()["field"], "name");
    assert!(!found(&world).is_empty());
    let done = world.admin().post(&path, &json!({ "name": "Canary Name" }));
    assert_eq!(done.status, 200, "{}", done.text());
    let words = found(&world)
        .into_iter()
        .filter(|word| !word.contains("login"));
    assert_eq!(words.collect::<Vec<_>>(), Vec::<String>::new());
    let again = world.admin().post(&path, &json!({ "name": "Canary Name" }));
    assert_eq!(again.status, 404);
    let own = format!("/v1/people/{}/erase", world.admin().person);
    let own = world.admin().post(&own, &json!({ "name": "Admin" }));
    assert_eq!((own.status, own.code().as_str()), (409, "conflict"));
}
