//! What managers read: their own people and customers, nobody else's.

use axum::http::StatusCode;
use outrider_model::change::{Body as Happened, CustomerAdded};
use serde_json::Value;

use super::World;

fn names(answer: &Value, field: &str) -> Vec<String> {
    let items = answer["items"].as_array().unwrap();
    items
        .iter()
        .map(|item| item["record"][field].as_str().unwrap().to_owned())
        .collect()
}

#[tokio::test]
async fn a_foreign_task_answers_byte_for_byte_like_a_missing_one() {
    let world = World::new();
    let (north, south) = (
        world.sign_in("max-north").await,
        world.sign_in("max-south").await,
    );
    let task = world.task("secret", world.reps[0]);
    assert_eq!(
        world.say(&north, std::slice::from_ref(&task)).await,
        ["applied"]
    );
    let elsewhere = world.found("other");
    assert_ne!(elsewhere, world.organisation);
    for path in [
        "/v1/tasks/ID",
        "/v1/tasks/ID/timeline",
        "/v1/customers/ID",
        "/v1/customers/ID/timeline",
    ] {
        let foreign = world
            .get(&path.replace("ID", &task.id.to_string()), &south)
            .await;
        let missing = world
            .get(
                &path.replace("ID", "00000000-0000-7000-8000-000000000001"),
                &south,
            )
            .await;
        let nonsense = world.get(&path.replace("ID", "nonsense"), &south).await;
        assert_eq!(foreign.status, StatusCode::NOT_FOUND, "{path}");
        assert_eq!(
            (&foreign.bytes, foreign.status),
            (&missing.bytes, missing.status)
        );
        assert_eq!(foreign.bytes, nonsense.bytes);
    }
    assert!(names(&world.get("/v1/tasks", &south).await.json(), "title").is_empty());
    assert_eq!(
        names(&world.get("/v1/tasks", &north).await.json(), "title"),
        ["secret"]
    );
}

#[tokio::test]
async fn managers_see_their_subtree_and_admins_everybody() {
    let world = World::new();
    let (north, admin) = (world.sign_in("max-north").await, world.sign_in("ada").await);
    assert_eq!(
        world.get("/v1/people", &north).await.json()["items"]
            .as_array()
            .unwrap()
            .len(),
        2
    );
    assert_eq!(
        world.get("/v1/people", &admin).await.json()["items"]
            .as_array()
            .unwrap()
            .len(),
        5
    );
    world.phone(world.reps[0]).await;
    world.phone(world.reps[1]).await;
    assert_eq!(
        world.get("/v1/phones", &north).await.json()["items"]
            .as_array()
            .unwrap()
            .len(),
        1
    );
    assert_eq!(
        world.get("/v1/phones", &admin).await.json()["items"]
            .as_array()
            .unwrap()
            .len(),
        2
    );
}

#[tokio::test]
async fn customers_are_listed_by_owner_and_by_words_page_by_page() {
    let world = World::new();
    let admin = world.sign_in("ada").await;
    let customer = |name: &str, owner: usize| {
        let owner = world.reps.get(owner).copied();
        world.says(Happened::CustomerAdded(CustomerAdded {
            name: name.to_owned(),
            owner,
            ..CustomerAdded::default()
        }))
    };
    let added = [
        customer("Anvil", 0),
        customer("Bakery", 1),
        customer("Brewery", 0),
        customer("Nobody's", 9),
    ];
    assert_eq!(world.say(&admin, &added).await, ["applied"; 4]);
    let page = world.get("/v1/customers?limit=3", &admin).await.json();
    assert_eq!(names(&page, "name"), ["Anvil", "Bakery", "Brewery"]);
    let rest = world
        .get(
            &format!(
                "/v1/customers?limit=3&after={}",
                page["next"].as_str().unwrap()
            ),
            &admin,
        )
        .await
        .json();
    assert_eq!(
        (names(&rest, "name"), &rest["next"]),
        (vec!["Nobody's".to_owned()], &Value::Null)
    );
    let north = world.sign_in("max-north").await;
    assert_eq!(
        names(&world.get("/v1/customers", &north).await.json(), "name"),
        ["Anvil", "Brewery", "Nobody's"]
    );
    assert_eq!(
        names(
            &world.get("/v1/customers?q=brew", &north).await.json(),
            "name"
        ),
        ["Brewery"]
    );
    let one = world
        .get(&format!("/v1/customers/{}", added[0].id), &north)
        .await
        .json();
    assert_eq!(
        one["writers"]["phone"].as_str(),
        Some(added[0].id.to_string().as_str())
    );
}

#[tokio::test]
async fn tasks_are_listed_by_day_person_and_list() {
    let world = World::new();
    let north = world.sign_in("max-north").await;
    let tasks = [
        world.task("first", world.reps[0]),
        world.task("second", world.reps[0]),
    ];
    assert_eq!(world.say(&north, &tasks).await, ["applied"; 2]);
    let rep = world.reps[0];
    for (query, count) in [
        (
            format!("assignee={rep}&day_from=2026-03-02&day_to=2026-03-02"),
            2,
        ),
        (format!("assignee={rep}&day_from=2026-03-03"), 0),
        ("list=reps_day".to_owned(), 2),
        ("list=for_manager".to_owned(), 0),
        ("status=assigned&limit=1".to_owned(), 1),
        ("status=done".to_owned(), 0),
    ] {
        let answer = world
            .get(&format!("/v1/tasks?{query}"), &north)
            .await
            .json();
        assert_eq!(answer["items"].as_array().unwrap().len(), count, "{query}");
    }
}

#[tokio::test]
async fn settings_are_read() {
    let world = World::new();
    let north = world.sign_in("max-north").await;
    assert_eq!(
        world.get("/v1/organisation", &north).await.json()["record"]["currency"],
        "EUR"
    );
    assert_eq!(
        world.get("/v1/activity-types", &north).await.json()["items"]
            .as_array()
            .unwrap()
            .len(),
        6
    );
    assert_eq!(
        names(&world.get("/v1/teams", &north).await.json(), "name").len(),
        2
    );
}
