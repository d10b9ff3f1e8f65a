//! The description says what there is, and nothing else.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::Value;

use super::document;
use crate::router::ROUTES;

#[test]
fn every_route_is_described_and_nothing_else_is() {
    let document = document();
    let mut described = BTreeSet::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            described.insert(format!("{} {path}", method.to_uppercase()));
            let summary = operation["summary"].as_str().unwrap_or_default();
            assert!(
                !summary.is_empty(),
                "{method} {path} says nothing of itself"
            );
        }
    }
    // The console's own pages and files are for browsers: what stands there is the app's business.
    let is_hosted = |path: &str| path == "/" || path.contains("{*");
    let routed: BTreeSet<String> = ROUTES
        .iter()
        .filter(|route| !is_hosted(route.path))
        .map(|route| format!("{} {}", route.method, route.path))
        .collect();
    let missing: Vec<_> = routed.difference(&described).collect();
    let foreign: Vec<_> = described.difference(&routed).collect();
    assert!(
        missing.is_empty() && foreign.is_empty(),
        "not described: {missing:#?}; no route: {foreign:#?}"
    );
}

#[test]
fn whatever_the_description_points_to_is_there() {
    let document = document();
    let mut pointers = BTreeSet::new();
    gather(&document, &mut pointers);
    for pointer in &pointers {
        let path = pointer.strip_prefix('#').unwrap();
        assert!(document.pointer(path).is_some(), "{pointer} is nowhere");
    }
    for name in document["components"]["schemas"]
        .as_object()
        .unwrap()
        .keys()
    {
        let pointer = format!("#/components/schemas/{name}");
        assert!(pointers.contains(&pointer), "nothing needs {name}");
    }
}

fn gather(value: &Value, pointers: &mut BTreeSet<String>) {
    match value {
        Value::Object(object) => {
            if let Some(pointer) = object.get("$ref").and_then(Value::as_str) {
                pointers.insert(pointer.to_owned());
            }
            object.values().for_each(|value| gather(value, pointers));
        }
        Value::Array(items) => items.iter().for_each(|value| gather(value, pointers)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

#[test]
fn the_description_is_as_it_was_last_read() {
    let place = Path::new(env!("CARGO_MANIFEST_DIR")).join("openapi.json");
    let written = format!("{:#}\n", document());
    if std::env::var("OUTRIDER_SNAPSHOTS").is_ok_and(|mode| mode == "write") {
        std::fs::write(&place, &written).unwrap();
    }
    let read = std::fs::read_to_string(&place).unwrap_or_default();
    assert!(
        read == written,
        "the API changed: run this test with OUTRIDER_SNAPSHOTS=write, read the difference of \
         server/openapi.json, and write the console's types anew (npm run types)"
    );
}
