//! Lists: every order and filter, with the whole number beside each page.

use axum::http::StatusCode;
use serde_json::{Value, json};

use super::super::World;
use super::titles;

#[tokio::test]
async fn tasks_come_in_every_order_and_both_ways_and_those_without_a_day_last() {
    let world = World::new();
    let token = world.sign_in("ada").await;
    let rep = Some(world.reps[0]);
    world.plan(
        "Cake",
        rep,
        json!({ "plan_day": "2026-03-04", "priority": "low" }),
    );
    world.plan("Apples", rep, json!({ "priority": "urgent" }));
    let bread = world.plan("Bread", rep, json!({ "plan_day": "2026-03-03" }));
    world.clock.advance(1_000_000);
    world.does(world.reps[0], "task.started", json!({ "task": bread }));
    for (sort, expected) in [
        ("plan_day", ["Bread", "Cake", "Apples"]),
        ("-plan_day", ["Cake", "Bread", "Apples"]),
        ("title", ["Apples", "Bread", "Cake"]),
        ("-title", ["Cake", "Bread", "Apples"]),
        ("priority", ["Apples", "Bread", "Cake"]),
        ("-priority", ["Cake", "Bread", "Apples"]),
        ("status", ["Cake", "Apples", "Bread"]),
        ("-since", ["Bread", "Apples", "Cake"]),
    ] {
        let page = world.read(&format!("/v1/tasks?sort={sort}"), &token).await;
        assert_eq!(titles(&page, "title"), expected, "{sort}");
        assert_eq!(page["total"], 3);
    }
    let wrong = world.get("/v1/tasks?sort=colour", &token).await;
    assert_eq!(wrong.status, StatusCode::BAD_REQUEST);
    assert_eq!(wrong.json()["field"], "sort");
}

#[tokio::test]
async fn tasks_are_found_by_words_priority_series_territory_and_team() {
    let world = World::new();
    let token = world.sign_in("ada").await;
    let territory = world.must("territory.created", json!({ "name": "East" }));
    let customer = world.customer("Bakery", world.reps[0], json!({}));
    world.must(
        "customer.edited",
        json!({ "target": customer, "set": { "territory": territory } }),
    );
    let north = Some(world.reps[0]);
    world.plan("Show the oven", north, json!({ "customer": customer }));
    world.plan(
        "Show the mixer",
        Some(world.reps[1]),
        json!({ "priority": "high" }),
    );
    world.plan("For whoever", None, json!({ "team": world.teams[0] }));
    world.plan("For nobody", None, json!({}));
    for (filter, expected) in [
        ("q=OVEN%20show".to_owned(), vec!["Show the oven"]),
        ("q=show%20tractor".to_owned(), vec![]),
        ("priority=high,urgent".to_owned(), vec!["Show the mixer"]),
        (format!("territory={territory}"), vec!["Show the oven"]),
        (
            format!("of_team={}", world.teams[1]),
            vec!["Show the mixer"],
        ),
        (format!("team={}", world.teams[0]), vec!["For whoever"]),
        (
            "unassigned=true".to_owned(),
            vec!["For nobody", "For whoever"],
        ),
        ("list=to_claim".to_owned(), vec!["For whoever"]),
        ("list=for_manager".to_owned(), vec!["For nobody"]),
        (
            "managed=true".to_owned(),
            vec!["Show the mixer", "Show the oven"],
        ),
    ] {
        let path = format!("/v1/tasks?sort=title&{filter}");
        let page = world.read(&path, &token).await;
        assert_eq!(titles(&page, "title"), expected, "{filter}");
        assert_eq!(page["total"], expected.len(), "{filter}");
    }
    let north = world.sign_in("max-north").await;
    let page = world.read("/v1/tasks?managed=true", &north).await;
    assert_eq!(titles(&page, "title"), ["Show the oven"]);
    assert_eq!(page["names"][customer.to_string()], "Bakery");
    assert_eq!(page["names"][world.reps[0].to_string()], "Rita Rep");
}

#[tokio::test]
async fn pages_lie_end_to_end_and_each_says_how_many_there_are() {
    let world = World::new();
    let token = world.sign_in("max-north").await;
    for number in 0..7 {
        world.plan(&format!("Task {number}"), Some(world.reps[0]), json!({}));
    }
    world.plan("Not his", Some(world.reps[1]), json!({}));
    let (mut after, mut seen) = (String::new(), Vec::new());
    loop {
        let path = format!("/v1/tasks?sort=-title&limit=3{after}");
        let page = world.read(&path, &token).await;
        assert_eq!(page["total"], 7);
        seen.extend(titles(&page, "title").into_iter().map(str::to_owned));
        let Some(next) = page["next"].as_str() else {
            break;
        };
        after = format!("&after={next}");
    }
    let expected: Vec<String> = (0..7)
        .rev()
        .map(|number| format!("Task {number}"))
        .collect();
    assert_eq!(seen, expected);
}

#[tokio::test]
async fn customers_say_when_somebody_was_there_last_and_what_is_open() {
    let world = World::new();
    let token = world.sign_in("ada").await;
    let [north, south] = world.reps;
    let site = json!({ "aaaaaaaa-0000-4000-8000-000000000001": {
        "at": { "lat": 525_200_000, "lon": 134_050_000 }, "fence": { "radius_mm": 50_000 } } });
    let anvil = world.customer("Anvil", north, json!({ "code": "9" }));
    let bakery = world.customer("Bakery", north, json!({ "code": "1", "sites": site }));
    world.customer("Chandler", south, json!({}));
    world.does(north, "checked_in", json!({ "customer": anvil }));
    world.clock.advance(1_000_000);
    world.does(north, "checked_in", json!({ "customer": bakery }));
    world.plan("Sell", Some(north), json!({ "customer": bakery }));
    for (sort, expected) in [
        ("name", ["Anvil", "Bakery", "Chandler"]),
        ("-name", ["Chandler", "Bakery", "Anvil"]),
        ("code", ["Bakery", "Anvil", "Chandler"]),
        ("last_visit", ["Anvil", "Bakery", "Chandler"]),
        ("-last_visit", ["Bakery", "Anvil", "Chandler"]),
    ] {
        let page = world
            .read(&format!("/v1/customers?sort={sort}"), &token)
            .await;
        assert_eq!(titles(&page, "name"), expected, "{sort}");
    }
    let page = world.read("/v1/customers?q=bak", &token).await;
    let item = &page["items"][0];
    assert_eq!(item["open_tasks"], 1);
    assert!(item["last_visit"].as_i64().is_some());
    for (filter, expected) in [
        ("without_site=true", vec!["Anvil", "Chandler"]),
        ("without_owner=true", vec![]),
        ("tag=vip", vec![]),
    ] {
        let page = world.read(&format!("/v1/customers?{filter}"), &token).await;
        assert_eq!(titles(&page, "name"), expected, "{filter}");
        assert_eq!(page["total"], expected.len());
    }
    let points = world.read("/v1/customers/points", &token).await;
    let expected = json!({ "points": [{ "id": bakery, "name": "Bakery", "lat": 525_200_000,
        "lon": 134_050_000, "owner": north }] });
    assert_eq!(points, expected);
    let stranger = world.sign_in("max-south").await;
    let none = world.read("/v1/customers/points", &stranger).await;
    assert_eq!(none, json!({ "points": [] }));
}

#[tokio::test]
async fn a_tag_finds_its_customers_and_no_other_that_begins_alike() {
    let world = World::new();
    let token = world.sign_in("ada").await;
    for (name, tag) in [("Anvil", "vip"), ("Bakery", "vip gold")] {
        let customer = world.customer(name, world.reps[0], json!({}));
        world.must(
            "customer.tagged",
            json!({ "customer": customer, "add": { tag: true } }),
        );
    }
    let page = world.read("/v1/customers?tag=vip", &token).await;
    assert_eq!(titles(&page, "name"), ["Anvil"]);
}

#[tokio::test]
async fn notes_and_visits_are_found_by_what_was_said_and_by_the_day_of_the_device() {
    let world = World::new();
    let token = world.sign_in("ada").await;
    let rep = world.reps[0];
    let customer = world.customer("Bakery", rep, json!({}));
    let note = json!({ "body": "Wants three ovens", "customer": customer, "outcome": "positive" });
    world.does(rep, "note.written", note);
    world.does(rep, "checked_in", json!({ "customer": customer }));
    for (path, count) in [
        ("/v1/notes?q=OVENS", 1),
        ("/v1/notes?q=mixers", 0),
        ("/v1/notes?outcome=positive", 1),
        ("/v1/notes?outcome=negative", 0),
        ("/v1/notes?from=2026-03-02&to=2026-03-02", 1),
        ("/v1/notes?from=2026-03-03", 0),
        ("/v1/check-ins?from=2026-03-02&to=2026-03-02", 1),
        ("/v1/check-ins?to=2026-03-01", 0),
        ("/v1/check-ins?verdict=inside", 0),
        ("/v1/check-ins?evidence=mock", 0),
    ] {
        let page = world.read(path, &token).await;
        assert_eq!(page["total"], count, "{path}");
        assert_eq!(page["items"].as_array().unwrap().len(), count, "{path}");
    }
    for (path, field) in [
        ("/v1/notes?from=soon", "from"),
        ("/v1/check-ins?evidence=wings", "evidence"),
        ("/v1/tasks?late=true", "late"),
    ] {
        let wrong = world.get(path, &token).await;
        assert_eq!(wrong.status, StatusCode::BAD_REQUEST, "{path}");
        assert_eq!(wrong.json()["field"], field);
    }
}

#[tokio::test]
async fn work_days_say_how_long_was_worked_and_what_waits() {
    let world = World::new();
    let token = world.sign_in("max-north").await;
    let rep = world.reps[0];
    let day = outrider_model::record::work_day_id(rep, "2026-03-02".parse().unwrap());
    let period = world.does(
        rep,
        "work.started",
        json!({ "person": rep, "day": "2026-03-02" }),
    );
    let period = world.period(period, day.into());
    let open = world.read("/v1/work-days", &token).await;
    assert_eq!(open["items"][0]["is_open"], true);
    world.clock.advance(90 * 60 * 1_000_000);
    world.does(
        rep,
        "work.ended",
        json!({ "work_day": day, "period": period }),
    );
    let path = "/v1/work-days?from=2026-03-02&to=2026-03-02";
    let ended = world.read(path, &token).await;
    assert_eq!(ended["items"][0]["worked"], 90);
    assert_eq!(ended["items"][0]["is_open"], false);
    assert_eq!(
        (&ended["total"], &ended["items"][0]["corrections"]),
        (&json!(1), &json!([]))
    );
    let none = world.read("/v1/work-days?to=2026-03-01", &token).await;
    assert_eq!(none["total"], 0);
}

impl World {
    /// The id of the period that a change started, of the record that it wrote.
    fn period(&self, _: outrider_model::id::RecordId, day: outrider_model::id::RecordId) -> Value {
        let query = crate::store::Query::Ids(vec![day]);
        let found = self
            .host
            .store
            .records(self.organisation, &query, None, 1, 0)
            .unwrap();
        let record: Value = serde_json::from_slice(&found[0].bytes).unwrap();
        let (period, _) = record["steps"].as_object().unwrap().iter().next().unwrap();
        json!(period)
    }
}
