//! The end of a phone's content.

use outrider_model::change::DeviceRef;
use outrider_model::record::{Device, Record};

use super::*;
use crate::store::Query;

#[tokio::test]
async fn a_phone_leaves_a_receipt_and_its_session_ends() {
    let world = World::new();
    let manager = world.sign_in("max-north").await;
    let mut phone = world.handset(world.reps[0]).await;
    let wiped = json!({ "unsent": 2 });
    let early = world.post("/v1/wiped", &phone.token, wiped.clone()).await;
    assert_eq!(early.code(), "conflict");
    // What waits on it is known from its last sync.
    let waiting = |count| {
        let mut head = head();
        head.waiting = Some(count);
        let (changes, texts) = (Vec::new(), Vec::new());
        Request {
            head,
            changes,
            texts,
        }
    };
    reply(&world.exchanges(&phone.token, &waiting(7)).await);
    let asked = world.says(Happened::DeviceWipeAsked(DeviceRef {
        target: phone.device,
    }));
    assert_eq!(world.say(&manager, &[asked]).await, ["applied"]);
    let shown = loop {
        let shown = world.get("/v1/phones", &manager).await.json()["items"][0].clone();
        if shown["unsent"] != json!(0) {
            break shown;
        }
        tokio::task::yield_now().await;
    };
    assert_eq!(shown["unsent"], 7);
    assert_eq!(shown["wipe"]["asked_by"], json!(world.managers[0]));
    let answer = world.exchanges(&phone.token, &waiting(0)).await;
    let page = reply(&answer);
    let record = page.records.iter().find(|line| line.id.0 == phone.device.0);
    let record = Record::parse(record.unwrap().bytes.unwrap()).unwrap();
    assert!(record.read::<Device>().unwrap().wipe.is_some());
    let done = world.post("/v1/wiped", &phone.token, wiped).await;
    assert_eq!(done.status, 200);
    assert_eq!(world.pushes(&phone, &[]).await.code(), "unauthenticated");
    assert_eq!(
        world.renews(&mut phone, "n").await.code(),
        "unauthenticated"
    );
    let stored = world
        .host
        .store
        .records(
            world.organisation,
            &Query::Ids(vec![phone.device.into()]),
            None,
            1,
            0,
        )
        .unwrap();
    let device: Device = Record::parse(&stored[0].bytes).unwrap().read().unwrap();
    assert_eq!(device.wiped.map(|wiped| wiped.unsent), Some(2));
}

#[tokio::test]
async fn a_revoked_phone_is_told_to_wipe_and_its_receipt_counts_once() {
    let world = World::new();
    let manager = world.sign_in("max-north").await;
    let phone = world.handset(world.reps[0]).await;
    let asked = world.says(Happened::DeviceWipeAsked(DeviceRef {
        target: phone.device,
    }));
    assert_eq!(world.say(&manager, &[asked]).await, ["applied"]);
    world.revokes_phone(phone.device);
    let answer = world.pushes(&phone, &[]).await.json();
    assert_eq!(
        (&answer["code"], &answer["wipe"]),
        (&json!("revoked"), &json!(true))
    );
    for unsent in [0, 5] {
        let wiped = json!({ "unsent": unsent });
        assert_eq!(
            world.post("/v1/wiped", &phone.token, wiped).await.status,
            200
        );
    }
    let shown = world.get("/v1/phones", &manager).await.json()["items"][0].clone();
    assert_eq!(shown["wiped"]["unsent"], json!(0));
    let answer = world.pushes(&phone, &[]).await.json();
    assert_eq!(answer["wipe"], Value::Null);
}
