//! What takes a change back comes with its verdict, and is a change as any other; a change may name
//! more as seen than it writes.

use axum::http::{Method, StatusCode};
use outrider_model::change::{Body as Happened, StatusReport};
use outrider_model::id::RecordId;
use serde_json::{Map, Value, json};

use super::{World, lines};
use crate::store::Query;

/// A manager's desk.
struct Desk {
    world: World,
    token: String,
}

impl Desk {
    async fn of(login: &str) -> Desk {
        let world = World::new();
        let token = world.sign_in(login).await;
        Desk { world, token }
    }

    /// Sends a change and returns what was said of it.
    async fn send(&self, name: &str, body: &Value, was: &Value) -> Value {
        self.world.clock.advance(1_000_000);
        let now = self.world.host.seams.clock.wall();
        let mut change = json!({ "id": self.world.host.seams.id().unwrap(), "stamp": now,
            "civil": { "time": now, "offset": 0, "zone": "UTC" }, "do": name, "body": body });
        if was.as_object().is_some_and(|was| !was.is_empty()) {
            change["was"] = was.clone();
        }
        let asked = Some(json!({ "changes": [change] }));
        let path = "/v1/changes";
        let answer = self.world.call(Method::POST, path, &self.token, asked);
        answer.await.json()["verdicts"][0].clone()
    }

    /// Makes something and returns its id.
    async fn makes(&self, name: &str, body: Value) -> String {
        let said = self.send(name, &body, &json!({})).await;
        assert_eq!(said["verdict"]["verdict"], "applied", "{name}: {said}");
        said["change"].as_str().unwrap().to_owned()
    }

    fn record(&self, id: &str) -> Value {
        let query = Query::Ids(vec![id.parse::<RecordId>().unwrap()]);
        let store = &self.world.host.store;
        let found = store.records(self.world.organisation, &query, None, 1, 0);
        let found = found.unwrap().pop();
        found.map_or(Value::Null, |one| {
            serde_json::from_slice(&one.bytes).unwrap()
        })
    }

    /// The words of a task's status.
    fn status(&self, id: &str) -> Vec<String> {
        let record = self.record(id);
        let heads = record["heads"].as_object().unwrap().values();
        heads
            .map(|head| head["status"].as_str().unwrap().to_owned())
            .collect()
    }

    /// Every writer of a record, as the console names them.
    fn writers(&self, id: &str) -> Value {
        let record = self.record(id);
        let none = Map::new();
        let mut fields = Map::new();
        for (field, writer) in record["by"].as_object().unwrap_or(&none) {
            fields.insert(
                field.clone(),
                json!({ writer["change"].as_str().unwrap(): true }),
            );
        }
        let heads = record["heads"].as_object().unwrap_or(&none).keys();
        let heads: Map<String, Value> = heads.map(|id| (id.clone(), true.into())).collect();
        if !heads.is_empty() {
            fields.insert("status".to_owned(), heads.into());
        }
        if fields.is_empty() {
            json!({})
        } else {
            json!({ id: fields })
        }
    }

    /// Does something, takes it back by what was said of it, and holds that all is as before.
    async fn does_and_takes_back(&self, on: &str, name: &str, body: Value) {
        let before = visible(self.record(on));
        let said = self.send(name, &body, &self.writers(on)).await;
        assert_eq!(said["verdict"]["verdict"], "applied", "{name}: {said}");
        assert_ne!(visible(self.record(on)), before, "{name} does something");
        let undo = said["undo"].clone();
        assert!(undo.is_object(), "{name} is taken back by nothing: {said}");
        let does = undo["do"].as_str().unwrap();
        let back = self.send(does, &undo["body"], &undo["was"]).await;
        assert_eq!(
            back["verdict"]["verdict"], "applied",
            "{name}, {undo}: {back}"
        );
        assert_eq!(visible(self.record(on)), before, "{name}, {undo}");
    }
}

/// A record without the books of who wrote it: what people see.
fn visible(mut record: Value) -> Value {
    let Some(object) = record.as_object_mut() else {
        return record;
    };
    for book in ["by", "created"] {
        object.remove(book);
    }
    // Of a task's status what it comes to; of tags and people in a territory whether they are there.
    if let Some(Value::Object(heads)) = object.remove("heads") {
        let words = heads.values().map(|head| head["status"].clone());
        let words: Vec<Value> = words.collect();
        if words
            .iter()
            .any(|word| *word != "assigned" && *word != "offered")
        {
            object.insert("status".to_owned(), words.into());
        }
    }
    for book in ["tags", "people"] {
        if let Some(Value::Object(entries)) = object.get_mut(book) {
            entries.values_mut().for_each(|adds| *adds = json!(true));
        }
    }
    record
}

#[tokio::test]
async fn what_a_manager_does_is_taken_back_by_what_its_verdict_says() {
    let desk = Desk::of("max-north").await;
    let (rep, boss) = (desk.world.reps[0], desk.world.managers[0]);
    let customer = desk
        .makes(
            "customer.added",
            json!({ "name": "Bakery", "owner": rep, "phone": "030" }),
        )
        .await;
    let activity = outrider_model::record::built_in_id(desk.world.organisation, "demo");
    let task = json!({ "title": "Visit", "activity": activity, "assignee": rep,
        "customer": customer, "plan_day": "2026-03-02" });
    let task = desk.makes("task.assigned", task).await;
    let template = desk
        .makes(
            "template.saved",
            json!({ "name": "Week", "team": desk.world.teams[0] }),
        )
        .await;
    let entry = json!({ "about": task, "tells": "unassigned", "person": boss });
    for (name, body) in [
        (
            "customer.edited",
            json!({ "target": customer, "set": { "phone": "031", "about": "Rye" } }),
        ),
        (
            "customer.edited",
            json!({ "target": customer, "set": { "phone": null } }),
        ),
        (
            "customer.moved",
            json!({ "customer": customer, "owner": boss }),
        ),
        (
            "customer.tagged",
            json!({ "customer": customer, "add": { "big": true } }),
        ),
        ("customer.removed", json!({ "customer": customer })),
    ] {
        desk.does_and_takes_back(&customer, name, body).await;
    }
    for (name, body) in [
        (
            "task.edited",
            json!({ "target": task, "set": { "title": "Call" } }),
        ),
        (
            "task.rescheduled",
            json!({ "target": task, "set": { "plan_day": "2026-03-05" } }),
        ),
        (
            "task.rescheduled",
            json!({ "target": task, "set": { "plan_day": null } }),
        ),
        ("task.reassigned", json!({ "task": task, "assignee": boss })),
        (
            "task.reassigned",
            json!({ "task": task, "team": desk.world.teams[0] }),
        ),
        ("task.removed", json!({ "task": task })),
    ] {
        desk.does_and_takes_back(&task, name, body).await;
    }
    for (name, body) in [
        (
            "template.edited",
            json!({ "target": template, "set": { "name": "Fortnight" } }),
        ),
        ("template.removed", json!({ "template": template })),
    ] {
        desk.does_and_takes_back(&template, name, body).await;
    }
    let said = desk.send("inbox.dismissed", &entry, &json!({})).await;
    assert_eq!(said["undo"]["do"], "inbox.returned", "{said}");
    let said = desk
        .send(
            "task.cancelled",
            &json!({ "task": task, "reason": "rain" }),
            &desk.writers(&task),
        )
        .await;
    assert_eq!(said["undo"]["do"], "task.reopened", "{said}");
}

#[tokio::test]
async fn what_an_admin_does_is_taken_back_by_what_its_verdict_says() {
    let desk = Desk::of("ada").await;
    let rep = desk.world.reps[0].to_string();
    let organisation = desk.world.organisation.to_string();
    let territory = desk
        .makes("territory.created", json!({ "name": "Harbour" }))
        .await;
    let activity = desk
        .makes(
            "activity_type.added",
            json!({ "name": "Tasting", "rank": 9 }),
        )
        .await;
    for (on, name, body) in [
        (
            &organisation,
            "organisation.edited",
            json!({ "target": organisation, "set": { "name": "Acme & Co" } }),
        ),
        (
            &rep,
            "person.edited",
            json!({ "target": rep, "set": { "name": "Rita R" } }),
        ),
        (
            &rep,
            "person.edited",
            json!({ "target": rep, "set": { "team": desk.world.teams[1] } }),
        ),
        (
            &territory,
            "territory.edited",
            json!({ "target": territory, "set": { "name": "Port" } }),
        ),
        (
            &territory,
            "territory.person_added",
            json!({ "territory": territory, "person": rep }),
        ),
        (
            &activity,
            "activity_type.edited",
            json!({ "target": activity, "set": { "retired": true } }),
        ),
    ] {
        desk.does_and_takes_back(on, name, body).await;
    }
    let said = desk
        .makes("team.added", json!({ "team": { "name": "East" } }))
        .await;
    let team = desk.record(&said);
    assert_eq!(team["name"], "East");
    let east = json!({ "target": said, "set": { "name": "West" } });
    desk.does_and_takes_back(&said, "team.edited", east).await;
}

#[tokio::test]
async fn what_was_refused_and_what_came_twice_is_taken_back_by_nothing() {
    let desk = Desk::of("max-north").await;
    let foreign = json!({ "target": desk.world.reps[1], "set": { "name": "Eve" } });
    let said = desk.send("person.edited", &foreign, &json!({})).await;
    assert_ne!(said["verdict"]["verdict"], "applied");
    assert!(said["undo"].is_null(), "{said}");
    let task = desk.world.task("Visit", desk.world.reps[0]);
    let change: Value = serde_json::from_slice(&task.bytes().unwrap()).unwrap();
    let asked = json!({ "changes": [change, change] });
    let answer = desk.world.post("/v1/changes", &desk.token, asked).await;
    let said = answer.json()["verdicts"].clone();
    assert!(said[0]["undo"].is_object(), "{said}");
    assert!(said[1]["undo"].is_null(), "{said}");
}

/// A manager takes his own word back; what a rep reported is the rep's to say again.
#[tokio::test]
async fn what_its_author_may_not_do_is_not_offered_as_the_way_back() {
    let desk = Desk::of("max-north").await;
    let rep = desk.world.reps[0];
    let (task, other) = (desk.world.task("Visit", rep), desk.world.task("Call", rep));
    for task in [&task, &other] {
        let change: Value = serde_json::from_slice(&task.bytes().unwrap()).unwrap();
        let asked = json!({ "changes": [change] });
        desk.world.post("/v1/changes", &desk.token, asked).await;
    }
    let (task, other) = (task.id.to_string(), other.id.to_string());
    let (phone, _) = desk.world.phone(rep).await;
    let mut done = desk.world.says(Happened::TaskCompleted(StatusReport {
        task: task.parse().unwrap(),
        reason: String::new(),
        fix: None,
    }));
    done.was = serde_json::from_value(desk.writers(&task)).unwrap();
    let answer = desk.world.sync(&phone, lines(&[done]), None).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(desk.status(&task), ["done"]);
    let on = |task: &str| json!({ "task": task });
    let was = desk.writers(&task);
    let said = desk.send("task.reopened", &on(&task), &was).await;
    assert_eq!(said["verdict"]["verdict"], "applied", "{said}");
    assert!(said["undo"].is_null(), "{said}");
    let cancelled = json!({ "task": other, "reason": "rain" });
    let was = desk.writers(&other);
    desk.send("task.cancelled", &cancelled, &was).await;
    let was = desk.writers(&other);
    let said = desk.send("task.reopened", &on(&other), &was).await;
    assert_eq!(said["undo"]["do"], "task.cancelled", "{said}");
}

/// What somebody else did meanwhile is not swept away by taking back what one did before.
#[tokio::test]
async fn what_another_wrote_since_is_judged_as_with_any_change() {
    let desk = Desk::of("max-north").await;
    let customer = desk
        .makes("customer.added", json!({ "name": "Bakery" }))
        .await;
    let edit = |phone: &str| json!({ "target": customer, "set": { "phone": phone } });
    let mine = desk
        .send("customer.edited", &edit("1"), &desk.writers(&customer))
        .await;
    let theirs = desk
        .send("customer.edited", &edit("2"), &desk.writers(&customer))
        .await;
    assert_eq!(theirs["verdict"]["verdict"], "applied");
    let undo = &mine["undo"];
    let back = desk
        .send("customer.edited", &undo["body"], &undo["was"])
        .await;
    assert_eq!(back["verdict"]["verdict"], "merged", "{back}");
}

/// The console names every writer that its reading gave, also of fields that it does not write.
#[tokio::test]
async fn naming_more_than_a_change_writes_is_judged_as_naming_just_that() {
    let mut said = Vec::new();
    for names_all in [true, false] {
        let desk = Desk::of("max-north").await;
        let customer = desk
            .makes(
                "customer.added",
                json!({ "name": "Bakery", "owner": desk.world.reps[0] }),
            )
            .await;
        let edit =
            |field: &str, value: &str| json!({ "target": customer, "set": { field: value } });
        for field in ["phone", "about", "email"] {
            let was = desk.writers(&customer);
            desk.send("customer.edited", &edit(field, "a@b"), &was)
                .await;
        }
        let mut seen = desk.writers(&customer);
        // Somebody writes another field, and then the same one, after it was read.
        for (theirs, ours) in [("phone", "about"), ("about", "about"), ("phone", "email")] {
            let was = desk.writers(&customer);
            desk.send("customer.edited", &edit(theirs, "theirs"), &was)
                .await;
            let named = if names_all {
                seen.clone()
            } else {
                json!({ &*customer: { ours: seen[&customer][ours] } })
            };
            let verdict = desk
                .send("customer.edited", &edit(ours, "ours"), &named)
                .await;
            let record = desk.record(&customer);
            said.push(json!([
                names_all,
                verdict["verdict"],
                record[theirs],
                record[ours]
            ]));
            seen = desk.writers(&customer);
        }
    }
    let (all, just) = said.split_at(said.len() / 2);
    for (all, just) in all.iter().zip(just) {
        assert_eq!(without_ids(all), without_ids(just));
    }
    assert_eq!(all[0][1]["verdict"], "applied");
    assert_ne!(all[1][1]["verdict"], "applied", "a write that was not seen");
}

/// Of what was said the words: ids tell one world from the other.
fn without_ids(said: &Value) -> Value {
    json!([said[1]["verdict"], said[1]["code"], said[2], said[3]])
}
