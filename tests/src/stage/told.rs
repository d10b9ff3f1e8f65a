//! What the stage does when it is told to, an order a line.
//!
//! An order is an object with `do`; whoever has a phone is named in `phone`, by `phone-0`, by his
//! name or by his id. The answer is an object with `ok`, and with `error` where something failed.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use outrider_core::transact::DraftContent;
use outrider_model::change::CheckedIn;
use outrider_model::id::{CustomerId, TaskId};
use outrider_model::record::{Customer, Kind, Outcome, Site};
use serde_json::{Value, json};

use super::life::{measured, north_of};
use super::phones::Phones;
use crate::world::{Rep, SECOND, Server, World, now};

/// A server, its organisation and the phones that do what they are told; the server ends with it.
pub struct Stage {
    server: Arc<Server>,
    world: Option<World>,
    phones: Phones,
}

type Answer = Result<Value, String>;

impl Stage {
    /// A server alone.
    pub(super) fn bare(server: Arc<Server>) -> Stage {
        Stage {
            server,
            world: None,
            phones: Phones::default(),
        }
    }

    /// An organisation and its phones.
    pub(super) fn of(world: World, phones: Phones) -> Stage {
        Stage {
            server: Arc::clone(&world.server),
            world: Some(world),
            phones,
        }
    }

    /// Does what it is told and says what came of it.
    pub(super) fn does(&self, told: &Value) -> Value {
        let done = catch_unwind(AssertUnwindSafe(|| self.obeys(told)));
        let done = done.unwrap_or_else(|panic| {
            let text = panic.downcast_ref::<String>().cloned();
            let text = text.or_else(|| panic.downcast_ref::<&str>().map(|text| (*text).to_owned()));
            Err(text.unwrap_or_else(|| "it panicked".to_owned()))
        });
        match done {
            Ok(Value::Object(mut said)) => {
                said.insert("ok".to_owned(), Value::Bool(true));
                Value::Object(said)
            }
            Ok(_) => json!({ "ok": true }),
            Err(error) => json!({ "ok": false, "error": error }),
        }
    }

    fn obeys(&self, told: &Value) -> Answer {
        match told["do"].as_str().unwrap_or_default() {
            "stop_server" => {
                self.server.kill();
                Ok(Value::Null)
            }
            "start_server" => {
                match &self.world {
                    Some(world) => world.restarts(),
                    None => drop(self.server.restart()),
                }
                self.server.recovers();
                Ok(Value::Null)
            }
            "offline" => {
                self.phone(told)?.offline();
                Ok(Value::Null)
            }
            "online" | "sync" => {
                let rep = self.phone(told)?;
                is_now(rep);
                let report = rep.online();
                Ok(json!({ "sent": report.sent, "received": report.received }))
            }
            "today" => today(self.phone(told)?),
            "choices" => Ok(choices(self.phone(told)?)),
            "code" => self.code(told),
            "complete" => complete(self.phone(told)?, told),
            "decline" | "not_done" | "start" | "claim" => report(self.phone(told)?, told),
            "check_in" => check_in(self.phone(told)?, told),
            "check_out" => check_out(self.phone(told)?, told),
            "edit_customer" => edit_customer(self.phone(told)?, told),
            "write" => write(self.phone(told)?, told),
            other => Err(format!("nobody knows what `{other}` is")),
        }
    }

    /// A one-time code by which a new phone of the owner is enrolled.
    fn code(&self, told: &Value) -> Answer {
        let owner = self.phone(told)?.person;
        let world = self.world.as_ref().ok_or("nobody has set this server up")?;
        Ok(json!({ "code": world.code(owner) }))
    }

    fn phone(&self, told: &Value) -> Result<&Rep, String> {
        let name = text(told, "phone")?;
        let rep = self.phones.named(name);
        rep.ok_or_else(|| format!("there is no phone `{name}`"))
    }
}

fn text<'a>(told: &'a Value, field: &str) -> Result<&'a str, String> {
    let text = told[field].as_str();
    text.ok_or_else(|| format!("`{field}` is missing"))
}

/// The phone's clock goes with the wall.
fn is_now(rep: &Rep) {
    rep.clock.advance((now() - rep.wall()).max(SECOND));
}

fn today(rep: &Rep) -> Answer {
    let view = rep.today_view();
    let titles = |list: &str| -> Vec<Value> {
        let rows = view[list].as_array().cloned().unwrap_or_default();
        rows.iter().map(|row| row["title"].clone()).collect()
    };
    Ok(
        json!({ "titles": titles("tasks"), "to_claim": titles("to_claim"), "settled": titles("settled") }),
    )
}

/// What its owner chooses from: kinds of activity, those offered first, and reasons.
fn choices(rep: &Rep) -> Value {
    let view = rep.settings_screen();
    json!({ "activities": view["activities"], "reasons": view["reasons"] })
}

/// Finds a task that the phone shows, by its title or id; of several the first.
fn task(rep: &Rep, told: &Value) -> Result<TaskId, String> {
    let title = text(told, "title")?;
    let view = rep.today_view();
    let lists =
        ["tasks", "to_claim"].map(|list| view[list].as_array().cloned().unwrap_or_default());
    let is_it = |row: &&Value| row["title"] == title || row["task"] == title;
    let shown = lists.iter().flatten().find(is_it);
    match shown.and_then(|row| row["task"].as_str()?.parse().ok()) {
        Some(task) => Ok(task),
        // One of another day is on the phone, though not on its first screen.
        None => rep
            .titled(title)
            .first()
            .copied()
            .ok_or_else(|| format!("the phone has no task `{title}`")),
    }
}

fn complete(rep: &Rep, told: &Value) -> Answer {
    let task = task(rep, told)?;
    is_now(rep);
    if let Some(body) = told["note"].as_str() {
        let record = rep.record(task).ok_or("the task is gone")?;
        let customer = record.get(&"customer".into()).as_str();
        let content = DraftContent {
            customer: customer.and_then(|id| id.parse().ok()),
            task: Some(task),
            outcome: Some(
                told["outcome"]
                    .as_str()
                    .map_or(Outcome::Positive, Outcome::from),
            ),
            body: body.to_owned(),
            ..DraftContent::default()
        };
        let written = rep.app().write_note(None, content, None);
        written.map_err(|why| why.to_string())?;
        rep.clock.advance(SECOND);
    }
    rep.app()
        .complete_task(task, None)
        .map_err(|why| why.to_string())?;
    Ok(json!({ "task": task }))
}

fn report(rep: &Rep, told: &Value) -> Answer {
    let task = task(rep, told)?;
    is_now(rep);
    let app = rep.app();
    let reason = told["reason"].as_str().unwrap_or_default();
    let said = match told["do"].as_str() {
        Some("decline") => app.decline_task(task, reason, None),
        Some("not_done") => app.task_not_done(task, reason, None),
        Some("start") => app.start_task(task, None),
        Some(_) | None => app.claim_task(task),
    };
    said.map_err(|why| why.to_string())?;
    Ok(json!({ "task": task }))
}

fn check_in(rep: &Rep, told: &Value) -> Answer {
    is_now(rep);
    let task = told["title"]
        .as_str()
        .map(|_| task(rep, told))
        .transpose()?;
    let customer = match (told["customer"].as_str(), task) {
        (Some(_), _) => customer(rep, told)?,
        (None, Some(task)) => {
            let record = rep.record(task).ok_or("the task is gone")?;
            let customer = record.get(&"customer".into()).as_str();
            let customer = customer.and_then(|id| id.parse().ok());
            customer.ok_or("the task has no customer")?
        }
        (None, None) => return Err("`customer` or `title` is missing".to_owned()),
    };
    let record = rep.record(customer).ok_or("the customer is gone")?;
    let held: Customer = record.read().map_err(|why| format!("{why:?}"))?;
    let site: Option<&Site> = held.sites.values().next();
    let metres = told["away"].as_i64().unwrap_or_default();
    let is_mock = told["mock"].as_bool().unwrap_or_default();
    let fix = site.map(|site| measured(north_of(site.at, metres), 10_000, is_mock, rep.wall()));
    let arrived = CheckedIn {
        customer,
        site: None,
        task,
        fix,
    };
    let visit = rep.app().check_in(arrived).map_err(|why| why.to_string())?;
    Ok(json!({ "check_in": visit.value, "customer": customer }))
}

fn check_out(rep: &Rep, told: &Value) -> Answer {
    is_now(rep);
    let visit = text(told, "check_in")?
        .parse()
        .map_err(|_| "`check_in` is no id")?;
    let left = rep.app().check_out(visit, None);
    left.map_err(|why| why.to_string())?;
    Ok(Value::Null)
}

/// Finds a customer that the phone holds, by name or id.
fn customer(rep: &Rep, told: &Value) -> Result<CustomerId, String> {
    let name = text(told, "customer")?;
    let held = rep.records(&Kind::Customer);
    let is_it = |record: &&outrider_model::record::Record| {
        record.get(&"name".into()) == name || record.id.to_string() == name
    };
    let found = held.iter().find(is_it).map(|record| record.id.into());
    found.ok_or_else(|| format!("the phone has no customer `{name}`"))
}

fn edit_customer(rep: &Rep, told: &Value) -> Answer {
    is_now(rep);
    let customer = customer(rep, told)?;
    rep.edits(customer, text(told, "field")?, text(told, "value")?);
    Ok(json!({ "customer": customer }))
}

fn write(rep: &Rep, told: &Value) -> Answer {
    let count = told["count"].as_u64().unwrap_or(1);
    let about = told["customer"]
        .as_str()
        .map(|_| customer(rep, told))
        .transpose()?;
    let body = told["note"].as_str().unwrap_or("A note from the field.");
    for number in 0..count {
        is_now(rep);
        let number = if count > 1 {
            format!(" ({})", number + 1)
        } else {
            String::new()
        };
        let content = DraftContent {
            customer: about,
            outcome: told["outcome"].as_str().map(Outcome::from),
            body: format!("{body}{number}"),
            ..DraftContent::default()
        };
        let written = rep.app().write_note(None, content, None);
        written.map_err(|why| why.to_string())?;
    }
    Ok(json!({ "written": count }))
}
