//! What can be done with a refused change.

use outrider_model::change::{Body, Read};
use outrider_model::decide::{Code, Reproach};
use outrider_model::stamp::Civil;
use serde_json::Value;

use crate::error::{Error, Result};
use crate::store::{AttentionItem, Reader};
use outrider_model::id::ChangeId;

/// A refused change, with what can be done about it.
#[derive(Clone, Debug, PartialEq)]
pub struct Refused {
    /// The change.
    pub change: ChangeId,
    /// Why it was refused.
    pub why: Reproach,
    /// The changes that wait for it, in order.
    pub dependents: Vec<ChangeId>,
    /// Whether it would stand if it were said again now, as far as this phone knows.
    pub would_stand: bool,
    /// The text that was refused, where it was a text: its field, and what stands in it.
    pub text: Option<(String, String)>,
}

/// Texts that people write, by the names of their fields.
const TEXTS: [&str; 10] = [
    "body", "title", "details", "name", "about", "address", "met", "reason", "text", "code",
];

/// Where a text may stand in a body besides its top: new values, new words, a task that follows.
const PARTS: [&str; 3] = ["set", "text", "next"];

impl Refused {
    pub(super) fn of(reader: &Reader<'_>, item: &AttentionItem, civil: &Civil) -> Result<Refused> {
        let body = match outrider_model::change::Change::read(&item.row.bytes)? {
            Read::Known(change) => Some(change.body),
            Read::Unsupported(_) => None,
        };
        let would_stand = match &body {
            Some(body) if may_change(&item.why.code) => reader.would_stand(body, civil.clone())?,
            Some(_) | None => false,
        };
        let text = body.and_then(|body| refused_text(&body, &item.why));
        Ok(Refused {
            change: item.row.change,
            why: item.why.clone(),
            dependents: item.dependent_ids(),
            would_stand,
            text,
        })
    }
}

/// Says whether another answer may come of the same words at another time.
fn may_change(code: &Code) -> bool {
    match code {
        Code::NotAllowed
        | Code::NotOpen
        | Code::AlreadyClaimed
        | Code::Removed
        | Code::InUse
        | Code::Unknown(_) => true,
        Code::Invalid
        | Code::IdReused
        | Code::TooLarge
        | Code::NotCanonical
        | Code::Reserved
        | Code::Malformed => false,
    }
}

/// Returns the text that was refused, with the name of its field; none where another text would
/// not help.
fn refused_text(body: &Body, why: &Reproach) -> Option<(String, String)> {
    let value = serde_json::to_value(body).ok()?;
    let path = path_of(&value, why)?;
    let text = value.pointer(&path)?.as_str()?.to_owned();
    let field = path.rsplit('/').next().unwrap_or_default();
    Some((field.to_owned(), text))
}

/// Puts another text in the place of the one that was refused.
///
/// # Errors
/// [`Error::Refused`] for a change that was not refused for a text.
pub fn with_text(body: &Body, why: &Reproach, text: &str) -> Result<Body> {
    let malformed = |error: serde_json::Error| Error::Malformed(error.into());
    let mut value = serde_json::to_value(body).map_err(malformed)?;
    let path = path_of(&value, why).ok_or_else(|| Error::refused(Code::Invalid, "text"))?;
    if let Some(place) = value.pointer_mut(&path) {
        *place = Value::String(text.to_owned());
    }
    serde_json::from_value(value).map_err(malformed)
}

/// Where the text stands that was refused: the one that is named, else the longest.
fn path_of(body: &Value, why: &Reproach) -> Option<String> {
    if !matches!(why.code, Code::Invalid | Code::TooLarge) {
        return None;
    }
    let texts = texts(body);
    if why.field.is_empty() {
        let longest = texts.into_iter().max_by_key(|(_, _, length)| *length);
        return longest.map(|(path, ..)| path);
    }
    let named = texts.into_iter().find(|(_, field, _)| *field == why.field);
    named.map(|(path, ..)| path)
}

/// Every text of a body: where it stands, its field, how long it is.
fn texts(body: &Value) -> Vec<(String, &'static str, usize)> {
    let parts = PARTS.iter().map(|part| format!("/body/{part}"));
    let mut found = Vec::new();
    for part in std::iter::once("/body".to_owned()).chain(parts) {
        for field in TEXTS {
            let path = format!("{part}/{field}");
            if let Some(text) = body.pointer(&path).and_then(Value::as_str) {
                found.push((path, field, text.len()));
            }
        }
    }
    found
}
