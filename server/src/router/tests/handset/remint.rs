//! Copies of a phone.

use outrider_model::wire::RemintReply;

use super::*;

#[tokio::test]
async fn a_copy_is_told_and_gets_a_device_of_its_own() {
    let world = World::new();
    let manager = world.sign_in("max-north").await;
    let phone = world.handset(world.reps[0]).await;
    let tasks = ["one", "two", "three"].map(|title| world.task(title, world.reps[0]));
    world.say(&manager, &tasks).await;
    let [one, two, three] = [0, 1, 2].map(|at| world.done(&tasks[at]));
    assert!(!reply(&world.pushes(&phone, &[(1, &one)]).await).head.remint);
    assert!(!reply(&world.pushes(&phone, &[(1, &one)]).await).head.remint);
    // The copy has the same number for something else, which is judged all the same.
    let answer = world.pushes(&phone, &[(1, &two)]).await;
    let told = reply(&answer);
    assert!(told.head.remint && told.verdicts[0].verdict.is_final());
    // Its reply was lost: it is told again, and counted once.
    assert!(reply(&world.pushes(&phone, &[(1, &two)]).await).head.remint);
    assert!(!reply(&world.pushes(&phone, &[(1, &one)]).await).head.remint);
    let forks = || world.host.store.devices(world.organisation).unwrap()[0].forks;
    assert_eq!(forks(), 1);

    let new = Key::new();
    let asked = phone.key.remints(&phone.token, &new);
    let mut devices = std::collections::BTreeSet::new();
    let mut copy: Option<RemintReply> = None;
    for _ in 0..3 {
        let answer = world.post("/v1/remint", &phone.token, asked.clone()).await;
        let reply: RemintReply = serde_json::from_slice(&answer.bytes).unwrap();
        devices.insert(reply.device);
        copy = Some(reply);
    }
    let copy = copy.unwrap();
    assert_eq!(devices.len(), 1);
    assert_ne!(copy.device, phone.device);
    let mut copy = Handset {
        token: copy.token,
        device: copy.device,
        refresh: copy.refresh,
        key: new,
        person: phone.person,
    };
    // Both go on, each under its own numbers.
    assert!(
        !reply(&world.pushes(&copy, &[(1, &two), (2, &three)]).await)
            .head
            .remint
    );
    assert!(!reply(&world.pushes(&phone, &[(2, &one)]).await).head.remint);
    assert_eq!(world.renews(&mut copy, "n").await.status, 200);
    let phones = world.get("/v1/phones", &manager).await.json();
    assert_eq!(phones["items"].as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn a_device_of_ones_own_is_given_to_whoever_has_both_keys() {
    let world = World::new();
    let phone = world.handset(world.reps[0]).await;
    let (new, stranger) = (Key::new(), Key::new());
    let right = phone.key.remints(&phone.token, &new);
    let with = |field: &str, value: &Value| {
        let mut asked = right.clone();
        asked[field] = value.clone();
        asked
    };
    let wrong = stranger.remints(&phone.token, &stranger);
    let late = phone.key.remints("another token", &new);
    for (field, asked) in [
        ("present", with("present", &wrong["present"])),
        ("proof", with("proof", &wrong["proof"])),
        ("key", with("key", &json!(""))),
        ("proof", late),
    ] {
        let answer = world.post("/v1/remint", &phone.token, asked).await;
        assert_eq!(
            (answer.code().as_str(), answer.json()["field"].as_str()),
            ("invalid", Some(field))
        );
    }
    assert_eq!(
        world.host.store.devices(world.organisation).unwrap().len(),
        1
    );
}
