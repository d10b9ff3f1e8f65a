//! What the team did.

use serde_json::{Value, json};

use super::super::World;

fn kinds(answer: &Value) -> Vec<&str> {
    let items = answer["items"].as_array().unwrap();
    items
        .iter()
        .map(|one| one["kind"].as_str().unwrap())
        .collect()
}

#[tokio::test]
async fn visits_and_notes_come_as_one_stream_the_newest_first_page_by_page() {
    let world = World::new();
    let [north, south] = world.reps;
    let bakery = world.customer("Bakery", north, json!({}));
    let planned = world.plan(
        "Visit",
        Some(north),
        json!({ "customer": bakery, "plan_day": "2026-03-02" }),
    );
    let second = 1_000_000;
    world.does(
        north,
        "checked_in",
        json!({ "customer": bakery, "task": planned }),
    );
    world.clock.advance(second);
    world.does(
        north,
        "note.written",
        json!({ "body": "One", "customer": bakery }),
    );
    world.clock.advance(second);
    let mock = json!({ "position": { "lat": 1, "lon": 1 }, "accuracy_mm": 9_000, "mock": true,
        "at": world.host.seams.clock.wall() });
    world.does(
        north,
        "checked_in",
        json!({ "customer": bakery, "fix": mock }),
    );
    world.clock.advance(second);
    world.does(
        north,
        "note.written",
        json!({ "body": "Two", "task": planned }),
    );
    world.does(south, "note.written", json!({ "body": "Another team's" }));
    let token = world.sign_in("max-north").await;
    let all = world.read("/v1/activity", &token).await;
    assert_eq!(kinds(&all), ["note", "check_in", "note", "check_in"]);
    assert_eq!(all["total"], 4);
    let first = &all["items"][3];
    assert_eq!(
        (&first["is_planned"], &first["day"]),
        (&json!(true), &json!("2026-03-02"))
    );
    assert_eq!(first["task"]["title"], "Visit");
    assert_eq!(all["items"][1]["is_planned"], false);
    assert_eq!(all["names"][bakery.to_string()], "Bakery");
    for (filter, expected) in [
        ("kind=note", vec!["note", "note"]),
        ("kind=check_in", vec!["check_in", "check_in"]),
        ("flag=mock", vec!["check_in"]),
        ("flag=outside,jump", vec![]),
        ("q=two", vec!["note"]),
        ("from=2026-03-03", vec![]),
        ("limit=2&after=1", vec!["check_in", "note"]),
    ] {
        let some = world.read(&format!("/v1/activity?{filter}"), &token).await;
        assert_eq!(kinds(&some), expected, "{filter}");
    }
    let page = world.read("/v1/activity?limit=3", &token).await;
    assert_eq!((&page["next"], &page["total"]), (&json!("3"), &json!(4)));
    let of_south = format!("/v1/activity?person={south}");
    assert_eq!(world.read(&of_south, &token).await["total"], 0);
    let admin = world.sign_in("ada").await;
    assert_eq!(world.read("/v1/activity", &admin).await["total"], 5);
    let team = format!("/v1/activity?team={}", world.teams[1]);
    assert_eq!(world.read(&team, &admin).await["total"], 1);
}
