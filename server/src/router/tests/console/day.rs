//! A day in the field.

use outrider_model::id::PersonId;
use outrider_model::record::work_day_id;
use serde_json::{Value, json};

use super::super::World;
use super::{DAY, HOUR, resums};

fn rep(today: &Value, person: PersonId) -> Value {
    let reps = today["reps"].as_array().unwrap();
    let of = |rep: &&Value| rep["person"] == person.to_string();
    reps.iter().find(of).unwrap().clone()
}

/// A day with one of everything, of the first rep.
fn lives(world: &World) {
    let [north, south] = world.reps;
    let day = json!({ "plan_day": "2026-03-02" });
    let bakery = world.customer("Bakery", north, json!({}));
    let at_bakery = json!({ "plan_day": "2026-03-02", "customer": bakery,
        "window": { "from": 600, "to": 660 } });
    let visit = world.plan("Visit", Some(north), at_bakery);
    let done = world.plan("Done", Some(north), day.clone());
    let failed = world.plan("Not done", Some(north), day.clone());
    let declined = world.plan("Declined", Some(north), day.clone());
    let off = world.plan("Called off", Some(north), day.clone());
    world.plan(
        "Of yesterday",
        Some(north),
        json!({ "plan_day": "2026-03-01" }),
    );
    world.plan("Another's", Some(south), day);
    world.does(north, "checked_in", json!({ "customer": bakery }));
    let note = json!({ "task": visit, "customer": bakery, "body": "Wants ovens" });
    world.does(north, "note.written", note);
    world.does(north, "task.completed", json!({ "task": done }));
    world.does(
        north,
        "task.not_done",
        json!({ "task": failed, "reason": "closed" }),
    );
    world.does(
        north,
        "task.declined",
        json!({ "task": declined, "reason": "too far" }),
    );
    world.must("task.cancelled", json!({ "task": off }));
}

#[tokio::test]
async fn a_day_says_what_is_planned_and_what_came_of_it_and_every_figure_is_its_rows() {
    let world = World::new();
    lives(&world);
    let token = world.sign_in("max-north").await;
    let today = world.read("/v1/today", &token).await;
    assert_eq!(today["day"], "2026-03-02");
    assert_eq!(
        today["reps"].as_array().unwrap().len(),
        1,
        "his own rep alone"
    );
    let rita = rep(&today, world.reps[0]);
    let counts = [
        "planned", "done", "not_done", "declined", "open", "late", "overdue", "visits",
    ];
    let counted: Vec<i64> = counts
        .iter()
        .map(|name| rita[name].as_i64().unwrap())
        .collect();
    // The visit was to be over at 11:00 in Berlin; now it is 13:00 there.
    assert_eq!(counted, [4, 1, 1, 1, 1, 1, 1, 1]);
    assert_eq!(rita["state"], "unknown");
    assert_eq!(rita["next"]["title"], "Visit");
    assert!(rita["current_visit"]["customer"].is_string());
    let stops = today["stops"].as_array().unwrap();
    let stop = |title: &str| stops.iter().find(|stop| stop["title"] == title).unwrap();
    assert_eq!(stop("Visit")["late_minutes"], 120);
    assert_eq!(stop("Visit")["note"]["body"], "Wants ovens");
    assert!(
        stop("Visit")["check_in"]["id"].is_string(),
        "by person and customer"
    );
    assert_eq!(stop("Not done")["reason"], "closed");
    assert_eq!(today["unplanned"], json!([]));
    assert_eq!(resums(&world, &token, &today["figures"]).await, 7);
    let admin = world.sign_in("ada").await;
    let all = world.read("/v1/today", &admin).await;
    assert_eq!(all["figures"]["planned"]["value"], 5);
    assert_eq!(resums(&world, &admin, &all["figures"]).await, 7);
    let south = format!("/v1/today?team={}", world.teams[1]);
    let south = world.read(&south, &admin).await;
    assert_eq!(south["figures"]["planned"]["value"], 1);
    assert_eq!(resums(&world, &admin, &south["figures"]).await, 7);
}

#[tokio::test]
async fn a_day_is_everybodys_own_also_at_the_end_of_a_month() {
    let world = World::new();
    let [east, west] = world.reps;
    for (person, zone) in [(east, "Pacific/Auckland"), (west, "America/Los_Angeles")] {
        world.must(
            "person.edited",
            json!({ "target": person, "set": { "zone": zone } }),
        );
        for day in ["2026-03-31", "2026-04-01"] {
            world.plan(day, Some(person), json!({ "plan_day": day }));
        }
    }
    // 18:00 on the 31st in London: the 1st has begun in Auckland, morning is not over in Los Angeles.
    world.clock.advance(29 * DAY + 5 * HOUR);
    let token = world.sign_in("ada").await;
    let today = world.read("/v1/today", &token).await;
    assert_eq!(today["day"], "2026-03-31", "in the organisation's zone");
    let late = |today: &Value, person| rep(today, person)["late"].as_i64().unwrap();
    assert_eq!((late(&today, east), late(&today, west)), (1, 0));
    assert_eq!(resums(&world, &token, &today["figures"]).await, 7);
    let next = world.read("/v1/today?day=2026-04-01", &token).await;
    assert_eq!((late(&next, east), late(&next, west)), (0, 0));
    assert_eq!(rep(&next, east)["overdue"], 1);
    assert_eq!(next["figures"]["planned"]["value"], 2);
    assert_eq!(resums(&world, &token, &next["figures"]).await, 7);
    let before = world.read("/v1/today?day=2026-03-30", &token).await;
    assert_eq!(before["figures"]["planned"]["value"], 0);
    assert_eq!(resums(&world, &token, &before["figures"]).await, 7);
}

#[tokio::test]
async fn a_position_is_shown_while_its_owner_is_on_duty_and_he_is_told_once() {
    let world = World::new();
    let person = world.reps[0];
    let customer = world.customer("Bakery", person, json!({}));
    let now = || world.host.seams.clock.wall();
    let visit = |lat: i64| {
        let fix = json!({ "position": { "lat": lat, "lon": 134_000_000 }, "accuracy_mm": 9_000,
            "at": now() });
        world.does(
            person,
            "checked_in",
            json!({ "customer": customer, "fix": fix }),
        );
    };
    visit(525_100_000);
    world.clock.advance(HOUR);
    let token = world.sign_in("max-north").await;
    let off = world.read("/v1/today", &token).await;
    assert!(
        rep(&off, person).get("last_position").is_none(),
        "before he began his day"
    );
    let day = "2026-03-02".parse().unwrap();
    world.does(
        person,
        "work.started",
        json!({ "person": person, "day": day }),
    );
    world.clock.advance(HOUR / 2);
    visit(525_200_000);
    world.clock.advance(HOUR / 2);
    let on = world.read("/v1/today", &token).await;
    let rita = rep(&on, person);
    assert_eq!(rita["state"], "working");
    assert_eq!(rita["last_position"]["lat"], 525_200_000);
    assert_eq!(rita["last_position"]["source"], "check_in");
    let told = || {
        let query = crate::store::Query::Ids(vec![
            outrider_model::record::location_view_id(
                person,
                world.managers[0],
                &outrider_model::record::Looked::Position,
                day,
            )
            .into(),
        ]);
        let found = world
            .host
            .store
            .records(world.organisation, &query, None, 1, 0);
        let record: Value = serde_json::from_slice(&found.unwrap()[0].bytes).unwrap();
        record["times"].as_i64().unwrap()
    };
    assert_eq!(told(), 1);
    let head = world.host.store.head(world.organisation).unwrap();
    world.clock.advance(60 * 1_000_000);
    world.read("/v1/today", &token).await;
    assert_eq!(told(), 1, "who goes on looking is told once");
    assert_eq!(world.host.store.head(world.organisation).unwrap(), head);
    world.clock.advance(HOUR);
    world.read("/v1/today", &token).await;
    assert_eq!(told(), 2);
    let other = world.read("/v1/today?day=2026-03-03", &token).await;
    assert!(
        rep(&other, person).get("last_position").is_none(),
        "of another day"
    );
    let _day = work_day_id(person, day);
}
