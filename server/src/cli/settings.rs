//! `outrider settings`: what an organisation's server is set to. Secrets are read from standard
//! input or a file, and never shown.

use std::path::Path;

use serde_json::{Map, Value, json};

use super::args::Settings;
use super::{CliError, Desk, ask};
use crate::audit::{Action, Note, note};
use crate::setting::{self, FORMS, Form, Kind, Who};
use crate::store::Tenant;

/// Lists, shows, sets or removes settings.
pub(super) fn run(desk: &Desk, command: &Settings) -> Result<(), CliError> {
    let tenant = desk.tenant()?;
    let settings = setting::Desk {
        store: &*desk.store,
        organisation: tenant.id,
    };
    match command {
        Settings::List => {
            let all = settings.all()?;
            let lines: Vec<String> = all.iter().map(|(name, value)| said(name, value)).collect();
            desk.answer(&json!({ "settings": all }), &lines.join("\n"))
        }
        Settings::Get { name } => {
            let value = settings.shown(form(name)?.name)?;
            if value.is_null() {
                return Err(CliError::Failed(format!("{name} is not set")));
            }
            desk.answer(&json!({ name: value }), &said(name, &value))
        }
        Settings::Set {
            name,
            parts,
            secret,
        } => {
            let form = form(name)?;
            let value = value(form, parts, secret.as_deref())?;
            settings.set(form.name, value, Who::Operator)?;
            tell(desk, &tenant, name)?;
            let shown = settings.shown(form.name)?;
            desk.answer(&json!({ name: shown }), &said(name, &shown))
        }
        Settings::Remove { name } => {
            if !settings.remove(form(name)?.name, Who::Operator)? {
                return Err(CliError::Failed(format!("{name} is not set")));
            }
            tell(desk, &tenant, name)?;
            desk.answer(&json!({ "removed": name }), &format!("removed {name}"))
        }
    }
}

fn tell(desk: &Desk, tenant: &Tenant, name: &str) -> Result<(), CliError> {
    let line = Note::of(Action::SettingsChanged).saying(json!({ "setting": name }));
    let told = note(&*desk.store, tenant.id, desk.seams.clock.wall(), &line);
    told.map_err(|why| CliError::Failed(why.to_string()))
}

fn form(name: &str) -> Result<&'static Form, CliError> {
    setting::form(name).map_err(|_| {
        let known: Vec<&str> = FORMS.iter().map(|form| form.name).collect();
        CliError::Usage(format!("no such setting: {}", known.join(", ")))
    })
}

/// Reads a setting from its parts.
fn value(form: &Form, parts: &[String], secret: Option<&Path>) -> Result<Value, CliError> {
    if form.parts.is_empty() {
        return match parts {
            [word] if secret.is_none() => Ok(json!(word)),
            _ => Err(CliError::Usage(format!("write {} and one word", form.name))),
        };
    }
    let mut value = Map::new();
    for given in parts {
        let (name, text) = given
            .split_once('=')
            .ok_or_else(|| CliError::Usage(format!("write PART=VALUE, not `{given}`")))?;
        let part = form.parts.iter().find(|part| part.name == name);
        let part = part.ok_or_else(|| {
            let known: Vec<&str> = form.parts.iter().map(|part| part.name).collect();
            CliError::Usage(format!(
                "{} has no `{name}`: {}",
                form.name,
                known.join(", ")
            ))
        })?;
        let read = match part.kind {
            Kind::Text => Some(json!(text)),
            Kind::Number => text.parse::<u64>().ok().map(|number| json!(number)),
            Kind::Flag => text.parse::<bool>().ok().map(|flag| json!(flag)),
            Kind::Texts => Some(json!(text.split(',').map(str::trim).collect::<Vec<_>>())),
            Kind::Secret => {
                let why = "every process of the machine could read it here: use --secret FILE";
                return Err(CliError::Usage(format!("{name}: {why}")));
            }
        };
        let read = read.ok_or_else(|| CliError::Usage(format!("{name}: not `{text}`")))?;
        value.insert(name.to_owned(), read);
    }
    if let Some(file) = secret {
        let part = form
            .secret()
            .ok_or_else(|| CliError::Usage(format!("{} has no secret", form.name)))?;
        value.insert(part.name.to_owned(), json!(read_secret(file)?));
    }
    Ok(Value::Object(value))
}

/// Reads the first line of a file, or of standard input for `-`.
fn read_secret(file: &Path) -> Result<String, CliError> {
    if file == Path::new("-") {
        return ask::password();
    }
    let text = std::fs::read_to_string(file)
        .map_err(|why| CliError::Failed(format!("{}: {why}", file.display())))?;
    let line = text.lines().next().unwrap_or_default();
    if line.is_empty() {
        return Err(CliError::Failed(format!(
            "{}: there is nothing in it",
            file.display()
        )));
    }
    Ok(line.to_owned())
}

/// Writes a setting as it could be typed again, but for its secret.
fn said(name: &str, value: &Value) -> String {
    let plain = |value: &Value| match value {
        Value::String(text) => text.clone(),
        Value::Array(all) => {
            let texts = all.iter().filter_map(Value::as_str);
            texts.collect::<Vec<_>>().join(",")
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Object(_) => value.to_string(),
    };
    match value.as_object() {
        None => format!("{name} {}", plain(value)),
        Some(parts) => {
            let parts = parts
                .iter()
                .map(|(part, value)| format!("{part}={}", plain(value)));
            format!("{name} {}", parts.collect::<Vec<_>>().join(" "))
        }
    }
}
