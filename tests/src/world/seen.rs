//! What the author of a change has seen: the bases that it names.

use std::collections::BTreeSet;

use outrider_model::change::{Bases, Seen};
use outrider_model::id::ChangeId;
use outrider_model::record::{Field, Record, Task};

/// Names the present writers of fields of a record; the heads of a task stand under `status`.
pub fn seen(record: &Record, fields: &[&str]) -> Bases {
    let mut of = std::collections::BTreeMap::new();
    for name in fields {
        let field = Field::from(*name);
        let writers: BTreeSet<ChangeId> = if *name == "status" {
            let task: Task = record.read().expect("only a task has a status");
            task.heads.into_keys().collect()
        } else {
            BTreeSet::from([record.writer(&field).change])
        };
        let seen: Seen = writers.into_iter().map(|writer| (writer, true)).collect();
        if !seen.is_empty() {
            of.insert(field, seen);
        }
    }
    Bases::from([(record.id, of)])
}
