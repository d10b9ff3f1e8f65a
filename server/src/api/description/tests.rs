//! The description says what there is, and nothing else.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

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

/// All types that travel share one space of names, and of two with one name the description would
/// show one, whichever comes last.
#[test]
fn no_two_types_are_described_under_one_name() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut named: BTreeMap<String, BTreeSet<PathBuf>> = BTreeMap::new();
    let mut count = 0;
    for folder in [root.join("src"), root.join("../core/model/src")] {
        for file in sources(&folder) {
            for name in described(&std::fs::read_to_string(&file).unwrap()) {
                count += 1;
                let files = named.entry(name.clone()).or_default();
                assert!(
                    files.insert(file.clone()),
                    "{name} twice in {}",
                    file.display()
                );
            }
        }
    }
    let clashes: Vec<_> = named.iter().filter(|(_, files)| files.len() > 1).collect();
    assert!(
        clashes.is_empty(),
        "name one of each anew, #[schema(as = …)]: {clashes:#?}"
    );
    assert!(count > 100, "only {count} types are described");
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|kind| kind == "rs") {
            found.push(path);
        }
    }
    found
}

/// The names under which a source's types are described. What a macro names is the macro's to tell
/// apart.
fn described(source: &str) -> Vec<String> {
    let mut names = Vec::new();
    let mut attributes: Option<String> = None;
    for line in source.lines().map(str::trim_start) {
        let is_derived = line.contains("ToSchema") && !line.starts_with("use ");
        if is_derived && !line.starts_with("//") && !line.contains(" ToSchema for ") {
            attributes.get_or_insert_default();
        }
        let Some(told) = &mut attributes else {
            continue;
        };
        let mut words = line.split_whitespace();
        let declared = words.find(|word| ["struct", "enum", "type", "fn", "impl"].contains(word));
        if line.starts_with("//") || line.starts_with("#[") || declared.is_none() {
            told.push_str(line);
            continue;
        }
        let own = words.next().unwrap_or_default();
        let is_word = |sign: char| sign.is_alphanumeric() || sign == '_';
        let until =
            |text: &str| -> String { text.chars().take_while(|sign| is_word(*sign)).collect() };
        let name = match told.split_once("schema(as = ") {
            Some((_, given)) => until(given),
            None => until(own),
        };
        if ["struct", "enum"].map(Some).contains(&declared) && !name.is_empty() {
            names.push(name);
        }
        attributes = None;
    }
    names
}

#[test]
fn a_name_that_is_given_twice_is_found() {
    let source = "#[derive(Serialize, ToSchema)]\n#[schema(as = Line)]\npub struct Row { a: u8 }\n\
                  #[derive(ToSchema)]\n#[serde(rename_all = \"snake_case\")]\nenum Line { A }\n\
                  #[cfg_attr(feature = \"schema\", derive(utoipa::ToSchema), schema(as = Way))]\n\
                  pub(crate) struct Line<Id> {}\n#[derive(ToSchema)]\npub struct $name;\n";
    assert_eq!(described(source), ["Line", "Line", "Way"]);
}
