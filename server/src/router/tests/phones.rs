//! Phones: one round trip, its encodings, and the nudge.

use axum::body::Body;
use axum::http::{Request, StatusCode};
use outrider_model::change::{Body as Happened, StatusReport};
use outrider_model::wire::read_reply;
use tokio_stream::StreamExt;

use super::{World, lines};

#[tokio::test]
async fn a_task_goes_down_and_its_completion_comes_up_and_is_seen() {
    let world = World::new();
    let manager = world.sign_in("max-north").await;
    let (phone, _) = world.phone(world.reps[0]).await;
    let task = world.task("Show it", world.reps[0]);
    assert_eq!(
        world.say(&manager, std::slice::from_ref(&task)).await,
        ["applied"]
    );
    let late = world.get("/v1/phones", &manager).await.json()["items"][0].clone();
    assert_eq!(
        (
            late["is_current"].as_bool(),
            late["waiting"][0]["title"].as_str()
        ),
        (Some(false), Some("Show it"))
    );
    let packed = zstd::encode_all(lines(&[]).as_slice(), 3).unwrap();
    let answer = world.sync(&phone, packed, Some("zstd")).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.headers["content-encoding"], "zstd");
    let bytes = zstd::decode_all(answer.bytes.as_slice()).unwrap();
    let reply = read_reply(&bytes).unwrap();
    assert!(reply.records.iter().any(|line| line.id.0 == task.id.0));
    let report = StatusReport {
        task: outrider_model::id::RecordId::from(task.id).into(),
        reason: "all well".to_owned(),
        fix: None,
    };
    let done = world.says(Happened::TaskCompleted(report));
    let answer = world
        .sync(&phone, lines(std::slice::from_ref(&done)), None)
        .await;
    let bytes = zstd::decode_all(answer.bytes.as_slice()).unwrap();
    assert_eq!(read_reply(&bytes).unwrap().verdicts.len(), 1);
    let seen = world
        .get(&format!("/v1/tasks/{}", task.id), &manager)
        .await
        .json();
    assert_eq!(
        (seen["status"].as_str(), seen["lists"][0].as_str()),
        (Some("done"), Some("closed"))
    );
    let story = world
        .get(&format!("/v1/tasks/{}/timeline", task.id), &manager)
        .await
        .json();
    let moments = story["events"].as_array().unwrap();
    let last = moments.last().unwrap();
    assert_eq!(
        (moments.len(), last["do"].as_str()),
        (2, Some("task.completed"))
    );
    assert_eq!(
        (last["reason"].as_str(), last["device_name"].as_str()),
        (Some("all well"), Some("Pixel"))
    );
    assert_eq!(last["person_name"], "Rita Rep");
}

#[tokio::test]
async fn a_listener_hears_the_head_at_once_and_again_when_something_is_new() {
    let world = World::new();
    let manager = world.sign_in("max-north").await;
    let (phone, _) = world.phone(world.reps[0]).await;
    let host = std::sync::Arc::clone(&world.host);
    let nudging = tokio::spawn(async move { host.nudge().await });
    let request = Request::builder()
        .uri("/v1/events")
        .header("authorization", format!("Bearer {phone}"))
        .body(Body::empty())
        .unwrap();
    let response = tower::ServiceExt::oneshot(world.router.clone(), request)
        .await
        .unwrap();
    assert_eq!(response.headers()["content-type"], "text/event-stream");
    let mut events = response.into_body().into_data_stream();
    let mut heard =
        async || String::from_utf8(events.next().await.unwrap().unwrap().to_vec()).unwrap();
    let first = heard().await;
    let head = world.host.store.head(world.organisation).unwrap();
    assert_eq!(first, format!("data: {head}\n\n"));
    // Nothing for this rep, then something: only the second is heard.
    world
        .say(&manager, &[world.task("mine", world.managers[0])])
        .await;
    world
        .say(&manager, &[world.task("yours", world.reps[0])])
        .await;
    let second = heard().await;
    assert!(
        second
            .trim_start_matches("data: ")
            .trim()
            .parse::<u64>()
            .unwrap()
            > head,
        "{second}"
    );
    nudging.abort();
}
