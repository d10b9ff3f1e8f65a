//! What phones of revoked people still send.

use super::*;
use crate::ingest::MOST_CHANGES;

fn problem(answer: &Answer) -> (String, Option<u64>, bool) {
    let said = answer.json();
    (
        answer.code(),
        said["quarantined"].as_u64(),
        said["wipe"].as_bool().unwrap_or_default(),
    )
}

fn kept(count: u64) -> (String, Option<u64>, bool) {
    ("revoked".to_owned(), Some(count), false)
}

#[tokio::test]
async fn what_a_revoked_person_sends_is_kept_once_and_nothing_is_served() {
    let world = World::new();
    let manager = world.sign_in("max-north").await;
    let mut phone = world.handset(world.reps[0]).await;
    let tasks = ["one", "two"].map(|title| world.task(title, world.reps[0]));
    world.say(&manager, &tasks).await;
    let [one, two] = [0, 1].map(|at| world.done(&tasks[at]));
    reply(&world.pushes(&phone, &[(1, &one)]).await);
    world.revokes(world.reps[0], true);
    // The first was judged before; the second is kept, however often it comes.
    for _ in 0..3 {
        let answer = world.pushes(&phone, &[(1, &one), (2, &two)]).await;
        assert_eq!(problem(&answer), kept(2));
    }
    assert_eq!(problem(&world.pushes(&phone, &[]).await), kept(0));
    for path in ["/v1/events", "/v1/sessions"] {
        assert_eq!(
            world.get(path, &phone.token).await.code(),
            "unauthenticated"
        );
    }
    // Weeks later, with a token that ended long ago and one that was never used.
    world.clock.advance(40 * 24 * 3600 * 1_000_000);
    assert_eq!(problem(&world.pushes(&phone, &[(2, &two)]).await), kept(1));
    let refresh = phone.refresh.clone();
    assert_eq!(world.renews(&mut phone, "n").await.status, 200);
    assert_eq!(phone.refresh, refresh);
    assert_eq!(problem(&world.pushes(&phone, &[(2, &two)]).await), kept(1));
    // Somebody without the key gets no token to write into quarantine with.
    let stranger = Key::new().renews(&phone.refresh, "n");
    assert_eq!(
        world.post("/v1/token", "", stranger).await.code(),
        "unauthenticated"
    );
    let manager = world.sign_in("max-north").await;
    let waiting = world.get("/v1/quarantine", &manager).await.json();
    assert_eq!(waiting["items"].as_array().unwrap().len(), 1);
    let item = &waiting["items"][0];
    assert_eq!(item["change"]["id"], json!(two.id));
    assert_eq!(item["person_name"], "Rita Rep");
    assert_eq!(item["device_name"], "Pixel");
    assert_eq!(item["custody"], "waiting");
}

#[tokio::test]
async fn a_manager_lets_changes_in_as_their_authors_and_others_see_nothing_of_them() {
    let world = World::new();
    let (own, foreign) = (
        world.sign_in("max-north").await,
        world.sign_in("max-south").await,
    );
    let phone = world.handset(world.reps[0]).await;
    let tasks = ["one", "two", "three"].map(|title| world.task(title, world.reps[0]));
    world.say(&own, &tasks).await;
    let done = [0, 1, 2].map(|at| world.done(&tasks[at]));
    world.revokes_phone(phone.device);
    let numbered: Vec<(u64, &Change)> = (1..).zip(&done).collect();
    assert_eq!(problem(&world.pushes(&phone, &numbered).await), kept(3));

    let empty = world.get("/v1/quarantine", &foreign).await;
    assert_eq!(empty.json()["items"], json!([]));
    assert!(
        world
            .get("/v1/quarantine/export", &foreign)
            .await
            .bytes
            .is_empty()
    );
    let nobody = uuid::Uuid::from_u128(4);
    for path in ["/v1/quarantine/accept", "/v1/quarantine/discard"] {
        let others = world
            .post(path, &foreign, json!({ "changes": [done[0].id] }))
            .await;
        let missing = world
            .post(path, &foreign, json!({ "changes": [nobody] }))
            .await;
        assert_eq!(
            (others.code().as_str(), &others.bytes),
            ("not_found", &missing.bytes)
        );
        let neither = world.post(path, &own, json!({})).await;
        assert_eq!(neither.json()["field"], "changes");
    }
    assert_eq!(
        world.get("/v1/quarantine", &phone.token).await.code(),
        "unauthenticated"
    );

    let accepted = json!({ "changes": [done[1].id, done[0].id] });
    for word in ["applied", "duplicate"] {
        let answer = world
            .post("/v1/quarantine/accept", &own, accepted.clone())
            .await;
        let verdicts = answer.json()["verdicts"].clone();
        let order: Vec<&str> = verdicts
            .as_array()
            .unwrap()
            .iter()
            .map(|line| line["change"].as_str().unwrap())
            .collect();
        assert_eq!(order, [done[0].id.to_string(), done[1].id.to_string()]);
        assert_eq!(verdicts[0]["verdict"]["verdict"], word, "{verdicts}");
    }
    let path = format!("/v1/tasks/{}/timeline", tasks[0].id);
    let story = world.get(&path, &own).await.json();
    let last = story["events"].as_array().unwrap().last().unwrap().clone();
    assert_eq!(last["person"], json!(world.reps[0]));
    assert_eq!(last["device"], json!(phone.device));
    let gone = json!({ "person": world.reps[0] });
    let left = world.post("/v1/quarantine/discard", &own, gone).await;
    assert_eq!(left.json(), json!({ "discarded": 1 }));
    let waiting = world.get("/v1/quarantine", &own).await.json();
    assert_eq!(waiting["items"], json!([]));
    let clash = json!({ "changes": [done[2].id] });
    let clash = world.post("/v1/quarantine/accept", &own, clash).await;
    assert_eq!(clash.code(), "conflict");
    let lines = world.get("/v1/quarantine/export", &own).await;
    assert_eq!(lines.bytes.split(|byte| *byte == b'\n').count(), 4);
}

/// Rights that somebody revoked had are the measure, and no others.
#[tokio::test]
async fn what_a_revoked_person_might_not_do_before_is_refused_now_too() {
    let world = World::new();
    let own = world.sign_in("max-north").await;
    let phone = world.handset(world.reps[0]).await;
    let (mine, others) = (
        world.task("mine", world.reps[0]),
        world.task("not mine", world.reps[1]),
    );
    world.say(&own, std::slice::from_ref(&mine)).await;
    let south = world.sign_in("max-south").await;
    world.say(&south, std::slice::from_ref(&others)).await;
    let (right, wrong) = (world.done(&mine), world.done(&others));
    world.revokes(world.reps[0], true);
    world.pushes(&phone, &[(1, &right), (2, &wrong)]).await;
    let all = json!({ "person": world.reps[0] });
    let answer = world.post("/v1/quarantine/accept", &own, all).await.json();
    let word = |at: usize| answer["verdicts"][at]["verdict"]["verdict"].clone();
    assert_eq!((word(0), word(1)), (json!("applied"), json!("refused")));
    // He is as revoked as before.
    assert_eq!(problem(&world.pushes(&phone, &[]).await), kept(0));
}

#[tokio::test]
async fn a_phone_fills_no_more_than_its_share() {
    let world = World::new();
    let own = world.sign_in("max-north").await;
    let phone = world.handset(world.reps[0]).await;
    let task = world.task("one", world.reps[0]);
    world.say(&own, std::slice::from_ref(&task)).await;
    world.revokes(world.reps[0], true);
    let mut taken = 0;
    for batch in 0..11 {
        let changes: Vec<Change> = (0..500).map(|_| world.done(&task)).collect();
        let numbered: Vec<(u64, &Change)> = (batch * 500 + 1..).zip(&changes).collect();
        let (_, quarantined, _) = problem(&world.pushes(&phone, &numbered).await);
        taken += quarantined.unwrap();
    }
    assert_eq!(taken, MOST_CHANGES);
    let page = world.get("/v1/quarantine?limit=1000", &own).await.json();
    assert_eq!(page["items"].as_array().unwrap().len(), 1000);
    let path = format!("/v1/quarantine?after={}", page["next"].as_str().unwrap());
    let next = world.get(&path, &own).await.json();
    assert_eq!(next["items"].as_array().unwrap().len(), 200);
}

#[tokio::test]
async fn a_person_who_works_here_again_goes_on_with_the_same_phone() {
    let world = World::new();
    let manager = world.sign_in("max-north").await;
    let mut phone = world.handset(world.reps[0]).await;
    let task = world.task("one", world.reps[0]);
    world.say(&manager, std::slice::from_ref(&task)).await;
    let done = world.done(&task);
    // The answer to its last exchange was lost just before.
    let lost = phone.key.renews(&phone.refresh, "n");
    assert_eq!(world.post("/v1/token", "", lost).await.status, 200);
    world.revokes(world.reps[0], true);
    assert_eq!(world.renews(&mut phone, "n").await.status, 200);
    assert_eq!(problem(&world.pushes(&phone, &[(1, &done)]).await), kept(1));
    world.revokes(world.reps[0], false);
    for nonce in ["m", "k"] {
        assert_eq!(world.renews(&mut phone, nonce).await.status, 200);
        let answer = world.pushes(&phone, &[(1, &done)]).await;
        let verdict = &reply(&answer).verdicts[0].verdict;
        assert!(verdict.is_final(), "{verdict:?}");
    }
    // What waits in quarantine is known by now: letting it in says it twice, which counts once.
    let all = json!({ "person": world.reps[0] });
    let answer = world.post("/v1/quarantine/accept", &manager, all).await;
    assert_eq!(
        answer.json()["verdicts"][0]["verdict"]["verdict"],
        "duplicate"
    );
}
