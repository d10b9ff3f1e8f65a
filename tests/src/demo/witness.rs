//! Listens to what phones and servers tell each other: who judged what, who was first to show it,
//! and what was acknowledged.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde_json::Value;
use uuid::Uuid;

use super::files::id;
use crate::net::{Direction, Seen, Tamper};

/// The header in which a replica says who it is.
const REPLICA: &str = "outrider-replica";
/// Verdicts after which a change is judged for good, by the replica that says so.
const JUDGED: [&str; 3] = ["applied", "merged", "refused"];

/// What was heard; clones are the same.
#[derive(Clone, Default)]
pub(super) struct Heard(Arc<Mutex<Book>>);

#[derive(Default)]
struct Book {
    /// How many changes each replica judged.
    changes: BTreeMap<String, u64>,
    /// By sequence: the replica that judged, and whose line the change came by.
    judged: BTreeMap<u64, (String, String)>,
    /// Sequences that somebody else was shown.
    shown: BTreeSet<u64>,
    seen_across: u64,
    acknowledged: BTreeSet<Uuid>,
    /// Done at the next request, once.
    next: Option<Box<dyn FnOnce() + Send>>,
}

/// Hands bodies on to another tamper, and listens to what comes of it.
pub(super) struct Witness {
    heard: Heard,
    inner: Option<Box<dyn Tamper>>,
}

impl Heard {
    /// Makes a tamper that listens behind another.
    pub(super) fn witness(&self, inner: Option<Box<dyn Tamper>>) -> Witness {
        Witness {
            heard: self.clone(),
            inner,
        }
    }

    /// Does something in the midst of the next request: the server has not got it yet.
    pub(super) fn at_next_request(&self, act: impl FnOnce() + Send + 'static) {
        self.book().next = Some(Box::new(act));
    }

    /// Tells whether no request came yet.
    pub(super) fn has_next(&self) -> bool {
        self.book().next.is_some()
    }

    /// How many changes each replica judged.
    pub(super) fn changes_by_replica(&self) -> BTreeMap<String, u64> {
        self.book().changes.clone()
    }

    /// How many changes were judged by one replica and first shown to somebody else by another.
    pub(super) fn seen_across(&self) -> u64 {
        self.book().seen_across
    }

    /// The changes that a phone was told to be judged.
    pub(super) fn acknowledged(&self) -> BTreeSet<Uuid> {
        self.book().acknowledged.clone()
    }

    fn book(&self) -> MutexGuard<'_, Book> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Book {
    fn reply(&mut self, replica: Option<&str>, phone: &str, body: &[u8]) {
        let lines = body.split(|byte| *byte == b'\n');
        for line in lines.filter_map(|line| serde_json::from_slice::<Value>(line).ok()) {
            if let Some(replica) = replica {
                self.verdict(replica, phone, &line);
                self.record(replica, phone, &line);
            }
            let is_verdict = line["change"].is_string() && line["seq"].is_u64();
            if is_verdict && let Some(change) = id(&line["change"]) {
                self.acknowledged.insert(change);
            }
        }
    }

    fn verdict(&mut self, replica: &str, phone: &str, line: &Value) {
        let word = line["verdict"]["verdict"].as_str().unwrap_or_default();
        let (Some(seq), true) = (line["seq"].as_u64(), JUDGED.contains(&word)) else {
            return;
        };
        let by = (replica.to_owned(), phone.to_owned());
        if self.judged.insert(seq, by).is_none() {
            *self.changes.entry(replica.to_owned()).or_default() += 1;
        }
    }

    fn record(&mut self, replica: &str, phone: &str, line: &Value) {
        let Some(seq) = line["seq"].as_u64().filter(|_| line["record"].is_object()) else {
            return;
        };
        let Some((judge, author)) = self.judged.get(&seq) else {
            return;
        };
        if author != phone && self.shown.insert(seq) && judge != replica {
            self.seen_across += 1;
        }
    }
}

impl Tamper for Witness {
    fn body(&mut self, seen: &Seen<'_>, body: Vec<u8>) -> Vec<u8> {
        if seen.direction == Direction::Up {
            let next = self.heard.book().next.take();
            if let Some(act) = next {
                act();
            }
        }
        let told = match &mut self.inner {
            Some(inner) => inner.body(seen, body),
            None => body,
        };
        if seen.direction == Direction::Down && seen.status == 200 {
            let is_replica = |(name, _): &&(String, String)| name.eq_ignore_ascii_case(REPLICA);
            let replica = seen.headers.iter().find(is_replica);
            let replica = replica.map(|(_, name)| name.as_str());
            self.heard.book().reply(replica, seen.phone, &told);
        }
        told
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tell(witness: &mut Witness, replica: &str, phone: &str, body: &str) {
        let headers = [(REPLICA.to_owned(), replica.to_owned())];
        let seen = Seen {
            direction: Direction::Down,
            phone,
            path: "/v1/sync",
            status: 200,
            headers: &headers,
        };
        witness.body(&seen, body.as_bytes().to_vec());
    }

    #[test]
    fn a_change_counts_as_seen_across_when_another_replica_is_the_first_to_show_it_to_another() {
        let heard = Heard::default();
        let mut witness = heard.witness(None);
        let judged = r#"{"change":"01a20811-e903-7db7-95b5-3984deeff1b4","verdict":{"verdict":"applied"},"seq":7}"#;
        let again = judged.replace("applied", "duplicate");
        let shown = r#"{"in":[0],"seq":7,"record":{"kind":"task"}}"#;
        tell(&mut witness, "a", "anna", judged);
        tell(&mut witness, "b", "anna", &again);
        tell(&mut witness, "b", "anna", shown);
        assert_eq!(heard.seen_across(), 0, "her own phone is nobody else");
        tell(&mut witness, "b", "ben", shown);
        tell(&mut witness, "c", "carla", shown);
        assert_eq!(heard.seen_across(), 1);
        assert_eq!(heard.changes_by_replica(), [("a".to_owned(), 1)].into());
        assert_eq!(heard.acknowledged().len(), 1);
    }
}
