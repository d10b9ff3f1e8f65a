//! Planted defects: a liar in the network, whom the count must convict.

use std::collections::BTreeMap;

use clap::ValueEnum;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::net::{Direction, Seen, Tamper};

/// A defect to plant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Sabotage {
    /// A note is swallowed on its way up, and said to be applied.
    DropAcked,
    /// A note goes up a second time, under other ids.
    Double,
    /// A field is cut out of records on their way down.
    SkipField,
    /// A note is cut out of pages on their way down.
    LoseNote,
}

/// Rewrites what phones and server tell each other.
pub(super) struct Liar {
    kind: Sabotage,
    /// What was swallowed of each phone, to be said applied.
    swallowed: BTreeMap<String, Vec<Value>>,
    struck: u32,
}

impl Liar {
    pub(super) fn new(kind: Sabotage) -> Liar {
        Liar {
            kind,
            swallowed: BTreeMap::new(),
            struck: 0,
        }
    }

    fn up(&mut self, phone: &str, line: Value) -> Vec<Value> {
        let is_note = line["change"]["do"] == json!("note.written");
        let kind = self.kind;
        match kind {
            Sabotage::DropAcked if is_note && self.is_first() => {
                self.swallowed
                    .entry(phone.to_owned())
                    .or_default()
                    .push(line["change"]["id"].clone());
                Vec::new()
            }
            Sabotage::DropAcked if self.has_swallowed(phone, &line["change"]["id"]) => Vec::new(),
            Sabotage::Double if is_note && self.is_first() => {
                let again = mint_again(&line);
                vec![line, again]
            }
            Sabotage::DropAcked | Sabotage::Double | Sabotage::SkipField | Sabotage::LoseNote => {
                vec![line]
            }
        }
    }

    fn down(&mut self, line: Value) -> Vec<Value> {
        let kind = line["record"]["kind"].as_str().unwrap_or_default();
        match self.kind {
            Sabotage::SkipField if kind == "customer" && line["record"]["address"].is_string() => {
                let mut line = line;
                if let Some(record) = line["record"].as_object_mut() {
                    record.remove("address");
                }
                vec![line]
            }
            Sabotage::LoseNote if kind == "note" => Vec::new(),
            Sabotage::DropAcked | Sabotage::Double | Sabotage::SkipField | Sabotage::LoseNote => {
                vec![line]
            }
        }
    }

    fn is_first(&mut self) -> bool {
        self.struck += 1;
        self.struck == 1
    }

    fn has_swallowed(&self, phone: &str, id: &Value) -> bool {
        self.swallowed
            .get(phone)
            .is_some_and(|ids| ids.contains(id))
    }

    /// Says of what was swallowed that it was applied.
    fn forged(&self, phone: &str, cursor: &Value) -> Vec<Value> {
        let ids = self.swallowed.get(phone).into_iter().flatten();
        let verdict = json!({ "verdict": "applied" });
        ids.map(|id| json!({ "change": id, "verdict": verdict, "seq": cursor["seq"] }))
            .collect()
    }
}

impl Tamper for Liar {
    fn body(&mut self, seen: &Seen<'_>, body: Vec<u8>) -> Vec<u8> {
        let lines: Option<Vec<Value>> = body
            .split_inclusive(|byte| *byte == b'\n')
            .map(|line| serde_json::from_slice(line).ok())
            .collect();
        let Some((end, lines)) = lines.as_deref().and_then(<[Value]>::split_last) else {
            return body;
        };
        let mut told: Vec<Value> = Vec::new();
        for (index, line) in lines.iter().enumerate() {
            match seen.direction {
                _ if index == 0 => told.push(line.clone()),
                Direction::Up => told.extend(self.up(seen.phone, line.clone())),
                Direction::Down => told.extend(self.down(line.clone())),
            }
        }
        if seen.direction == Direction::Down {
            told.extend(self.forged(seen.phone, &end["cursor"]));
        }
        if told == lines {
            body
        } else {
            seal(&told, end)
        }
    }
}

/// Writes lines and an end that proves them.
fn seal(lines: &[Value], end: &Value) -> Vec<u8> {
    let mut out = Vec::new();
    for line in lines {
        out.extend(serde_json::to_vec(line).expect("JSON stays JSON"));
        out.push(b'\n');
    }
    let mut end = end.clone();
    let digest: String = Sha256::digest(&out)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    end["sha256"] = json!(digest);
    end["end"] = json!(lines.len());
    out.extend(serde_json::to_vec(&end).expect("JSON stays JSON"));
    out.push(b'\n');
    out
}

/// The same note as another change under other ids.
fn mint_again(line: &Value) -> Value {
    let mut text = line.to_string();
    for id in [
        &line["change"]["id"],
        &line["change"]["body"]["note"],
        &line["change"]["body"]["next"]["task"],
    ] {
        if let Some(id) = id.as_str() {
            let other = Uuid::new_v5(&Uuid::NAMESPACE_OID, id.as_bytes());
            text = text.replace(id, &other.to_string());
        }
    }
    let mut again: Value = serde_json::from_str(&text).expect("an id in the place of an id");
    again["sequence"] = json!(line["sequence"].as_u64().unwrap_or(0) + 1_000_000);
    again
}
