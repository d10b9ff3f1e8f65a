//! The Kotlin face: pure Kotlin without Android.

use std::collections::BTreeMap;

use super::HEAD;
use super::help::SCREENS;
use super::name::{declared, group, quoted, remark};
use super::read::{Catalogue, Language, PSEUDO};
use super::tree::Node;
use super::writer::Writer;

const FOLDER: &str = "org/outrider/words";
const PACKAGE: &str = "package org.outrider.words";
/// How many texts one function writes down: the machine of Java bounds their length.
const AT_ONCE: usize = 200;

/// Returns every file by its name.
pub(super) fn files(catalogue: &Catalogue) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    let mut keep = |name: &str, text: String| {
        files.insert(format!("{FOLDER}/{name}.kt"), text);
    };
    keep("Words", entry(catalogue));
    keep("Table", format!("{HEAD}\n{}", include_str!("Table.kt")));
    keep("Help", help(catalogue));
    for (key, node) in &catalogue.groups {
        let mut file = begun();
        write_group(&mut file, key, key, node, &english(catalogue));
        keep(&group(key), file.end());
    }
    for (language, texts) in &catalogue.texts {
        keep(&store(language), write_texts(language, texts));
    }
    files
}

fn begun() -> Writer {
    Writer::new(&[HEAD, PACKAGE, ""])
}

/// English, for remarks.
fn english(catalogue: &Catalogue) -> BTreeMap<String, String> {
    catalogue
        .texts
        .first()
        .map(|(_, texts)| texts.clone())
        .unwrap_or_default()
}

/// The object that holds the texts of a language.
fn store(language: &Language) -> String {
    format!("Texts{}", language.code.replace('-', "").to_uppercase())
}

fn language(language: &Language) -> String {
    let (code, name) = (quoted(language.code, true), quoted(language.name, true));
    format!("Language({code}, {name}, {})", language.is_right_to_left)
}

fn entry(catalogue: &Catalogue) -> String {
    let mut file = begun();
    file.line("/** Every text of the app in one language. */");
    file.block("class Words private constructor(internal val table: Table)", |file| {
        file.line("/** The language of these texts. */");
        file.line("val language: Language get() = table.language");
        file.line("");
        file.line("/** What the guide says beside each screen. */");
        file.line("val help: Help get() = Help");
        for key in catalogue.groups.keys() {
            file.line(format!("val {}: {} = {}(table)", declared(key), group(key), group(key)));
        }
        file.line("");
        file.block("companion object", |file| {
            file.line("/** Languages that people can choose. */");
            let known = catalogue.texts.iter().map(|(one, _)| one);
            let offered: Vec<String> = known
                .filter(|one| **one != PSEUDO)
                .map(language)
                .collect();
            file.line(format!("val languages: List<Language> = listOf({})", offered.join(", ")));
            file.line("/** English as a foreign language would look, for whoever tests. */");
            file.line(format!("val pseudo: Language = {}", language(&PSEUDO)));
            file.line("");
            file.line("/** The texts of a language such as `ar` or `ar-EG`, else the English ones; `number` writes counts. */");
            file.block(
                "fun of(language: String, number: (Long) -> String = Long::toString): Words",
                |file| {
                    file.line("val known = Language.find(language, languages + pseudo)");
                    file.block("val texts = when (known.code)", |file| {
                        for (one, _) in catalogue.texts.iter().skip(1) {
                            file.line(format!("{} -> {}.texts", quoted(one.code, true), store(one)));
                        }
                        let first = catalogue.texts.first().map(|(one, _)| store(one));
                        file.line(format!("else -> {}.texts", first.unwrap_or_default()));
                    });
                    file.line("return Words(Table(texts, known, number))");
                },
            );
        });
    });
    file.end()
}

fn write_group(
    file: &mut Writer,
    key: &str,
    path: &str,
    node: &Node,
    english: &BTreeMap<String, String>,
) {
    let Node::Group(entries) = node else { return };
    let head = format!(
        "class {} internal constructor(private val table: Table)",
        group(key)
    );
    file.block(head, |file| {
        if node.is_list() {
            file.line("/** The text of a word of the domain; a word that is not known stands for itself. */");
            let path = quoted(path, true);
            file.line(format!("operator fun invoke(word: String): String = table.word({path}, word)"));
        }
        for (key, node) in entries {
            let path = format!("{path}.{key}");
            let name = declared(key);
            match node {
                Node::Group(_) => {
                    let kind = group(key);
                    file.line(format!("val {name}: {kind} = {kind}(table)"));
                }
                Node::Text(gaps) => write_text(file, &name, &path, gaps, english),
                Node::Counted(gaps) => write_counted(file, &name, &path, gaps, english),
            }
        }
        for (key, node) in entries {
            if matches!(node, Node::Group(_)) {
                file.line("");
                write_group(file, key, &format!("{path}.{key}"), node, english);
            }
        }
    });
}

fn write_text(
    file: &mut Writer,
    name: &str,
    path: &str,
    gaps: &[String],
    english: &BTreeMap<String, String>,
) {
    file.line(format!(
        "/** {} */",
        remark(english.get(path).map_or("", String::as_str))
    ));
    let key = quoted(path, true);
    if gaps.is_empty() {
        file.line(format!("val {name}: String get() = table.text({key})"));
    } else {
        let (asked, given) = (asked(gaps), given(gaps));
        file.line(format!(
            "fun {name}({asked}): String = table.filled({key}{given})"
        ));
    }
}

fn write_counted(
    file: &mut Writer,
    name: &str,
    path: &str,
    gaps: &[String],
    english: &BTreeMap<String, String>,
) {
    let other = english.get(&format!("{path}_other"));
    file.line(format!(
        "/** {} */",
        remark(other.map_or("", String::as_str))
    ));
    let key = quoted(path, true);
    let mut all = vec!["count: Long".to_owned()];
    all.extend(gaps.iter().map(|gap| format!("{}: String", declared(gap))));
    file.line(format!(
        "fun {name}({}): String = table.counted({key}, count{})",
        all.join(", "),
        given(gaps),
    ));
    // Numbers come from the core as any of these.
    for kind in ["Int", "ULong"] {
        let mut handed = vec!["count.toLong()".to_owned()];
        handed.extend(gaps.iter().map(|gap| declared(gap)));
        let asked = all.join(", ").replacen("Long", kind, 1);
        file.line(format!(
            "fun {name}({asked}): String = {name}({})",
            handed.join(", ")
        ));
    }
}

fn asked(gaps: &[String]) -> String {
    let each = gaps.iter().map(|gap| format!("{}: String", declared(gap)));
    each.collect::<Vec<_>>().join(", ")
}

fn given(gaps: &[String]) -> String {
    let each = gaps
        .iter()
        .map(|gap| format!(", {} to {}", quoted(gap, true), declared(gap)));
    each.collect()
}

fn write_texts(language: &Language, texts: &BTreeMap<String, String>) -> String {
    let mut file = begun();
    let all: Vec<_> = texts.iter().collect();
    let parts: Vec<_> = all.chunks(AT_ONCE).collect();
    file.block(format!("internal object {}", store(language)), |file| {
        file.block("val texts: Map<String, String> by lazy", |file| {
            file.line(format!(
                "val texts = HashMap<String, String>({})",
                texts.len() * 2
            ));
            for place in 0..parts.len() {
                file.line(format!("part{place}(texts)"));
            }
            file.line("texts");
        });
        for (place, part) in parts.iter().enumerate() {
            file.line("");
            file.block(
                format!("private fun part{place}(texts: HashMap<String, String>)"),
                |file| {
                    for (key, text) in *part {
                        file.line(format!(
                            "texts[{}] = {}",
                            quoted(key, true),
                            quoted(text, true)
                        ));
                    }
                },
            );
        }
    });
    file.end()
}

fn help(catalogue: &Catalogue) -> String {
    let mut file = begun();
    file.line("/** What the guide says beside each screen; it is written in English. */");
    file.block("object Help", |file| {
        for (place, section) in catalogue.help.iter().enumerate() {
            file.block(format!("private val section{place} by lazy"), |file| {
                file.line(format!(
                    "HelpSection({}, listOf(",
                    quoted(&section.title, true)
                ));
                for paragraph in &section.paragraphs {
                    let text = quoted(&paragraph.text, true);
                    file.line(format!("    HelpParagraph({text}, {}),", paragraph.is_item));
                }
                file.line("))");
            });
        }
        for screen in SCREENS {
            let own = catalogue.help.iter().enumerate();
            let own = own.filter(|(_, section)| section.screens.iter().any(|name| name == screen));
            let own: Vec<String> = own.map(|(place, _)| format!("section{place}")).collect();
            file.line(format!(
                "val {}: List<HelpSection> get() = listOf({})",
                declared(screen),
                own.join(", "),
            ));
        }
    });
    file.end()
}
