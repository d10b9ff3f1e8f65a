//! Canonical JSON: one byte sequence for one value, so that bytes can be hashed, compared and
//! stored as they came.
//!
//! Keys are sorted by their UTF-8 bytes; numbers are integers within ±(2⁵³−1); what is absent,
//! null or empty is omitted (in a change, null stays and means "cleared"); the short escapes are
//! used and other control characters are `\u00xx` in lower case.

use serde::Serialize;
use serde_json::{Map, Value};
use thiserror::Error;

/// The deepest nesting of objects and arrays that is read or written.
pub const DEPTH: usize = 32;
const LARGEST: i64 = (1 << 53) - 1;

/// Says what is wrong with bytes that should be a record, a change or a wire line.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Malformed {
    /// The bytes are not JSON, or JSON of another shape.
    #[error("not the expected JSON: {0}")]
    Shape(String),
    /// A number is not an integer within ±(2⁵³−1).
    #[error("a number is not an integer within ±(2^53-1)")]
    Number,
    /// The value nests deeper than [`DEPTH`].
    #[error("nested deeper than {DEPTH}")]
    Depth,
    /// The bytes say something legal in another than the canonical way.
    #[error("not canonical")]
    NotCanonical,
    /// A field stands where only the server or the request may put it.
    #[error("the field `{0}` may not be sent")]
    Reserved(String),
}

impl From<serde_json::Error> for Malformed {
    fn from(error: serde_json::Error) -> Self {
        Malformed::Shape(error.to_string())
    }
}

/// Whether null is a statement or nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nulls {
    /// In a record, null is the same as absent.
    Omitted,
    /// In a change, null means "cleared".
    Kept,
}

/// Writes `value` in canonical form.
///
/// # Errors
/// [`Malformed::Shape`] when it cannot be JSON, [`Malformed::Number`] for a float or a number out
/// of range, [`Malformed::Depth`] for too deep a nesting; nothing is then written.
pub fn write(value: &impl Serialize, nulls: Nulls) -> Result<Vec<u8>, Malformed> {
    let value = serde_json::to_value(value)?;
    let mut out = Vec::with_capacity(256);
    write_value(&mut out, &value, nulls, 0)?;
    Ok(out)
}

/// Reads an object and proves that its bytes are canonical.
///
/// # Errors
/// As [`write()`], and [`Malformed::NotCanonical`] when the same object would be written otherwise.
pub fn read(bytes: &[u8], nulls: Nulls) -> Result<Map<String, Value>, Malformed> {
    let value: Value = serde_json::from_slice(bytes)?;
    let mut again = Vec::with_capacity(bytes.len());
    write_value(&mut again, &value, nulls, 0)?;
    if again != bytes {
        return Err(Malformed::NotCanonical);
    }
    match value {
        Value::Object(object) => Ok(object),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Array(_) => {
            Err(Malformed::Shape("an object is expected".into()))
        }
    }
}

/// Lays the fields of `over` on `under`, recursively through objects, so that fields which the
/// writer did not know survive. A null in `over` removes the field.
pub fn overlay(under: &mut Map<String, Value>, over: Map<String, Value>) {
    for (key, value) in over {
        match (under.get_mut(&key), value) {
            (_, Value::Null) => {
                under.remove(&key);
            }
            (Some(Value::Object(inner)), Value::Object(value)) => overlay(inner, value),
            (_, value) => {
                under.insert(key, value);
            }
        }
    }
}

fn write_value(
    out: &mut Vec<u8>,
    value: &Value,
    nulls: Nulls,
    depth: usize,
) -> Result<(), Malformed> {
    if depth > DEPTH {
        return Err(Malformed::Depth);
    }
    match value {
        Value::Null => out.extend_from_slice(b"null"),
        Value::Bool(true) => out.extend_from_slice(b"true"),
        Value::Bool(false) => out.extend_from_slice(b"false"),
        Value::Number(number) => {
            let number = number.as_i64().ok_or(Malformed::Number)?;
            if number.unsigned_abs() > LARGEST.unsigned_abs() {
                return Err(Malformed::Number);
            }
            out.extend_from_slice(number.to_string().as_bytes());
        }
        Value::String(text) => write_text(out, text),
        Value::Array(items) => {
            out.push(b'[');
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    out.push(b',');
                }
                write_value(out, item, nulls, depth + 1)?;
            }
            out.push(b']');
        }
        Value::Object(object) => write_object(out, object, nulls, depth)?,
    }
    Ok(())
}

fn write_object(
    out: &mut Vec<u8>,
    object: &Map<String, Value>,
    nulls: Nulls,
    depth: usize,
) -> Result<(), Malformed> {
    let mut entries: Vec<(&String, &Value)> = object.iter().collect();
    entries.sort_by(|left, right| left.0.as_bytes().cmp(right.0.as_bytes()));
    out.push(b'{');
    let mut first = true;
    for (key, value) in entries {
        let start = out.len();
        if !first {
            out.push(b',');
        }
        write_text(out, key);
        out.push(b':');
        let at = out.len();
        write_value(out, value, nulls, depth + 1)?;
        if is_omitted(out.get(at..).unwrap_or_default(), nulls) {
            out.truncate(start);
        } else {
            first = false;
        }
    }
    out.push(b'}');
    Ok(())
}

/// Emptiness is judged on what was written, so that an object of empty fields is itself empty.
fn is_omitted(written: &[u8], nulls: Nulls) -> bool {
    matches!(written, b"\"\"" | b"{}" | b"[]") || (nulls == Nulls::Omitted && written == b"null")
}

fn write_text(out: &mut Vec<u8>, text: &str) {
    const HEX: &[u8; 16] = b"0123456789abcdef";
    out.push(b'"');
    for &byte in text.as_bytes() {
        match byte {
            b'"' => out.extend_from_slice(b"\\\""),
            b'\\' => out.extend_from_slice(b"\\\\"),
            0x08 => out.extend_from_slice(b"\\b"),
            b'\t' => out.extend_from_slice(b"\\t"),
            b'\n' => out.extend_from_slice(b"\\n"),
            0x0c => out.extend_from_slice(b"\\f"),
            b'\r' => out.extend_from_slice(b"\\r"),
            0..=0x1f => {
                out.extend_from_slice(b"\\u00");
                for nibble in [byte >> 4, byte & 15] {
                    out.push(HEX.get(usize::from(nibble)).copied().unwrap_or(b'0'));
                }
            }
            _ => out.push(byte),
        }
    }
    out.push(b'"');
}

#[cfg(test)]
mod tests;
