//! The week board, what one should know before saving, and templates.

use axum::http::StatusCode;
use outrider_model::change::{
    Body, CustomerAdded, Edited, StatusReport, TaskAssigned, TemplateSaved, TerritoryCreated,
};
use outrider_model::id::{CustomerId, PersonId, RecordId, SiteId, TeamId};
use outrider_model::place::{Fence, Position};
use outrider_model::record::{Field, Site, built_in_id};
use serde_json::{Value, json};
use uuid::Uuid;

use super::World;

/// The Monday on which the clock stands.
const MONDAY: &str = "2026-03-02";

fn task(world: &World, title: &str, assignee: Option<PersonId>) -> TaskAssigned {
    TaskAssigned {
        title: title.into(),
        details: String::new(),
        activity: built_in_id(world.organisation, "demo"),
        assignee,
        team: None,
        customer: None,
        plan_day: Some(MONDAY.parse().unwrap()),
        window: None,
        priority: Default::default(),
        checklist: Default::default(),
        series: None,
        import: None,
    }
}

fn said(world: &World, body: Body) -> RecordId {
    let id = world.registrar().say(world.organisation, None, body);
    id.unwrap().into()
}

fn assigned(world: &World, task: TaskAssigned) -> RecordId {
    said(world, Body::TaskAssigned(task))
}

/// A customer so many hundredths of a degree north of another.
fn customer(world: &World, name: &str, owner: PersonId, hundredths: i64) -> CustomerId {
    let at = Position::new(525_000_000 + hundredths * 100_000, 134_000_000).unwrap();
    let site = Site {
        name: String::new(),
        at,
        fence: Fence { radius_mm: 100_000 },
    };
    let added = Body::CustomerAdded(CustomerAdded {
        name: name.into(),
        owner: Some(owner),
        sites: [(SiteId(Uuid::from_u128(1)), site)].into(),
        ..CustomerAdded::default()
    });
    said(world, added).into()
}

/// Office hours from Monday to Friday, nine to eleven.
fn with_hours(world: &World, person: PersonId) {
    let day = |name: &str| {
        let field = Field::new(&format!("hours/{name}"));
        (field, json!({"from": 540, "to": 660}))
    };
    let hours = Body::PersonEdited(Edited {
        target: person,
        set: ["mon", "tue", "wed", "thu", "fri"].map(day).into(),
    });
    said(world, hours);
}

async fn board(world: &World, token: &str, more: &str) -> Value {
    let path = format!("/v1/plan?from={MONDAY}&to=2026-03-08{more}");
    let answer = world.get(&path, token).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.json());
    answer.json()
}

async fn warned(world: &World, token: &str, moves: Value) -> Value {
    let answer = world
        .post("/v1/plan/check", token, json!({ "moves": moves }))
        .await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.json());
    answer.json()["warnings"].clone()
}

fn titles(tasks: &Value) -> Vec<&str> {
    let tasks = tasks.as_array().unwrap().iter();
    tasks.map(|task| task["title"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn a_board_shows_each_day_in_its_order_with_reasons_ways_and_minutes() {
    let world = World::new();
    let rep = world.reps[0];
    with_hours(&world, rep);
    let (near, far) = (
        customer(&world, "Near", rep, 0),
        customer(&world, "Far", rep, 10),
    );
    assigned(
        &world,
        TaskAssigned {
            customer: Some(near),
            window: Some(outrider_model::stamp::Window { from: 600, to: 700 }),
            ..task(&world, "In a window", Some(rep))
        },
    );
    assigned(
        &world,
        TaskAssigned {
            customer: Some(far),
            priority: outrider_model::record::Priority::Urgent,
            ..task(&world, "Urgent", Some(rep))
        },
    );
    assigned(
        &world,
        TaskAssigned {
            plan_day: None,
            ..task(&world, "Some day", Some(rep))
        },
    );
    let token = world.sign_in("max-north").await;
    let board = board(&world, &token, "").await;
    let people = board["people"].as_array().unwrap();
    assert_eq!(people.len(), 1, "the manager has no work of his own");
    let (person, days) = (&people[0], &people[0]["days"]);
    assert_eq!(days.as_array().unwrap().len(), 7);
    assert_eq!(
        (&person["zone"], &person["has_phone"]),
        (&json!("Europe/Berlin"), &json!(false))
    );
    let monday = &days[0];
    assert_eq!(titles(&monday["tasks"]), ["Urgent", "In a window"]);
    assert_eq!(monday["tasks"][0]["reasons"][0], "urgent");
    assert_eq!(monday["tasks"][0]["reasons"][1], "planned_today");
    // 11.13 km of straight line are 14.5 km of road: 29 minutes.
    assert_eq!(monday["tasks"][1]["travel_minutes"], 29);
    assert_eq!(monday["planned_minutes"], 89);
    assert_eq!(
        (&monday["available_minutes"], &monday["is_working"]),
        (&json!(120), &json!(true))
    );
    assert_eq!(monday["tasks"][1]["is_outside_hours"], true);
    assert_eq!(monday["tasks"][0].get("is_outside_hours"), None);
    let sunday = &days[6];
    assert_eq!(
        (&sunday["available_minutes"], &sunday["is_working"]),
        (&json!(0), &json!(false))
    );
    assert_eq!(titles(&person["waiting"]), ["Some day"]);
    assert_eq!(monday["tasks"][1]["customer_name"], "Near");
    assert_eq!(board["estimate"]["stop_minutes"], 30);
}

#[tokio::test]
async fn what_nobody_has_stands_beside_and_what_another_team_may_claim_is_not_shown() {
    let world = World::new();
    let manager = world.sign_in("max-north").await;
    let own = world.says(Body::TaskAssigned(task(&world, "Nobody's", None)));
    assert_eq!(world.say(&manager, &[own]).await, ["applied"]);
    for (title, team) in [("North's", 0), ("South's", 1)] {
        let offer = TaskAssigned {
            team: Some(world.teams[team]),
            ..task(&world, title, None)
        };
        assigned(&world, offer);
    }
    let later = TaskAssigned {
        team: Some(world.teams[0]),
        plan_day: Some("2026-03-09".parse().unwrap()),
        ..task(&world, "Next week's", None)
    };
    assigned(&world, later);
    let seen = board(&world, &manager, "").await;
    assert_eq!(titles(&seen["unassigned"]), ["Nobody's"]);
    assert_eq!(seen["unassigned"][0]["reasons"][0], "unassigned");
    assert_eq!(titles(&seen["offered"]), ["North's"]);
    let claim = &seen["offered"][0]["reasons"][0]["claimable"]["team"];
    assert_eq!(*claim, json!(world.teams[0]));
    let admin = world.sign_in("ada").await;
    let seen = board(&world, &admin, &format!("&team={}", world.teams[1])).await;
    assert_eq!(titles(&seen["offered"]), ["South's"]);
    let names: Vec<&Value> = seen["people"]
        .as_array()
        .unwrap()
        .iter()
        .map(|person| &person["person"])
        .collect();
    assert_eq!(names, [&json!(world.reps[1])]);
}

#[tokio::test]
async fn a_task_on_the_board_names_what_was_written_since_it_was_made_until_it_has_ended() {
    let world = World::new();
    let rep = world.reps[0];
    let id = assigned(&world, task(&world, "Moved", Some(rep)));
    let token = world.sign_in("max-north").await;
    let fresh = board(&world, &token, "").await["people"][0]["days"][0]["tasks"][0].clone();
    assert_eq!(fresh["task"], json!(id));
    assert!(fresh["seq"].is_u64());
    assert_eq!((fresh.get("writers"), fresh.get("heads")), (None, None));
    let moved = said(
        &world,
        Body::TaskRescheduled(Edited {
            target: id.into(),
            set: [(Field::from("plan_day"), json!("2026-03-03"))].into(),
        }),
    );
    let moved_to = board(&world, &token, "").await["people"][0]["days"][1]["tasks"][0].clone();
    assert_eq!(moved_to["writers"], json!({ "plan_day": moved }));
    said(
        &world,
        Body::TaskCancelled(StatusReport {
            task: id.into(),
            reason: String::new(),
            fix: None,
        }),
    );
    let ended = board(&world, &token, "").await["people"][0]["days"][1]["tasks"][0].clone();
    assert_eq!(
        (&ended["status"], &ended["minutes"]),
        (&json!("cancelled"), &json!(0))
    );
    for field in ["seq", "writers", "heads", "stamp"] {
        assert_eq!(ended.get(field), None, "nothing moves it: {field}");
    }
}

#[tokio::test]
async fn of_what_is_long_a_board_shows_the_first_and_says_how_much_there_is() {
    let world = World::new();
    let rep = world.reps[0];
    let team = Some(world.teams[0]);
    let some_day = |assignee, team| TaskAssigned {
        plan_day: None,
        team,
        ..task(&world, "Some day", assignee)
    };
    for _ in 0..21 {
        assigned(&world, some_day(Some(rep), None));
    }
    for _ in 0..501 {
        assigned(&world, some_day(None, None));
    }
    assigned(
        &world,
        TaskAssigned {
            team,
            ..task(&world, "North's", None)
        },
    );
    let token = world.sign_in("ada").await;
    let north = format!("&team={}", world.teams[0]);
    for more in ["", &north] {
        let seen = board(&world, &token, more).await;
        let shown = |list: &Value| list.as_array().unwrap().len();
        let mut people = seen["people"].as_array().unwrap().iter();
        let person = people.find(|one| one["person"] == json!(rep)).unwrap();
        assert_eq!(
            (shown(&person["waiting"]), &person["waiting_count"]),
            (20, &json!(21))
        );
        assert_eq!(
            (shown(&seen["unassigned"]), &seen["unassigned_count"]),
            (200, &json!(501))
        );
        assert_eq!(
            (shown(&seen["offered"]), &seen["offered_count"]),
            (1, &json!(1))
        );
    }
}

#[tokio::test]
async fn whoever_plans_is_told_beforehand_what_will_not_fit() {
    let world = World::new();
    let rep = world.reps[0];
    with_hours(&world, rep);
    let token = world.sign_in("max-north").await;
    let stands = assigned(
        &world,
        TaskAssigned {
            window: Some(outrider_model::stamp::Window { from: 600, to: 630 }),
            ..task(&world, "Stands", Some(rep))
        },
    );
    let at = customer(&world, "Elsewhere", rep, 0);
    let east = said(
        &world,
        Body::TerritoryCreated(TerritoryCreated {
            name: "East".into(),
        }),
    );
    said(
        &world,
        Body::CustomerEdited(Edited {
            target: at,
            set: [(Field::from("territory"), json!(east))].into(),
        }),
    );
    let moves = json!([
        {"assignee": rep, "plan_day": MONDAY, "window": {"from": 620, "to": 640}},
        {"assignee": rep, "plan_day": MONDAY, "window": {"from": 480, "to": 500}},
        {"assignee": rep, "plan_day": "2026-03-07"},
        {"assignee": rep, "customer": at},
    ]);
    let found = warned(&world, &token, moves).await;
    let told = |place: usize| -> Vec<&str> {
        let warnings = found.as_array().unwrap().iter();
        warnings
            .filter(|warning| warning["place"] == place)
            .map(|warning| warning["tells"].as_str().unwrap())
            .collect()
    };
    assert_eq!(told(0), ["no_phone", "clash"]);
    assert_eq!(told(1), ["outside_hours", "no_phone"]);
    assert_eq!(told(2), ["not_working", "no_phone"]);
    assert_eq!(told(3), ["other_territory", "no_phone"]);
    let clash = found
        .as_array()
        .unwrap()
        .iter()
        .find(|one| one["tells"] == "clash");
    assert_eq!(clash.unwrap()["task"], json!(stands));
    world.phone(rep).await;
    let two = json!([{"assignee": rep, "plan_day": MONDAY}, {"assignee": rep, "plan_day": MONDAY}]);
    assert_eq!(warned(&world, &token, two).await, json!([]));
    let full = Value::Array(vec![json!({"assignee": rep, "plan_day": MONDAY}); 4]);
    let found = warned(&world, &token, full).await;
    assert_eq!(found.as_array().unwrap().len(), 4);
    assert_eq!(
        found[0],
        json!({"place": 0, "tells": "over_capacity", "day": MONDAY,
            "planned_minutes": 150, "available_minutes": 120})
    );
    // What is moved away makes room.
    let away = json!([{"task": stands, "plan_day": "2026-03-03"},
        {"assignee": rep, "plan_day": MONDAY}, {"assignee": rep, "plan_day": MONDAY},
        {"assignee": rep, "plan_day": MONDAY}, {"assignee": rep, "plan_day": MONDAY}]);
    assert_eq!(warned(&world, &token, away).await, json!([]));
}

#[tokio::test]
async fn a_move_of_what_is_not_there_names_its_field_and_a_foreign_one_answers_alike() {
    let world = World::new();
    let token = world.sign_in("max-north").await;
    let foreign = assigned(&world, task(&world, "South's", Some(world.reps[1])));
    let nowhere = RecordId(Uuid::from_u128(7));
    for (field, ours, missing) in [
        ("task", json!(foreign), json!(nowhere)),
        ("assignee", json!(world.reps[1]), json!(nowhere)),
        (
            "customer",
            json!(customer(&world, "South's", world.reps[1], 0)),
            json!(nowhere),
        ),
    ] {
        let asked = |id: &Value| {
            let mut one = serde_json::Map::new();
            one.insert(field.into(), id.clone());
            json!({ "moves": [{}, one] })
        };
        let found = world.post("/v1/plan/check", &token, asked(&ours)).await;
        let missed = world.post("/v1/plan/check", &token, asked(&missing)).await;
        assert_eq!(found.code(), "invalid");
        assert_eq!(found.json()["field"], format!("moves/1/{field}"));
        let said = |answer: super::Answer| {
            let mut said = answer.json();
            said.as_object_mut().unwrap().remove("request");
            said
        };
        assert_eq!(said(found), said(missed));
    }
}

#[tokio::test]
async fn a_board_of_too_many_days_says_so() {
    let world = World::new();
    let token = world.sign_in("max-north").await;
    for (query, field) in [
        ("from=2026-03-02&to=2026-04-06", "to"),
        ("from=2026-03-02&to=2026-03-01", "to"),
        ("to=2026-03-01", "from"),
    ] {
        let answer = world.get(&format!("/v1/plan?{query}"), &token).await;
        assert_eq!(answer.code(), "invalid", "{query}");
        assert_eq!(answer.json()["field"], field, "{query}");
    }
}

#[tokio::test]
async fn a_manager_lays_out_templates_of_his_teams_and_those_of_none() {
    let world = World::new();
    let template = |name: &str, team: Option<TeamId>| {
        Body::TemplateSaved(TemplateSaved {
            name: name.into(),
            team,
            tasks: Default::default(),
        })
    };
    for (name, team) in [
        ("South round", Some(world.teams[1])),
        ("North round", Some(world.teams[0])),
        ("Everybody's", None),
    ] {
        said(&world, template(name, team));
    }
    let names = async |login: &str, more: &str| -> (Vec<String>, Value, Value) {
        let token = world.sign_in(login).await;
        let listed = world
            .get(&format!("/v1/templates{more}"), &token)
            .await
            .json();
        let items = listed["items"].as_array().unwrap().iter();
        let names = items.map(|item| item["record"]["name"].as_str().unwrap().to_owned());
        (
            names.collect(),
            listed["total"].clone(),
            listed["next"].clone(),
        )
    };
    let (north, total, _) = names("max-north", "").await;
    assert_eq!(
        (north, total),
        (vec!["Everybody's".into(), "North round".into()], json!(2))
    );
    let (all, total, next) = names("ada", "?limit=2").await;
    assert_eq!((all.len(), total, next), (2, json!(3), json!("2")));
}
