//! Exports what needs attention, so that no word depends on this phone.

use serde_json::{Value, json};

use crate::error::Result;
use crate::transact::{AttentionItem, Transactor};

/// Returns everything that needs attention as JSON: each refused change with why, and what waits
/// for it.
///
/// # Errors
/// What the disk does.
pub fn export(door: &Transactor) -> Result<String> {
    let items = door.store().read(|reader| reader.needs_attention())?;
    let items: Vec<Value> = items.iter().map(written).collect();
    Ok(Value::Array(items).to_string())
}

fn written(item: &AttentionItem) -> Value {
    let read = |bytes: &[u8]| serde_json::from_slice(bytes).unwrap_or(Value::Null);
    let dependents: Vec<Value> = item.dependents.iter().map(|row| read(&row.bytes)).collect();
    json!({
        "change": read(&item.row.bytes),
        "refused": item.why.code.as_str(),
        "field": item.why.field,
        "waiting_for_it": dependents,
    })
}
