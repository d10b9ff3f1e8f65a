//! What became of the day, in figures.

use std::collections::BTreeMap;

use serde::Serialize;

/// The figures of a day.
#[derive(Debug, Clone, Default, Serialize)]
pub(super) struct Summary {
    pub(super) phones: usize,
    pub(super) customers: u64,
    pub(super) without_site: u64,
    pub(super) swapped_headers: bool,
    pub(super) tasks_assigned: usize,
    pub(super) changes_offline: usize,
    pub(super) notes: usize,
    pub(super) check_ins: usize,
    pub(super) merged: u64,
    pub(super) diary_entries: usize,
    pub(super) needs_attention: usize,
    pub(super) receipts: u64,
    pub(super) faults: Faults,
    pub(super) lost: usize,
    pub(super) doubled: usize,
    pub(super) diverged: usize,
    pub(super) seconds: f64,
    /// Of several servers: how many changes each judged.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub(super) changes_by_replica: BTreeMap<String, u64>,
    /// Changes that one server judged and another was the first to show to somebody else.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) seen_across: Option<u64>,
    /// How often the database that may write was killed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) primary_kills: Option<u64>,
    /// From that kill until the servers were well again.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) failover_seconds: Option<f64>,
}

/// How often each fault struck.
#[derive(Debug, Clone, Default, Serialize)]
pub(super) struct Faults {
    pub(super) cut_before_commit: u64,
    pub(super) cut_after_commit: u64,
    pub(super) truncated: u64,
    pub(super) portal: u64,
    pub(super) lost_reply: u64,
    pub(super) kill: u64,
}

impl Summary {
    /// Says whether nothing was lost, doubled or diverged, and every fault had its turn.
    pub(super) fn is_good(&self) -> bool {
        let Faults {
            cut_before_commit,
            cut_after_commit,
            truncated,
            portal,
            lost_reply,
            kill,
        } = self.faults;
        let struck = [
            cut_before_commit,
            cut_after_commit,
            truncated,
            portal,
            lost_reply,
            kill,
        ];
        self.lost + self.doubled + self.diverged == 0
            && struck.iter().all(|times| *times > 0)
            && self.changes_by_replica.values().all(|changes| *changes > 0)
            && self.seen_across != Some(0)
            && self.primary_kills != Some(0)
    }

    /// Writes the figures for people.
    pub(super) fn table(&self) -> String {
        let figures = serde_json::to_value(self).expect("a summary is JSON");
        let mut lines = vec![String::from("\nThe day in figures")];
        for (name, figure) in figures.as_object().into_iter().flatten() {
            match figure.as_object() {
                Some(inner) => lines.extend(
                    inner
                        .iter()
                        .map(|(name, times)| line(&format!("  fault {name}"), times)),
                ),
                None => lines.push(line(&format!("  {name}"), figure)),
            }
        }
        let verdict = if self.is_good() {
            "Every word is where it belongs: nothing lost, doubled or diverged."
        } else {
            "NOT GOOD: something was lost, doubled or diverged, or a fault had no turn."
        };
        lines.push(verdict.to_owned());
        lines.join("\n")
    }
}

fn line(name: &str, figure: &serde_json::Value) -> String {
    format!("{:<28}{figure:>10}", name.replace('_', " "))
}
