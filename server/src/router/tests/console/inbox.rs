//! What waits for a manager.

use outrider_model::id::{DeviceId, PersonId, RecordId};
use outrider_model::record::DeviceKind;
use serde_json::{Value, json};

use super::super::World;
use super::{DAY, HOUR};
use crate::ingest::Author;
use crate::store::DeviceSeen;

impl World {
    /// Puts something aside, as somebody does at his console.
    fn puts_aside(&self, who: PersonId, item: &Value) {
        let author = Author {
            person: who,
            device: RecordId::from(who).derived("desk").into(),
            kind: DeviceKind::Console,
        };
        self.says_as(author, "inbox.dismissed", item["dismiss"].clone());
    }

    async fn waits(&self, token: &str, tells: &str) -> Vec<Value> {
        let path = format!("/v1/inbox?tells={tells}");
        let inbox = self.read(&path, token).await;
        let items = inbox["items"].as_array().unwrap().clone();
        assert_eq!(inbox["total"], items.len());
        let counted = inbox["counts"]
            .get(tells)
            .and_then(Value::as_u64)
            .unwrap_or(0);
        assert_eq!(usize::try_from(counted).unwrap(), items.len());
        items
    }

    /// Looks that one thing waits, puts it aside, and looks that it waits no more.
    async fn comes_and_goes(&self, token: &str, tells: &str) -> Value {
        let items = self.waits(token, tells).await;
        assert_eq!(items.len(), 1, "{tells}: {items:?}");
        let nobodys: PersonId = items[0]["dismiss"]["person"]
            .as_str()
            .unwrap()
            .parse()
            .unwrap();
        let is_nobodys = items[0].get("person").is_none();
        let who = if is_nobodys {
            nobodys
        } else {
            self.managers[0]
        };
        self.puts_aside(who, &items[0]);
        assert_eq!(
            self.waits(token, tells).await,
            Vec::<Value>::new(),
            "{tells}"
        );
        items[0].clone()
    }

    fn synced(&self, device: DeviceId, person: PersonId, at: i64) {
        let seen = DeviceSeen {
            device,
            person,
            kind: DeviceKind::Phone,
            last_sync: Some(at),
            seq: 1,
            forks: 0,
            waiting: 3,
        };
        self.host.store.saw(self.organisation, &[seen]).unwrap();
    }
}

#[tokio::test]
async fn what_a_rep_declined_or_did_not_do_waits_until_it_is_put_aside() {
    let world = World::new();
    let token = world.sign_in("max-north").await;
    let rep = world.reps[0];
    let declined = world.plan("Too far", Some(rep), json!({}));
    let failed = world.plan("Closed", Some(rep), json!({}));
    world.does(
        rep,
        "task.declined",
        json!({ "task": declined, "reason": "no car" }),
    );
    world.does(
        rep,
        "task.not_done",
        json!({ "task": failed, "reason": "closed" }),
    );
    let other = world.plan("Not his", Some(world.reps[1]), json!({}));
    world.does(world.reps[1], "task.declined", json!({ "task": other }));
    let item = world.comes_and_goes(&token, "declined").await;
    assert_eq!(
        (&item["text"], &item["reason"]),
        (&json!("Too far"), &json!("no car"))
    );
    assert_eq!(item["person"], rep.to_string());
    assert_eq!(item["item"]["status"], "declined");
    let item = world.comes_and_goes(&token, "not_done").await;
    assert_eq!(item["task"], failed.to_string());
}

#[tokio::test]
async fn a_task_that_is_nobodys_waits_for_each_manager_by_himself() {
    let world = World::new();
    let token = world.sign_in("ada").await;
    world.plan("For nobody", None, json!({}));
    world.plan("For a team", None, json!({ "team": world.teams[0] }));
    let item = world.comes_and_goes(&token, "unassigned").await;
    assert_eq!(item["text"], "For nobody");
}

#[tokio::test]
async fn what_two_people_did_at_once_waits_with_the_diary() {
    let world = World::new();
    let token = world.sign_in("max-north").await;
    let [rep, _] = world.reps;
    let task = world.plan("Twice", Some(rep), json!({}));
    world.does(rep, "task.completed", json!({ "task": task }));
    world.does(rep, "task.completed", json!({ "task": task }));
    let item = world.comes_and_goes(&token, "conflict").await;
    assert_eq!(item["about_kind"], "diary");
    assert_eq!(item["diary"]["record"]["about"], task.to_string());
    assert_eq!(item["task"], task.to_string());
}

#[tokio::test]
async fn a_visit_with_a_signal_waits() {
    let world = World::new();
    let token = world.sign_in("max-north").await;
    let rep = world.reps[0];
    let customer = world.customer("Bakery", rep, json!({}));
    world.does(rep, "checked_in", json!({ "customer": customer }));
    assert_eq!(world.waits(&token, "evidence").await, Vec::<Value>::new());
    let fix = json!({ "position": { "lat": 1, "lon": 1 }, "accuracy_mm": 9_000, "mock": true,
        "at": world.host.seams.clock.wall() });
    world.does(
        rep,
        "checked_in",
        json!({ "customer": customer, "fix": fix }),
    );
    let item = world.waits(&token, "evidence").await;
    assert!(
        item.iter()
            .any(|one| one["text"].as_str().unwrap().contains("mock")),
        "{item:?}"
    );
    for one in &item {
        world.puts_aside(world.managers[0], one);
    }
    assert_eq!(world.waits(&token, "evidence").await, Vec::<Value>::new());
}

#[tokio::test]
async fn another_end_of_a_period_that_is_asked_for_waits() {
    let world = World::new();
    let token = world.sign_in("max-north").await;
    let rep = world.reps[0];
    let day = outrider_model::record::work_day_id(rep, "2026-03-02".parse().unwrap());
    world.does(
        rep,
        "work.started",
        json!({ "person": rep, "day": "2026-03-02" }),
    );
    let record = world.read("/v1/work-days", &token).await;
    let steps = record["items"][0]["item"]["record"]["steps"]
        .as_object()
        .unwrap()
        .clone();
    let (period, _) = steps.iter().next().unwrap();
    world.clock.advance(HOUR);
    let asked = json!({ "work_day": day, "period": period,
        "to": world.host.seams.clock.wall(), "reason": "Forgot" });
    world.does(rep, "work.correction_asked", asked);
    let item = world.comes_and_goes(&token, "correction").await;
    assert_eq!(
        (&item["reason"], &item["about"]),
        (&json!("Forgot"), &json!(day))
    );
}

#[tokio::test]
async fn a_phone_is_silent_after_a_working_day_with_something_planned() {
    let world = World::new();
    let rep = world.reps[0];
    let (_, device) = world.phone(rep).await;
    // Synced on Friday the 6th at 17:00 in Berlin.
    let friday = world.host.seams.clock.wall() + 4 * DAY + 4 * HOUR;
    world.synced(device, rep, friday);
    let now = |world: &World, at: i64| {
        let by = at - world.host.seams.clock.wall();
        world.clock.advance(by);
    };
    // Monday 16:00: seven hours of Friday and sixteen of Monday are less than a day of work.
    now(&world, friday + 2 * DAY + 23 * HOUR);
    world.plan("Monday's", Some(rep), json!({ "plan_day": "2026-03-09" }));
    let token = world.sign_in("max-north").await;
    assert_eq!(world.waits(&token, "silent").await, Vec::<Value>::new());
    now(&world, friday + 3 * DAY + HOUR);
    let silent = world.waits(&token, "silent").await;
    assert_eq!(silent.len(), 1);
    assert_eq!(silent[0]["phone"]["device"], device.to_string());
    assert_eq!(silent[0]["phone"]["unsent"], 3);
    let today = world.read("/v1/today", &token).await;
    let figure = &today["figures"]["silent"];
    assert_eq!(
        (&figure["value"], &figure["silent"]),
        (&json!(1), &json!([rep]))
    );
    assert_eq!(figure["stalest"], friday);
    let rows = world.read(figure["rows"].as_str().unwrap(), &token).await;
    assert_eq!(rows["total"], 1);
    world.comes_and_goes(&token, "silent").await;
    // It synced, and was silent anew.
    world.synced(device, rep, friday + 3 * DAY + 2 * HOUR);
    assert_eq!(world.waits(&token, "silent").await, Vec::<Value>::new());
}

#[tokio::test]
async fn a_phone_without_work_is_not_silent() {
    let world = World::new();
    let rep = world.reps[0];
    let (_, device) = world.phone(rep).await;
    world.synced(device, rep, world.host.seams.clock.wall());
    world.clock.advance(3 * DAY);
    let token = world.sign_in("max-north").await;
    assert_eq!(world.waits(&token, "silent").await, Vec::<Value>::new());
}

#[tokio::test]
async fn what_a_phone_of_somebody_revoked_sent_waits_phone_by_phone() {
    let world = World::new();
    let token = world.sign_in("max-north").await;
    let rep = world.reps[0];
    let (_, device) = world.phone(rep).await;
    let late = |number: u128| crate::store::Detained {
        change: outrider_model::id::ChangeId(uuid::Uuid::from_u128(number)),
        author: rep,
        device,
        received: world.host.seams.clock.wall(),
        bytes: b"{}".to_vec(),
        custody: crate::store::Custody::Waiting,
        settled_by: None,
        settled: None,
    };
    let store = &world.host.store;
    store
        .quarantine(world.organisation, &[late(1), late(2)])
        .unwrap();
    let item = world.comes_and_goes(&token, "quarantine").await;
    assert_eq!(item["quarantine"]["changes"], 2);
    world.clock.advance(HOUR);
    store.quarantine(world.organisation, &[late(3)]).unwrap();
    let anew = world.waits(&token, "quarantine").await;
    assert_eq!(
        anew[0]["quarantine"]["changes"], 3,
        "after another it waits anew"
    );
}

#[tokio::test]
async fn a_matter_that_there_is_not_is_named() {
    let world = World::new();
    let token = world.sign_in("ada").await;
    let wrong = world.get("/v1/inbox?tells=gossip", &token).await;
    assert_eq!(wrong.status, 400);
    assert_eq!(wrong.json()["field"], "tells");
}
