//! Settles the book: every token against record, diary and needs-attention box, every phone
//! against the server.

use std::collections::BTreeSet;
use std::path::PathBuf;

use serde_json::Value;
use uuid::Uuid;

use super::book::Book;
use super::files::{self, Held, Records};
use super::kept;
use crate::world::Kept;

/// A phone as the count needs it.
pub(super) struct Counted {
    pub(super) name: String,
    pub(super) person: Uuid,
    pub(super) folder: PathBuf,
}

/// What the count found.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) lost: Vec<String>,
    pub(super) doubled: Vec<String>,
    pub(super) diverged: Vec<String>,
    pub(super) diary_entries: usize,
    pub(super) needs_attention: usize,
}

/// Everything that is held against the book.
struct Evidence {
    records: Records,
    diary: String,
    /// What waits for attention, by phone, as text.
    parked: String,
    drafts: Vec<String>,
}

/// Counts the book against the server and every phone.
pub(super) fn settle(book: &Book, kept: &Kept, phones: &[Counted]) -> Found {
    let records = kept::records(kept);
    let diary: Vec<&Held> = records
        .values()
        .filter(|held| held.kind == "diary")
        .collect();
    let parked: Vec<Value> = phones
        .iter()
        .flat_map(|phone| files::changes(&phone.folder, &["parked"]))
        .collect();
    let mut found = Found {
        diary_entries: diary.len(),
        needs_attention: parked.len(),
        ..Found::default()
    };
    let evidence = Evidence {
        diary: diary
            .iter()
            .map(|held| String::from_utf8_lossy(&held.bytes))
            .collect(),
        parked: parked.iter().map(Value::to_string).collect(),
        drafts: phones
            .iter()
            .map(|phone| files::drafts(&phone.folder).join("\n"))
            .collect(),
        records,
    };
    words(book, &evidence, &mut found);
    facts(book, &evidence, &mut found);
    for phone in phones {
        compare(phone, &evidence.records, kept, &mut found);
    }
    found
}

/// What a phone was told to be judged is in the server's history.
pub(super) fn acknowledged(told: &BTreeSet<Uuid>, kept: &Kept, found: &mut Found) {
    let judged = kept::changes(kept);
    let missing = told.difference(&judged);
    found
        .lost
        .extend(missing.map(|change| format!("the acknowledged change {change}")));
}

/// Every written word is in its place once, or in somebody's diary or box.
fn words(book: &Book, evidence: &Evidence, found: &mut Found) {
    let notes: Vec<(Uuid, String)> = evidence
        .records
        .iter()
        .filter(|(_, held)| held.kind == "note")
        .map(|(id, held)| {
            (
                *id,
                held.json()["body"].as_str().unwrap_or_default().to_owned(),
            )
        })
        .collect();
    for token in book.notes.keys().chain(book.words.keys()) {
        let times: usize = notes
            .iter()
            .map(|(_, body)| body.matches(token.as_str()).count())
            .sum();
        tally(found, times, "a note's words", token, evidence);
    }
    for (token, (customer, field)) in &book.fields {
        let stands = evidence.records.get(customer).map(Held::json);
        let stands = stands.is_some_and(|customer| customer[field].as_str() == Some(token));
        tally(
            found,
            usize::from(stands),
            "a customer's field",
            token,
            evidence,
        );
    }
    for (token, task) in &book.planned {
        let times = titled(&evidence.records, token);
        if !evidence.records.contains_key(task) {
            found.lost.push(format!("the planned task {token}"));
        } else if times > 1 {
            found.doubled.push(format!("the planned task {token}"));
        }
    }
    for token in book.next_steps.keys() {
        tally(
            found,
            titled(&evidence.records, token),
            "a next step",
            token,
            evidence,
        );
    }
    for (token, phone) in &book.drafts {
        let drafted = evidence
            .drafts
            .get(*phone)
            .is_some_and(|drafts| drafts.contains(token));
        let kept = evidence.records.values().any(|held| {
            matches!(held.kind.as_str(), "draft" | "note")
                && String::from_utf8_lossy(&held.bytes).contains(token)
        });
        if !drafted && !kept {
            found.lost.push(format!("the half sentence {token}"));
        }
    }
}

fn titled(records: &Records, token: &str) -> usize {
    let is_titled = |held: &&Held| {
        held.kind == "task"
            && held.json()["title"]
                .as_str()
                .is_some_and(|title| title.contains(token))
    };
    records.values().filter(is_titled).count()
}

fn tally(found: &mut Found, times: usize, what: &str, token: &str, evidence: &Evidence) {
    if times > 1 {
        found
            .doubled
            .push(format!("{what}: {token}, {times} times"));
    } else if times == 0 && !evidence.diary.contains(token) && !evidence.parked.contains(token) {
        found.lost.push(format!("{what}: {token}"));
    }
}

/// Every visit and every completion is there, and none that nobody made.
fn facts(book: &Book, evidence: &Evidence, found: &mut Found) {
    let made: BTreeSet<Uuid> = book.check_ins.iter().map(|(visit, _)| *visit).collect();
    for visit in &made {
        if !evidence.records.contains_key(visit) && !evidence.parked.contains(&visit.to_string()) {
            found.lost.push(format!("the visit {visit}"));
        }
    }
    for (id, held) in evidence
        .records
        .iter()
        .filter(|(_, held)| held.kind == "check_in")
    {
        if !made.contains(id) {
            found.doubled.push(format!(
                "the visit {id} of {}, which nobody made",
                held.json()["person"]
            ));
        }
    }
    for (task, person) in &book.done {
        let heads = evidence
            .records
            .get(task)
            .map(|held| held.json()["heads"].clone())
            .unwrap_or_default();
        let by = person.to_string();
        let is_his =
            |head: &&Value| head["status"] == "done" && head["person"].as_str() == Some(&by);
        let times = heads
            .as_object()
            .map_or(0, |heads| heads.values().filter(is_his).count());
        tally(found, times, "a completion", &task.to_string(), evidence);
        if times > 1 {
            found.doubled.push(format!("its heads: {heads}"));
        }
    }
}

/// A phone shows what the server's feed shows its person, byte for byte.
fn compare(phone: &Counted, server: &Records, kept: &Kept, found: &mut Found) {
    let held = files::records(&phone.folder);
    let parked: String = files::changes(&phone.folder, &["parked", "unsent", "sent"])
        .iter()
        .map(Value::to_string)
        .collect();
    let visible = kept::visible(kept, phone.person);
    for id in &visible {
        let Some(theirs) = server.get(id) else {
            continue;
        };
        match held.get(id) {
            Some(mine) if mine.bytes == theirs.bytes => {}
            _ if parked.contains(&id.to_string()) => {}
            Some(mine) => found.diverged.push(format!(
                "{}: the {} {id}: {}",
                phone.name,
                theirs.kind,
                difference(&mine.json(), &theirs.json())
            )),
            None if theirs.kind == "note" => {
                found.lost.push(format!("{}: the note {id}", phone.name))
            }
            None => found.diverged.push(format!(
                "{}: the {} {id} is missing",
                phone.name, theirs.kind
            )),
        }
    }
    for (id, mine) in &held {
        if !visible.contains(id) && !parked.contains(&id.to_string()) {
            found.diverged.push(format!(
                "{}: the {} {id} should be gone",
                phone.name, mine.kind
            ));
        }
    }
}

/// Names the fields in which two records differ.
fn difference(mine: &Value, theirs: &Value) -> String {
    let (Some(mine), Some(theirs)) = (mine.as_object(), theirs.as_object()) else {
        return "no objects".to_owned();
    };
    let names: BTreeSet<&String> = mine.keys().chain(theirs.keys()).collect();
    let differ = names
        .into_iter()
        .filter(|name| mine.get(*name) != theirs.get(*name));
    differ
        .map(|name| {
            format!(
                "{name}: {} / {}",
                show(mine.get(name)),
                show(theirs.get(name))
            )
        })
        .collect::<Vec<_>>()
        .join(", ")
}

fn show(value: Option<&Value>) -> String {
    value.map_or_else(
        || "nothing".to_owned(),
        |value| value.to_string().chars().take(120).collect(),
    )
}
