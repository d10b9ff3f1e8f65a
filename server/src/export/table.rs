//! Records as rows. Customers and tasks bear the columns by which they can be imported again.

use std::collections::{BTreeMap, BTreeSet};

use outrider_model::id::RecordId;
use outrider_model::record::{Customer, Record, Task};
use outrider_model::stamp::Window;
use serde::Serialize;
use serde_json::{Map, Value};

use crate::error::ServerError;

/// A table: its header, then its rows.
type Table = Vec<Vec<String>>;

/// Makes the table of a kind.
pub(super) fn of(
    kind: &str,
    records: &[Record],
    names: &BTreeMap<RecordId, String>,
) -> Result<Table, ServerError> {
    match kind {
        "customer" => customers(records, names),
        "task" => tasks(records, names),
        _ => plain(records),
    }
}

fn customers(records: &[Record], names: &BTreeMap<RecordId, String>) -> Result<Table, ServerError> {
    let mut all = Vec::new();
    for record in records {
        all.push((
            record.id,
            record.read::<Customer>().map_err(ServerError::internal)?,
        ));
    }
    let custom: BTreeSet<String> = all
        .iter()
        .flat_map(|(_, customer)| customer.custom.keys().cloned())
        .collect();
    let mut header: Vec<String> = [
        "id",
        "name",
        "code",
        "phone",
        "email",
        "address",
        "about",
        "owner",
        "latitude",
        "longitude",
        "tags",
        "sites",
    ]
    .map(str::to_owned)
    .to_vec();
    header.extend(custom.iter().map(|key| format!("custom:{key}")));
    let mut table = vec![header];
    for (id, customer) in all {
        let place = customer.sites.values().next().map(|site| site.at);
        let tags = customer
            .tags
            .keys()
            .map(|tag| tag.replace('\\', "\\\\").replace('|', "\\|"));
        let mut row = vec![
            id.to_string(),
            customer.name.clone(),
            customer.code.clone(),
            customer.phone.clone(),
            customer.email.clone(),
            customer.address.clone(),
            customer.about.clone(),
            customer
                .owner
                .map(|owner| named(owner.into(), names))
                .unwrap_or_default(),
            place.map(|at| degrees(at.lat())).unwrap_or_default(),
            place.map(|at| degrees(at.lon())).unwrap_or_default(),
            tags.collect::<Vec<_>>().join("|"),
            if customer.sites.is_empty() {
                String::new()
            } else {
                json(&customer.sites)?
            },
        ];
        row.extend(
            custom
                .iter()
                .map(|key| customer.custom.get(key).cloned().unwrap_or_default()),
        );
        table.push(row);
    }
    Ok(table)
}

fn tasks(records: &[Record], names: &BTreeMap<RecordId, String>) -> Result<Table, ServerError> {
    let header = [
        "id",
        "title",
        "details",
        "activity",
        "assignee",
        "team",
        "customer",
        "day",
        "from",
        "to",
        "priority",
        "checklist",
        "status",
    ];
    let mut table = vec![header.map(str::to_owned).to_vec()];
    for record in records {
        let task: Task = record.read().map_err(ServerError::internal)?;
        let status = task.shown_in(record).status;
        let minute = |of: fn(Window) -> u16| {
            task.window
                .map(of)
                .map(|minute| format!("{:02}:{:02}", minute / 60, minute % 60))
                .unwrap_or_default()
        };
        table.push(vec![
            record.id.to_string(),
            task.title.clone(),
            task.details.clone(),
            named(task.activity.into(), names),
            task.assignee
                .map(|assignee| named(assignee.into(), names))
                .unwrap_or_default(),
            task.team
                .map(|team| named(team.into(), names))
                .unwrap_or_default(),
            task.customer
                .map(|customer| customer.to_string())
                .unwrap_or_default(),
            task.plan_day.map(|day| day.to_string()).unwrap_or_default(),
            minute(|window| window.from),
            minute(|window| window.to),
            task.priority.to_string(),
            if task.checklist.is_empty() {
                String::new()
            } else {
                json(&task.checklist)?
            },
            status.to_string(),
        ]);
    }
    Ok(table)
}

/// The table of any other kind: one column a field, texts as they are, the rest as JSON.
fn plain(records: &[Record]) -> Result<Table, ServerError> {
    let mut objects: Vec<Map<String, Value>> = Vec::new();
    for record in records {
        objects.push(record.read().map_err(ServerError::internal)?);
    }
    let fields: BTreeSet<&String> = objects.iter().flat_map(Map::keys).collect();
    let is_shown = |field: &&String| !matches!(field.as_str(), "id" | "kind" | "by");
    let fields: Vec<&String> = fields.into_iter().filter(is_shown).collect();
    let mut table = vec![
        ["id".to_owned()]
            .into_iter()
            .chain(fields.iter().map(|field| (*field).clone()))
            .collect(),
    ];
    for object in &objects {
        let id = object
            .get("id")
            .and_then(Value::as_str)
            .unwrap_or_default()
            .to_owned();
        let cells = fields.iter().map(|field| match object.get(*field) {
            None | Some(Value::Null) => String::new(),
            Some(Value::String(text)) => text.clone(),
            Some(other) => other.to_string(),
        });
        table.push(std::iter::once(id).chain(cells).collect());
    }
    Ok(table)
}

fn named(id: RecordId, names: &BTreeMap<RecordId, String>) -> String {
    names.get(&id).cloned().unwrap_or_else(|| id.to_string())
}

/// Writes 10⁻⁷ degrees as decimal degrees, exactly.
fn degrees(units: i32) -> String {
    let sign = if units < 0 { "-" } else { "" };
    let units = units.unsigned_abs();
    format!("{sign}{}.{:07}", units / 10_000_000, units % 10_000_000)
}

fn json(value: &impl Serialize) -> Result<String, ServerError> {
    serde_json::to_string(value).map_err(ServerError::internal)
}
