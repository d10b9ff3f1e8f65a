//! Programs that act for a person.

use outrider_tests::world::{World, say};
use serde_json::json;

use super::desk::{Desk, word};

const BOSS: &str = "boss@example.com";

#[test]
fn a_program_plans_a_task_and_the_story_names_it() {
    let world = World::alone();
    let boss = world.manager("Boss");
    let anna = world.rep("Anna");
    let desk = Desk::signed_in(&world, BOSS);
    let asked = json!({ "name": "Stock sync", "scopes": ["read", "write:tasks"], "days": 30 });
    let made = desk.post("/v1/tokens", &asked);
    assert_eq!(made.status, 201, "{}", made.text());
    let tool = Desk::with(&world, &word(&made, "token"));
    let task = outrider_model::change::TaskAssigned {
        assignee: Some(anna.person),
        ..say::task("Bring what ran out", boss.organisation)
    };
    let change = outrider_model::change::Change {
        id: world.id(),
        mends: None,
        stamp: outrider_model::stamp::Stamp(outrider_tests::world::now()),
        civil: outrider_model::stamp::Civil {
            time: outrider_tests::world::now(),
            offset: 0,
            zone: "UTC".to_owned(),
        },
        was: Default::default(),
        body: outrider_model::change::Body::TaskAssigned(task),
    };
    let bytes = change
        .bytes()
        .expect("a change of this version can be written");
    let change: serde_json::Value = serde_json::from_slice(&bytes).expect("a change is JSON");
    let said = tool.post("/v1/changes", &json!({ "changes": [change] }));
    assert_eq!(
        said.json()["verdicts"][0]["verdict"]["verdict"],
        "applied",
        "{}",
        said.text()
    );
    let id = change["id"].as_str().expect("an id");
    let story = tool.get(&format!("/v1/tasks/{id}/timeline")).json();
    assert_eq!(story["events"][0]["device_name"], "Stock sync");
    assert_eq!(story["events"][0]["person_name"], "Boss");
    anna.online();
    assert!(
        anna.today().contains("Bring what ran out"),
        "{}",
        anna.today()
    );
    let id = made.json()["id"].as_str().expect("an id").to_owned();
    let gone = desk.call("DELETE", &format!("/v1/tokens/{id}"), &json!({}));
    assert_eq!(gone.status, 204);
    assert_eq!(tool.get("/v1/tasks").status, 401);
}

#[test]
fn whoever_is_revoked_is_out_at_once_with_every_session_and_token() {
    use outrider_model::change::{Bases, Body, Edited};
    use outrider_model::record::Field;
    let world = World::alone();
    let boss = world.manager("Boss");
    let desk = Desk::signed_in(&world, BOSS);
    let asked = json!({ "name": "Stock sync", "scopes": ["read"], "days": 30 });
    let tool = Desk::with(&world, &word(&desk.post("/v1/tokens", &asked), "token"));
    assert_eq!(tool.get("/v1/tasks").status, 200);
    let set = [(Field::from("revoked"), json!(true))].into();
    let edited = Edited {
        target: boss.person,
        set,
    };
    world.admin().says(Body::PersonEdited(edited), Bases::new());
    for one in [&desk, &tool] {
        assert_eq!(one.get("/v1/tasks").code(), "unauthenticated");
    }
    let stranger = Desk::stranger(&world);
    let reply = stranger.knocks(BOSS, outrider_tests::world::PASSWORD);
    assert_eq!(reply.code(), "unauthenticated");
}
