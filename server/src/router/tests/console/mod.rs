//! What the console reads: lists in every order, the day, the inbox, the stream; each figure is the
//! number of its rows.

mod day;
mod inbox;
mod lists;
mod stream;

use outrider_model::change::Body as Happened;
use outrider_model::id::{ChangeId, PersonId, RecordId};
use outrider_model::record::{DeviceKind, built_in_id};
use serde_json::{Value, json};

use super::World;
use crate::auth::registrar::change;
use crate::ingest::{Author, Push, ingest_batch};

const HOUR: i64 = 3600 * 1_000_000;
const DAY: i64 = 24 * HOUR;

/// Reads what happened from how it is written.
fn happened(what: &str, body: Value) -> Happened {
    serde_json::from_value(json!({ "do": what, "body": body })).unwrap()
}

impl World {
    /// Has somebody write a change on a phone of his; it has to be accepted.
    fn does(&self, person: PersonId, what: &str, body: Value) -> RecordId {
        let author = Author {
            person,
            device: RecordId::from(person).derived("pocket").into(),
            kind: DeviceKind::Phone,
        };
        self.says_as(author, what, body)
    }

    /// Has the server write a change.
    fn must(&self, what: &str, body: Value) -> RecordId {
        self.says_as(Author::system(self.organisation), what, body)
    }

    fn says_as(&self, author: Author, what: &str, body: Value) -> RecordId {
        let id = ChangeId(self.host.seams.id().unwrap());
        let said = change(id, self.host.seams.clock.wall(), happened(what, body));
        let push = Push::unnumbered(author, [said.bytes().unwrap()]);
        let now = self.host.seams.clock.wall();
        let judged = ingest_batch(&*self.host.store, self.organisation, now, &[push]).unwrap();
        let verdict = &judged[0][0].verdict;
        assert!(judged[0][0].is_accepted(), "{what}: {verdict:?}");
        said.key().into()
    }

    /// Plans a task; what is given is put over the usual.
    fn plan(&self, title: &str, assignee: Option<PersonId>, more: Value) -> RecordId {
        let mut body =
            json!({ "title": title, "activity": built_in_id(self.organisation, "demo") });
        if let Some(assignee) = assignee {
            body["assignee"] = json!(assignee);
        }
        for (name, value) in more.as_object().into_iter().flatten() {
            body[name] = value.clone();
        }
        self.must("task.assigned", body)
    }

    fn customer(&self, name: &str, owner: PersonId, more: Value) -> RecordId {
        let mut body = json!({ "name": name, "owner": owner });
        for (name, value) in more.as_object().into_iter().flatten() {
            body[name] = value.clone();
        }
        self.must("customer.added", body)
    }

    async fn read(&self, path: &str, token: &str) -> Value {
        let answer = self.get(path, token).await;
        assert_eq!(answer.status, 200, "{path}: {}", answer.json());
        answer.json()
    }
}

/// Asks for the rows of every figure in an answer: as many as the figure says.
async fn resums(world: &World, token: &str, figures: &Value) -> usize {
    let mut asked = 0;
    for (name, figure) in figures.as_object().unwrap() {
        let Some(rows) = figure["rows"].as_str() else {
            continue;
        };
        let answer = world.read(rows, token).await;
        assert_eq!(answer["total"], figure["value"], "{name}: {rows}");
        asked += 1;
    }
    asked
}

fn titles<'a>(answer: &'a Value, field: &str) -> Vec<&'a str> {
    let items = answer["items"].as_array().unwrap();
    items
        .iter()
        .map(|item| item["record"][field].as_str().unwrap())
        .collect()
}
