//! A whole screen as text, for golden files and reports.

use serde::Serialize;
use serde_json::Value;

/// Writes a view as indented text: a line a value, nothing for what is empty. Texts stand as they
/// are, but for control characters, which are escaped.
#[must_use]
pub fn as_text(view: &impl Serialize) -> String {
    let mut out = String::new();
    if let Ok(value) = serde_json::to_value(view) {
        write(&mut out, 0, &value);
    }
    out
}

fn write(out: &mut String, depth: usize, value: &Value) {
    match value {
        Value::Object(object) => {
            for (name, value) in object {
                if !is_empty(value) {
                    indent(out, depth);
                    out.push_str(name);
                    out.push(':');
                    nested(out, depth, value);
                }
            }
        }
        Value::Array(list) => {
            for value in list {
                indent(out, depth);
                out.push('-');
                nested(out, depth, value);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => scalar(out, value),
    }
}

fn nested(out: &mut String, depth: usize, value: &Value) {
    if value.is_object() || value.is_array() {
        out.push('\n');
        write(out, depth + 1, value);
    } else {
        out.push(' ');
        scalar(out, value);
        out.push('\n');
    }
}

fn scalar(out: &mut String, value: &Value) {
    match value {
        Value::String(text) => {
            for letter in text.chars() {
                if letter.is_control() {
                    out.extend(letter.escape_default());
                } else {
                    out.push(letter);
                }
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_) => {
            out.push_str(&value.to_string());
        }
    }
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(false) => true,
        Value::String(text) => text.is_empty(),
        Value::Array(list) => list.is_empty(),
        Value::Object(object) => object.is_empty(),
        Value::Bool(true) | Value::Number(_) => false,
    }
}

fn indent(out: &mut String, depth: usize) {
    out.extend(std::iter::repeat_n("  ", depth));
}
