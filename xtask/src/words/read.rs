//! The files of `words/`: read, judged and laid out flat.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use serde_json::{Map, Value};

use super::help::{self, Section};
use super::name;
use super::plural;
use super::pseudo::pseudo;
use super::tree::{self, COUNT, Node};
use crate::failure::Failure;

/// Where the texts stand.
const FOLDER: &str = "words";
/// Words of the domain, which the console reads too, and texts of the phone.
const FILES: [&str; 2] = [COMMON, "phone"];
const COMMON: &str = "common";
/// The first of languages: every other says the same.
const FIRST: &str = "en";

/// A language as its speakers know it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Language {
    pub(super) code: &'static str,
    /// What the language calls itself.
    pub(super) name: &'static str,
    pub(super) is_right_to_left: bool,
}

/// Languages that people can choose; the console's are the same.
const LANGUAGES: [Language; 2] = [
    Language {
        code: FIRST,
        name: "English",
        is_right_to_left: false,
    },
    Language {
        code: "ar",
        name: "العربية",
        is_right_to_left: true,
    },
];
/// For whoever tests.
pub(super) const PSEUDO: Language = Language {
    code: "en-XA",
    name: "Pseudo",
    is_right_to_left: false,
};

/// All texts.
#[derive(Debug)]
pub(super) struct Catalogue {
    /// What there is: groups by their name, `common` beside those of the phone.
    pub(super) groups: BTreeMap<String, Node>,
    /// Each language with its texts by their whole key, the pseudo-locale last.
    pub(super) texts: Vec<(Language, BTreeMap<String, String>)>,
    /// What the guide says, in its order.
    pub(super) help: Vec<Section>,
}

/// Reads all texts.
///
/// # Errors
/// When a file cannot be read or the texts are not whole.
pub(super) fn catalogue(root: &Path) -> Result<Catalogue, Failure> {
    let source = Source::read(root)?;
    let problems = source.problems();
    if let Some(first) = problems.first() {
        return Err(Failure::new("the words are not whole", first));
    }
    Ok(source.catalogue())
}

/// Returns what is wrong with the texts, and how many there are in each language.
///
/// # Errors
/// When a file cannot be read.
pub(crate) fn problems(root: &Path) -> Result<(Vec<String>, usize), Failure> {
    let source = Source::read(root)?;
    let count = source
        .catalogue()
        .texts
        .first()
        .map_or(0, |(_, texts)| texts.len());
    Ok((source.problems(), count))
}

/// The files as they stand.
#[derive(Debug)]
pub(super) struct Source {
    /// By language code, then by file.
    pub(super) words: BTreeMap<&'static str, BTreeMap<&'static str, Map<String, Value>>>,
    pub(super) help: Vec<Section>,
}

impl Source {
    fn read(root: &Path) -> Result<Source, Failure> {
        let mut words = BTreeMap::new();
        for language in LANGUAGES {
            let mut files = BTreeMap::new();
            for file in FILES {
                let path = format!("{FOLDER}/{file}.{}.json", language.code);
                files.insert(file, object(root, &path)?);
            }
            words.insert(language.code, files);
        }
        Ok(Source {
            words,
            help: help::sections(&text(root, help::GUIDE)?),
        })
    }

    fn english(&self) -> impl Iterator<Item = (&'static str, &Map<String, Value>)> {
        let files = self.words.get(FIRST).into_iter().flatten();
        files.map(|(file, object)| (*file, object))
    }

    /// Returns every text of a language by its whole key.
    fn flat(&self, language: &str) -> BTreeMap<String, String> {
        let mut texts = BTreeMap::new();
        for (file, object) in self.words.get(language).into_iter().flatten() {
            let begin = if *file == COMMON { "common." } else { "" };
            flatten(begin, object, &mut texts);
        }
        texts
    }

    pub(super) fn catalogue(&self) -> Catalogue {
        let mut groups = BTreeMap::new();
        for (file, object) in self.english() {
            match Node::of(object) {
                whole if file == COMMON => {
                    groups.insert(file.to_owned(), whole);
                }
                Node::Group(inner) => groups.extend(inner),
                Node::Text(_) | Node::Counted(_) => {}
            }
        }
        let mut texts: Vec<_> = LANGUAGES
            .into_iter()
            .map(|language| (language, self.flat(language.code)))
            .collect();
        let strange = self.flat(FIRST).into_iter();
        texts.push((
            PSEUDO,
            strange.map(|(key, text)| (key, pseudo(&text))).collect(),
        ));
        Catalogue {
            groups,
            texts,
            help: self.help.clone(),
        }
    }

    /// Returns what is wrong with the texts.
    pub(super) fn problems(&self) -> Vec<String> {
        let mut found = Vec::new();
        for (file, english) in self.english() {
            for language in LANGUAGES {
                let place = format!("{FOLDER}/{file}.{}.json", language.code);
                let own = self
                    .words
                    .get(language.code)
                    .and_then(|files| files.get(file));
                if let Some(own) = own {
                    let judge = Judge {
                        language: language.code,
                        place,
                    };
                    judge.group("", own, english, &mut found);
                }
            }
        }
        let groups = self.catalogue().groups;
        for (key, node) in &groups {
            if !matches!(node, Node::Group(_)) || key == "help" {
                found.push(format!("{FOLDER}: `{key}` is not a screen"));
            }
        }
        found.extend(help::problems(&self.help));
        found
    }
}

/// Compares one file with the English one.
struct Judge {
    language: &'static str,
    place: String,
}

impl Judge {
    fn group(
        &self,
        path: &str,
        own: &Map<String, Value>,
        english: &Map<String, Value>,
        found: &mut Vec<String>,
    ) {
        let mut say = |key: &str, what: &str| {
            found.push(format!("{}: `{path}{key}` {what}", self.place));
        };
        let (mine, theirs) = (bases(own), bases(english));
        for key in theirs.difference(&mine) {
            say(key, "is missing");
        }
        for key in mine.difference(&theirs) {
            say(key, "is not in English");
        }
        let names: BTreeSet<String> = mine.iter().map(|key| name::member(key)).collect();
        if names.len() < mine.len() {
            say("", "has two keys of one name");
        }
        for (key, value) in own {
            if !key
                .chars()
                .all(|letter| letter.is_ascii_alphanumeric() || letter == '_')
            {
                say(key, "is no name");
            }
            match value {
                Value::String(text) => {
                    for what in self.text(key, text, own, english) {
                        say(key, &what);
                    }
                }
                Value::Object(_) => {}
                Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) => {
                    say(key, "is neither a text nor a group");
                }
            }
        }
        for (key, value) in own {
            if let Value::Object(inner) = value {
                match english.get(key) {
                    Some(Value::Object(other)) => {
                        self.group(&format!("{path}{key}."), inner, other, found);
                    }
                    Some(_) => found.push(format!(
                        "{}: `{path}{key}` is a text in English",
                        self.place
                    )),
                    None => {}
                }
            }
        }
    }

    fn text(
        &self,
        key: &str,
        text: &str,
        own: &Map<String, Value>,
        english: &Map<String, Value>,
    ) -> Vec<String> {
        let mut found = Vec::new();
        if text.trim().is_empty() {
            found.push("is empty".to_owned());
        }
        let plain = |(plain, _): &(&str, Option<&str>)| plain.contains(['{', '}']);
        if tree::pieces(text).iter().any(plain) {
            found.push("has a brace that is no gap".to_owned());
        }
        let filled: BTreeSet<String> = tree::gaps(text).into_iter().collect();
        let Some((base, _)) = tree::counted(own, key) else {
            let wanted = english.get(key).and_then(Value::as_str);
            if wanted.is_some_and(|other| {
                tree::gaps(other).into_iter().collect::<BTreeSet<_>>() != filled
            }) {
                found.push("fills other gaps than English".to_owned());
            }
            if filled.contains(COUNT) {
                found.push("counts without forms".to_owned());
            }
            return found;
        };
        let other = english
            .get(&format!("{base}_other"))
            .and_then(Value::as_str);
        let wanted: BTreeSet<String> = tree::gaps(other.unwrap_or_default()).into_iter().collect();
        let form = plural::split(key).map_or("", |(_, form)| form);
        // A form for none, one or two may say the number in words.
        let is_full = if ["zero", "one", "two"].contains(&form) {
            filled.is_subset(&wanted)
        } else {
            filled == wanted
        };
        if !is_full {
            found.push("fills other gaps than English".to_owned());
        }
        if form == "other" {
            if !wanted.contains(COUNT) {
                found.push("has forms and counts nothing".to_owned());
            }
            for form in plural::needed(self.language) {
                if !own.contains_key(&format!("{base}_{form}")) {
                    found.push(format!("has no form for `{form}`"));
                }
            }
        }
        found
    }
}

/// Keys without their forms.
fn bases(object: &Map<String, Value>) -> BTreeSet<&str> {
    let base = |key| tree::counted(object, key).map_or(key, |(base, _)| base);
    object.keys().map(|key| base(key.as_str())).collect()
}

fn flatten(begin: &str, object: &Map<String, Value>, texts: &mut BTreeMap<String, String>) {
    for (key, value) in object {
        match value {
            Value::Object(inner) => flatten(&format!("{begin}{key}."), inner, texts),
            Value::String(text) => {
                texts.insert(format!("{begin}{key}"), text.clone());
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) => {}
        }
    }
}

fn text(root: &Path, path: &str) -> Result<String, Failure> {
    fs::read_to_string(root.join(path))
        .map_err(|why| Failure::new(format_args!("cannot read {path}"), why))
}

fn object(root: &Path, path: &str) -> Result<Map<String, Value>, Failure> {
    let refuse = |why| Failure::new(format_args!("{path} is no object of JSON"), why);
    serde_json::from_str(&text(root, path)?).map_err(refuse)
}
