//! Tokens that end, are renewed, get lost and are stolen.

use super::*;

const MINUTE: i64 = 60_000_000;
const DAY: i64 = 24 * 60 * MINUTE;

/// A random number below `below`, out of a seed.
fn dice(seed: &mut u64, below: u64) -> u64 {
    *seed = seed
        .wrapping_mul(6_364_136_223_846_793_005)
        .wrapping_add(1_442_695_040_888_963_407);
    (*seed >> 33) % below
}

#[tokio::test]
async fn a_token_lives_for_minutes_and_one_session_stands_however_often_it_is_renewed() {
    let world = World::new();
    let mut phone = world.handset(world.reps[0]).await;
    for round in 0..30 {
        reply(&world.pushes(&phone, &[]).await);
        let before = phone.token.clone();
        world.clock.advance(15 * MINUTE + 1);
        assert_eq!(world.pushes(&phone, &[]).await.code(), "unauthenticated");
        assert_eq!(
            world.renews(&mut phone, &format!("{round}")).await.status,
            200
        );
        reply(&world.pushes(&phone, &[]).await);
        assert_ne!(phone.token, before);
        assert_eq!(world.sessions_of(phone.device), 1);
    }
}

#[tokio::test]
async fn an_exchange_that_is_tried_again_brings_the_same_and_locks_nobody_out() {
    let world = World::new();
    let mut phone = world.handset(world.reps[0]).await;
    for round in 0..5 {
        let nonce = format!("nonce {round}");
        let asked = phone.key.renews(&phone.refresh, &nonce);
        let mut brought = std::collections::BTreeSet::new();
        for _ in 0..50 {
            let answer = world.post("/v1/token", "", asked.clone()).await;
            assert_eq!(answer.status, 200);
            brought.insert(answer.json()["refresh"].as_str().unwrap().to_owned());
        }
        assert_eq!(brought.len(), 1);
        assert_eq!(world.renews(&mut phone, &nonce).await.status, 200);
        assert!(brought.contains(&phone.refresh));
        reply(&world.pushes(&phone, &[]).await);
        assert_eq!(world.sessions_of(phone.device), 1);
    }
}

#[tokio::test]
async fn two_exchanges_at_once_bring_the_same() {
    let world = World::new();
    let phone = world.handset(world.reps[0]).await;
    let asked = phone.key.renews(&phone.refresh, "nonce");
    let answers = futures_of(&world, &asked).await;
    let brought: std::collections::BTreeSet<String> = answers
        .iter()
        .map(|answer| {
            answer.json()["refresh"]
                .as_str()
                .unwrap_or("none")
                .to_owned()
        })
        .collect();
    assert_eq!(brought.len(), 1, "{brought:?}");
    assert!(!brought.contains("none"));
}

async fn futures_of(world: &World, asked: &Value) -> Vec<Answer> {
    let (one, two, three, four) = tokio::join!(
        world.post("/v1/token", "", asked.clone()),
        world.post("/v1/token", "", asked.clone()),
        world.post("/v1/token", "", asked.clone()),
        world.post("/v1/token", "", asked.clone()),
    );
    vec![one, two, three, four]
}

/// Whoever has a copy of a token, with the key or without, ends the family with it; afterwards
/// neither he nor the phone has a session.
#[tokio::test]
async fn every_theft_ends_the_family() {
    let world = World::new();
    let mut seed = 4;
    println!("seed {seed}");
    let mut ended = 0;
    for theft in 0..120 {
        let mut phone = world.handset(world.reps[0]).await;
        let mut tokens = vec![phone.refresh.clone()];
        for round in 0..1 + dice(&mut seed, 5) {
            world.renews(&mut phone, &format!("{theft}/{round}")).await;
            tokens.push(phone.refresh.clone());
        }
        let which = usize::try_from(dice(&mut seed, tokens.len() as u64)).unwrap();
        let has_key = dice(&mut seed, 2) == 1;
        let stranger = Key::new();
        let key = if has_key { &phone.key } else { &stranger };
        let asked = key.renews(&tokens[which], "the thief's own");
        let answer = world.post("/v1/token", "", asked).await;
        if has_key && which + 1 == tokens.len() {
            // With the newest token and the key the thief is the phone, until the phone asks.
            assert_eq!(answer.status, 200);
            assert_eq!(
                world.renews(&mut phone, "mine").await.code(),
                "unauthenticated"
            );
            let stolen = answer.json()["token"].as_str().unwrap().to_owned();
            let late = world.sync(&stolen, super::super::lines(&[]), None).await;
            assert_eq!(late.code(), "unauthenticated");
        } else {
            assert_eq!(answer.code(), "unauthenticated", "theft {theft}");
        }
        let family = world.host.store.family(world.organisation, phone.device);
        ended += usize::from(family.unwrap().unwrap().revoked.is_some());
        assert_eq!(world.pushes(&phone, &[]).await.code(), "unauthenticated");
        assert_eq!(
            world.renews(&mut phone, "mine").await.code(),
            "unauthenticated"
        );
    }
    assert_eq!(ended, 120);
}

#[tokio::test]
async fn whoever_knows_a_phone_but_none_of_its_tokens_cannot_end_it() {
    let world = World::new();
    let mut phone = world.handset(world.reps[0]).await;
    let other = world.handset(world.reps[1]).await;
    let (head, body) = phone.refresh.rsplit_once('.').unwrap();
    let (others_head, others_body) = other.refresh.rsplit_once('.').unwrap();
    let key = Key::new();
    let long = "A".repeat(96);
    for token in [
        "",
        "a.b.c",
        head,
        &format!("{head}."),
        &format!("{head}.{long}"),
        &format!("{head}.{others_body}"),
        &format!("{others_head}.{body}"),
        &phone.token,
    ] {
        for key in [&key, &phone.key] {
            let answer = world.post("/v1/token", "", key.renews(token, "n")).await;
            assert_eq!(answer.code(), "unauthenticated", "{token}");
        }
    }
    let no_nonce = phone.key.renews(&phone.refresh, "");
    assert_eq!(
        world.post("/v1/token", "", no_nonce).await.code(),
        "unauthenticated"
    );
    assert_eq!(world.renews(&mut phone, "n").await.status, 200);
    reply(&world.pushes(&phone, &[]).await);
}

#[tokio::test]
async fn weeks_offline_cost_one_exchange_and_ninety_days_a_new_enrolment() {
    let world = World::new();
    let mut phone = world.handset(world.reps[0]).await;
    world.clock.advance(89 * DAY);
    assert_eq!(world.renews(&mut phone, "n").await.status, 200);
    reply(&world.pushes(&phone, &[]).await);
    world.clock.advance(DAY);
    assert_eq!(
        world.renews(&mut phone, "m").await.code(),
        "unauthenticated"
    );
    let again = world.handset(world.reps[0]).await;
    reply(&world.pushes(&again, &[]).await);
}

#[tokio::test]
async fn a_code_is_not_spent_by_a_phone_that_does_not_have_its_key() {
    let world = World::new();
    let (code, _) = world
        .registrar()
        .mint_code(world.organisation, world.reps[0])
        .unwrap();
    let (key, other) = (Key::new(), Key::new());
    let right = key.enrols(code.reveal(), "Pixel");
    let with = |field: &str, value: String| {
        let mut asked = right.clone();
        asked[field] = value.into();
        asked
    };
    let of_other = other.enrols(code.reveal(), "Pixel")["proof"].to_string();
    for (field, asked) in [
        ("key", with("key", String::new())),
        ("key", with("key", "BAAA".into())),
        ("key", with("key", "!".into())),
        ("proof", with("proof", String::new())),
        ("proof", with("proof", of_other.trim_matches('"').into())),
        ("proof", with("key", other.public())),
        (
            "key",
            json!({ "code": code.reveal(), "device_name": "Pixel" }),
        ),
    ] {
        let answer = world.post("/v1/enrol", "", asked).await;
        assert_eq!(
            (answer.code().as_str(), answer.json()["field"].as_str()),
            ("invalid", Some(field))
        );
    }
    assert_eq!(world.post("/v1/enrol", "", right).await.status, 201);
}

#[tokio::test]
async fn a_phone_that_signs_out_is_signed_out() {
    let world = World::new();
    let mut phone = world.handset(world.reps[0]).await;
    let answer = world.post("/v1/sign-out", &phone.token, json!({})).await;
    assert_eq!(answer.status, 204);
    assert_eq!(
        world.renews(&mut phone, "n").await.code(),
        "unauthenticated"
    );
}
