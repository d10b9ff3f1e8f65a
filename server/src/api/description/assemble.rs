//! Adds to what handlers say what follows from elsewhere: who may call a route and which problems
//! it answers with, its id, and what a property is that may be left out.

use std::collections::{BTreeMap, BTreeSet};

use axum::http::Method;
use outrider_model::record::DeviceKind;
use outrider_model::wire::ProblemCode;
use serde_json::{Map, Value, json};
use utoipa::ToSchema;
use utoipa::openapi::OpenApi;

use crate::api::problem::{self, ApiError};
use crate::router::{Access, Route};

/// The problems that any route may answer with stand under `default`; these stand by status.
const OF_BODY: [ProblemCode; 4] = [
    ProblemCode::Malformed,
    ProblemCode::Invalid,
    ProblemCode::TooLarge,
    ProblemCode::UnsupportedMedia,
];

/// Completes the handlers' descriptions.
pub(super) fn assemble(described: OpenApi, routes: &[Route]) -> Value {
    let mut document = serde_json::to_value(described).unwrap_or_default();
    for (path, item) in members(&mut document, "paths") {
        for (method, operation) in item.as_object_mut().into_iter().flatten() {
            let route = routes.iter().find(|route| {
                route.path == path && route.method.as_str().eq_ignore_ascii_case(method)
            });
            if let (Some(route), Some(operation)) = (route, operation.as_object_mut()) {
                complete(operation, route);
            }
        }
    }
    if let Some(object) = document.as_object_mut() {
        let info = object.entry("info").or_insert_with(|| json!({}));
        info["version"] = env!("CARGO_PKG_VERSION").into();
        // Who wrote the packages is no part of the interface.
        for word in ["contact", "license"] {
            info.as_object_mut().map(|info| info.remove(word));
        }
        object.insert("servers".to_owned(), json!([{ "url": "/" }]));
        let components = object.entry("components").or_insert_with(|| json!({}));
        components["securitySchemes"] = json!({
            "token": { "type": "http", "scheme": "bearer",
                "description": "The token of a session, or one made for a program." },
            "cookie": { "type": "apiKey", "in": "cookie", "name": "__Host-outrider",
                "description": "The session of a browser, which sends it by itself." },
        });
        add_problem(components);
    }
    if let Some(components) = document.get_mut("components") {
        for (_, schema) in members(components, "schemas") {
            tidy(schema);
        }
    }
    for (_, item) in members(&mut document, "paths") {
        tidy(item);
    }
    document
}

fn members<'a>(
    value: &'a mut Value,
    key: &str,
) -> impl Iterator<Item = (String, &'a mut Value)> + use<'a> {
    let object = value.get_mut(key).and_then(Value::as_object_mut);
    object
        .into_iter()
        .flatten()
        .map(|(name, value)| (name.clone(), value))
}

fn add_problem(components: &mut Value) {
    let mut schemas = Vec::new();
    use outrider_model::wire::Problem;
    schemas.push((
        Problem::name().into_owned(),
        <Problem as utoipa::PartialSchema>::schema(),
    ));
    Problem::schemas(&mut schemas);
    let held = components.get_mut("schemas").and_then(Value::as_object_mut);
    if let Some(held) = held {
        for (name, schema) in schemas {
            held.insert(name, serde_json::to_value(schema).unwrap_or_default());
        }
    }
}

fn complete(operation: &mut Map<String, Value>, route: &Route) {
    operation.insert("operationId".to_owned(), name_of(route).into());
    operation.insert("tags".to_owned(), json!([tag_of(route.path)]));
    operation.insert("x-access".to_owned(), access(&route.access));
    operation.insert("security".to_owned(), security(&route.access));
    say(operation, route);
    add_ids(operation, route.path);
    add_answers(operation, route);
}

/// `GET /v1/tasks/{id}/timeline` is `get_tasks_id_timeline`.
fn name_of(route: &Route) -> String {
    let path = route.path.trim_start_matches("/v1");
    let words = path.split(|letter: char| !letter.is_ascii_alphanumeric());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    format!(
        "{}_{}",
        route.method.as_str().to_lowercase(),
        words.join("_")
    )
}

fn tag_of(path: &str) -> String {
    let mut steps = path
        .trim_start_matches("/v1")
        .split('/')
        .filter(|step| !step.is_empty());
    let first = steps.next().unwrap_or_default();
    first
        .split('.')
        .next()
        .unwrap_or_default()
        .replace('-', " ")
}

fn access(access: &Access) -> Value {
    match access {
        Access::Anybody => json!("anybody"),
        Access::Handset => json!("handset"),
        Access::Session(devices, roles, scopes) => {
            if scopes.is_empty() {
                json!({ "devices": devices, "roles": roles })
            } else {
                json!({ "devices": devices, "roles": roles, "scopes": scopes })
            }
        }
    }
}

fn security(access: &Access) -> Value {
    match access {
        Access::Anybody => json!([]),
        Access::Handset => json!([{ "token": [] }]),
        Access::Session(devices, _, _) if devices.contains(&DeviceKind::Console) => {
            json!([{ "token": [] }, { "cookie": [] }])
        }
        Access::Session(..) => json!([{ "token": [] }]),
    }
}

/// The first sentence is the summary, whatever lines it stands on; who may call is said last.
fn say(operation: &mut Map<String, Value>, route: &Route) {
    let text = |key: &str| {
        operation
            .get(key)
            .and_then(Value::as_str)
            .unwrap_or_default()
            .to_owned()
    };
    let whole = format!("{}\n{}", text("summary"), text("description"));
    let whole = whole.trim();
    let end = whole.match_indices('.').map(|(at, _)| at).find(|at| {
        let after = whole.get(at + 1..).and_then(|rest| rest.chars().next());
        after.is_none_or(char::is_whitespace)
    });
    let (summary, rest) = whole.split_at(end.map_or(whole.len(), |end| end + 1));
    let summary = summary.trim_end_matches('.').replace('\n', " ");
    let who = match route.access {
        Access::Anybody => "Anybody may call it.".to_owned(),
        Access::Handset => "Phones call it, those of revoked people too.".to_owned(),
        Access::Session(devices, roles, scopes) => {
            let mut who = format!("For {} on {}", either(roles), either(devices));
            if !scopes.is_empty() {
                who.push_str(&format!("; limited sessions need {}", either(scopes)));
            }
            who + "."
        }
    };
    operation.insert("summary".to_owned(), summary.into());
    let said = format!("{}\n\n{who}", rest.trim());
    operation.insert("description".to_owned(), said.trim().into());
}

fn either(words: &[impl std::fmt::Display]) -> String {
    let words: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    words.join(" or ")
}

/// Whatever a path names and a handler does not describe is an id.
fn add_ids(operation: &mut Map<String, Value>, path: &str) {
    let named = path.split('/').filter_map(|step| {
        let inner = step.strip_prefix('{')?;
        inner.strip_suffix('}')
    });
    let parameters = operation.entry("parameters").or_insert_with(|| json!([]));
    let Some(parameters) = parameters.as_array_mut() else {
        return;
    };
    for name in named {
        if !parameters
            .iter()
            .any(|one| one["name"] == name && one["in"] == "path")
        {
            parameters.push(json!({ "name": name, "in": "path", "required": true,
                "schema": { "type": "string", "format": "uuid" } }));
        }
    }
    if parameters.is_empty() {
        operation.remove("parameters");
    }
}

fn add_answers(operation: &mut Map<String, Value>, route: &Route) {
    let mut codes: BTreeSet<ProblemCode> = BTreeSet::new();
    if route.access != Access::Anybody {
        codes.extend([ProblemCode::Unauthenticated, ProblemCode::Forbidden]);
    }
    if operation.contains_key("requestBody") {
        codes.extend(OF_BODY);
    }
    let parameters = operation.get("parameters").and_then(Value::as_array);
    for parameter in parameters.into_iter().flatten() {
        codes.insert(if parameter["in"] == "path" {
            ProblemCode::NotFound
        } else {
            ProblemCode::Malformed
        });
    }
    let named = operation.remove("x-problems").unwrap_or_default();
    let named = named
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str);
    codes.extend(named.map(ProblemCode::from));
    let mut by_status: BTreeMap<u16, Vec<ProblemCode>> = BTreeMap::new();
    for code in codes {
        let status = ApiError::new(code.clone()).status().as_u16();
        by_status.entry(status).or_default().push(code);
    }
    let answers = operation.entry("responses").or_insert_with(|| json!({}));
    for (status, codes) in by_status {
        let told = codes
            .iter()
            .map(|code| format!("`{code}`: {}", problem::title(code)));
        answers[status.to_string()] = problem_answer(&told.collect::<Vec<_>>().join(" "));
    }
    answers["default"] = problem_answer("Any other problem.");
    for (status, answer) in answers.as_object_mut().into_iter().flatten() {
        let is_silent = answer["description"].as_str().is_none_or(str::is_empty);
        if is_silent {
            answer["description"] = usual(status, &route.method).into();
        }
    }
}

fn problem_answer(told: &str) -> Value {
    let schema = json!({ "$ref": "#/components/schemas/Problem" });
    json!({ "description": told, "content": { problem::CONTENT_TYPE: { "schema": schema } } })
}

fn usual(status: &str, method: &Method) -> &'static str {
    match status {
        "201" => "It was made.",
        "202" => "It was taken; what comes of it is not said.",
        "204" => "It was done; there is nothing to say.",
        "303" => "The browser is sent on.",
        _ if method == Method::GET => "What was asked for.",
        _ => "It was done.",
    }
}

/// A property that may be left out is left out where there is nothing, and is never null; names of
/// an object's members are text whatever they name.
fn tidy(schema: &mut Value) {
    match schema {
        Value::Object(object) => {
            object.remove("propertyNames");
            let required: BTreeSet<String> = object
                .get("required")
                .and_then(Value::as_array)
                .into_iter()
                .flatten()
                .filter_map(|name| name.as_str().map(str::to_owned))
                .collect();
            let properties = object.get_mut("properties").and_then(Value::as_object_mut);
            for (name, property) in properties.into_iter().flatten() {
                if !required.contains(name) {
                    never_null(property);
                }
            }
            object.values_mut().for_each(tidy);
        }
        Value::Array(items) => items.iter_mut().for_each(tidy),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

fn never_null(property: &mut Value) {
    if let Some(types) = property.get_mut("type")
        && let Some(listed) = types.as_array_mut()
    {
        listed.retain(|one| one != "null");
        if let [only] = listed.as_slice() {
            *types = only.clone();
        }
    }
    let Some(choices) = property.get_mut("oneOf").and_then(Value::as_array_mut) else {
        return;
    };
    choices.retain(|one| one["type"] != "null");
    if let [only] = choices.as_slice()
        && let (Some(only), Some(object)) = (only.as_object().cloned(), property.as_object_mut())
    {
        object.remove("oneOf");
        for (key, value) in only {
            object.entry(key).or_insert(value);
        }
    }
}
