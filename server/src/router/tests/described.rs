//! Every answer of every test here, and every body that was taken, is what the description says.

use std::sync::LazyLock;

use axum::http::{Method, StatusCode};
use serde_json::{Map, Value, json};

use crate::api::description::document;

static DOCUMENT: LazyLock<Value> = LazyLock::new(document);

/// Checks an answer of JSON.
pub(super) fn answer(method: &Method, path: &str, status: StatusCode, kind: &str, bytes: &[u8]) {
    let Some((template, operation)) = operation(method, path) else {
        return;
    };
    let answers = &operation["responses"];
    let told = answers
        .get(status.as_str())
        .or_else(|| answers.get("default"))
        .filter(|_| status.is_success() == answers.get(status.as_str()).is_some_and(is_good));
    let told = told.or_else(|| answers.get("default").filter(|_| !status.is_success()));
    assert!(
        status.is_redirection() || told.is_some(),
        "{method} {template} answered {status}, which is not described"
    );
    let kind = kind.split(';').next().unwrap_or_default();
    if !kind.ends_with("json") || kind.contains("ndjson") {
        return;
    }
    let schema = &told.unwrap()["content"][kind]["schema"];
    assert!(
        !schema.is_null(),
        "{method} {template}: {status} of {kind} is not described"
    );
    let value = serde_json::from_slice(bytes).unwrap();
    if let Err(why) = fits(schema, &value) {
        panic!(
            "{method} {template} answered {status} with {value:#}\nwhich is not as described: {why}"
        );
    }
}

/// Checks a body of JSON that was taken. What is null is as if it were left out. Of changes only
/// those count that were not refused.
pub(super) fn body(method: &Method, path: &str, mut body: Value, answer: &[u8]) {
    let Some((template, operation)) = operation(method, path) else {
        return;
    };
    let schema = &operation["requestBody"]["content"]["application/json"]["schema"];
    if schema.is_null() {
        return;
    }
    if template == "/v1/changes" {
        let answer: Value = serde_json::from_slice(answer).unwrap();
        let mut verdicts = answer["verdicts"].as_array().unwrap().iter();
        let changes = body["changes"].as_array_mut().unwrap();
        changes.retain(|_| {
            let word = &verdicts.next().unwrap()["verdict"]["verdict"];
            word == "applied" || word == "merged"
        });
    }
    leave_nulls_out(&mut body);
    if let Err(why) = fits(schema, &body) {
        panic!("{method} {template} took {body:#}\nwhich is not as described: {why}");
    }
}

fn leave_nulls_out(value: &mut Value) {
    if let Value::Object(object) = value {
        object.retain(|_, value| !value.is_null());
        object.values_mut().for_each(leave_nulls_out);
    }
}

/// Success is described by its status; `default` is for problems alone.
fn is_good(answer: &Value) -> bool {
    answer["content"].get("application/problem+json").is_none()
}

/// Finds what is said of a call; nothing of the app's own pages.
fn operation(method: &Method, path: &str) -> Option<(&'static str, &'static Value)> {
    let path = path.split('?').next().unwrap_or_default();
    let paths = DOCUMENT["paths"].as_object().unwrap();
    let fitting = |template: &str| {
        let (given, wanted): (Vec<_>, Vec<_>) =
            (path.split('/').collect(), template.split('/').collect());
        given.len() == wanted.len()
            && given
                .iter()
                .zip(&wanted)
                .all(|(given, wanted)| given == wanted || wanted.starts_with('{'))
    };
    // What is named to the letter goes before what a parameter stands for.
    let mut found: Vec<_> = paths.iter().filter(|(path, _)| fitting(path)).collect();
    found.sort_by_key(|(path, _)| path.matches('{').count());
    let method = method.as_str().to_lowercase();
    let (template, item) = found.first()?;
    Some((template.as_str(), item.get(&method)?))
}

/// Says where a value is not as described.
fn fits(schema: &Value, value: &Value) -> Result<(), String> {
    let mut why = Vec::new();
    for way in ways(schema) {
        match fits_one(&way, value) {
            Ok(()) => return Ok(()),
            Err(because) => why.push(because),
        }
    }
    // The way that went furthest says most.
    why.sort_by_key(|because| std::cmp::Reverse(because.matches('/').count()));
    Err(why.into_iter().next().unwrap_or_default())
}

/// Every flat schema that a schema allows, with `$ref`, `allOf`, `oneOf` and `anyOf` written out.
fn ways(schema: &Value) -> Vec<Map<String, Value>> {
    let Some(object) = schema.as_object() else {
        return vec![Map::new()];
    };
    let mut own = object.clone();
    let mut ways = vec![Map::new()];
    if let Some(pointer) = own.remove("$ref") {
        let path = pointer.as_str().unwrap().strip_prefix('#').unwrap();
        ways = both(&ways, &self::ways(DOCUMENT.pointer(path).unwrap()));
    }
    for part in own
        .remove("allOf")
        .iter()
        .filter_map(Value::as_array)
        .flatten()
    {
        ways = both(&ways, &self::ways(part));
    }
    for choice in ["oneOf", "anyOf"] {
        if let Some(parts) = own.remove(choice) {
            let parts = parts.as_array().unwrap().iter().flat_map(self::ways);
            ways = both(&ways, &parts.collect::<Vec<_>>());
        }
    }
    both(&ways, &[own])
}

fn both(left: &[Map<String, Value>], right: &[Map<String, Value>]) -> Vec<Map<String, Value>> {
    let pairs = left
        .iter()
        .flat_map(|left| right.iter().map(move |right| (left, right)));
    pairs
        .map(|(left, right)| {
            let mut merged = left.clone();
            for (key, value) in right {
                match (key.as_str(), merged.get_mut(key)) {
                    ("properties", Some(Value::Object(known))) => {
                        known.extend(value.as_object().unwrap().clone());
                    }
                    ("required", Some(Value::Array(known))) => {
                        known.extend(value.as_array().unwrap().iter().cloned());
                    }
                    (_, _) => {
                        merged.insert(key.clone(), value.clone());
                    }
                }
            }
            merged
        })
        .collect()
}

fn fits_one(schema: &Map<String, Value>, value: &Value) -> Result<(), String> {
    let kind = match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(number) if number.is_f64() => "number",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    };
    let is_kind = |wanted: &Value| wanted == kind || (wanted == "number" && kind == "integer");
    let is_allowed = match schema.get("type") {
        None => true,
        Some(Value::Array(kinds)) => kinds.iter().any(is_kind),
        Some(wanted) => is_kind(wanted),
    };
    if !is_allowed {
        return Err(format!(": {kind} {value} in place of {}", schema["type"]));
    }
    if let Some(words) = schema.get("enum").and_then(Value::as_array)
        && !words.contains(value)
    {
        return Err(format!(": {value} is none of {}", json!(words)));
    }
    match value {
        Value::Object(object) => fits_object(schema, object),
        Value::Array(items) => {
            let wanted = schema.get("items").unwrap_or(&Value::Null);
            for (index, item) in items.iter().enumerate() {
                fits(wanted, item).map_err(|why| format!("/{index}{why}"))?;
            }
            Ok(())
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => Ok(()),
    }
}

fn fits_object(schema: &Map<String, Value>, object: &Map<String, Value>) -> Result<(), String> {
    let properties = schema.get("properties").and_then(Value::as_object);
    let others = schema.get("additionalProperties");
    let is_any = properties.is_none() && others.is_none();
    // Words first: of several ways, the one that is meant then goes furthest.
    let described = |name: &String| properties.and_then(|properties| properties.get(name));
    let is_word = |name: &String| described(name).is_some_and(|one| one.get("enum").is_some());
    let mut members: Vec<_> = object.iter().collect();
    members.sort_by_key(|(name, _)| !is_word(name));
    for (name, value) in members.into_iter().filter(|_| !is_any) {
        let described = described(name);
        let Some(described) = described.or(others).filter(|one| **one != false) else {
            return Err(format!("/{name}: it is not described"));
        };
        fits(described, value).map_err(|why| format!("/{name}{why}"))?;
    }
    let required = schema.get("required").and_then(Value::as_array);
    let mut required = required.into_iter().flatten().filter_map(Value::as_str);
    match required.find(|name| !object.contains_key(*name)) {
        Some(name) => Err(format!("/{name}: it is missing")),
        None => Ok(()),
    }
}
