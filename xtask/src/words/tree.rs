//! What texts there are and what each needs, as the English files say it.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::plural;

/// The gap that says how many.
pub(super) const COUNT: &str = "count";

/// A place in the tree of texts.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Node {
    /// Texts that belong together.
    Group(BTreeMap<String, Node>),
    /// A text with its gaps, in their order.
    Text(Vec<String>),
    /// A text with a form for each kind of number; its gaps without the number.
    Counted(Vec<String>),
}

impl Node {
    /// Reads a group.
    pub(super) fn of(object: &Map<String, Value>) -> Node {
        let mut entries = BTreeMap::new();
        for (key, value) in object {
            match value {
                Value::Object(inner) => {
                    entries.insert(key.clone(), Node::of(inner));
                }
                Value::String(text) => match counted(object, key) {
                    None => {
                        entries.insert(key.clone(), Node::Text(gaps(text)));
                    }
                    Some((base, other)) => {
                        let mut needed = gaps(other);
                        needed.retain(|gap| gap != COUNT);
                        entries.insert(base.to_owned(), Node::Counted(needed));
                    }
                },
                Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) => {}
            }
        }
        Node::Group(entries)
    }

    /// Says whether it is a group of nothing but texts without gaps: such a one can be asked by a
    /// word of the domain.
    pub(super) fn is_list(&self) -> bool {
        let is_plain = |node: &Node| matches!(node, Node::Text(gaps) if gaps.is_empty());
        matches!(self, Node::Group(entries) if entries.values().all(is_plain))
    }
}

/// Returns what is counted and its last form, where a key is a form; `too_many` is a word and no
/// form of `too`.
pub(super) fn counted<'a>(
    object: &'a Map<String, Value>,
    key: &'a str,
) -> Option<(&'a str, &'a str)> {
    let (base, _) = plural::split(key)?;
    let other = object.get(&format!("{base}_other"))?.as_str()?;
    // A list may hold the word `other` beside words that end so.
    (!base.is_empty()).then_some((base, other))
}

/// Returns the gaps of a text in their order, each once.
pub(super) fn gaps(text: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for (_, gap) in pieces(text) {
        if let Some(name) = gap.filter(|name| found.iter().all(|one| one != name)) {
            found.push(name.to_owned());
        }
    }
    found
}

/// Cuts a text at its gaps: plain text, then the gap behind it.
pub(super) fn pieces(text: &str) -> Vec<(&str, Option<&str>)> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some((plain, (name, behind))) = rest
        .split_once("{{")
        .and_then(|(plain, more)| Some((plain, more.split_once("}}")?)))
    {
        found.push((plain, Some(name)));
        rest = behind;
    }
    found.push((rest, None));
    found
}
