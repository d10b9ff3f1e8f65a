//! The Swift face: the module `OutriderWords`, Swift 6, nothing but the standard library.

use std::collections::BTreeMap;

use super::HEAD;
use super::help::SCREENS;
use super::name::{declared, group, quoted, remark};
use super::read::{Catalogue, Language, PSEUDO};
use super::tree::Node;
use super::writer::Writer;

/// How many texts one function writes down, so that it compiles fast.
const AT_ONCE: usize = 200;

/// Returns every file by its name.
pub(super) fn files(catalogue: &Catalogue) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    let mut keep = |name: &str, text: String| {
        files.insert(format!("{name}.swift"), text);
    };
    keep("Words", entry(catalogue));
    keep("Table", format!("{HEAD}\n{}", include_str!("Table.swift")));
    keep("Help", help(catalogue));
    let english = catalogue
        .texts
        .first()
        .map(|(_, texts)| texts.clone())
        .unwrap_or_default();
    for (key, node) in &catalogue.groups {
        let mut file = begun();
        write_group(&mut file, key, key, node, &english);
        keep(&group(key), file.end());
    }
    for (language, texts) in &catalogue.texts {
        keep(&store(language), write_texts(language, texts));
    }
    files
}

fn begun() -> Writer {
    Writer::new(&[HEAD, ""])
}

/// The type that holds the texts of a language.
fn store(language: &Language) -> String {
    format!("Texts{}", language.code.replace('-', "").to_uppercase())
}

fn language(language: &Language) -> String {
    let (code, name) = (quoted(language.code, false), quoted(language.name, false));
    format!(
        "Language(code: {code}, name: {name}, isRightToLeft: {})",
        language.is_right_to_left
    )
}

fn entry(catalogue: &Catalogue) -> String {
    let mut file = begun();
    file.line("/// Every text of the app in one language.");
    file.block("public struct Words: Sendable", |file| {
        file.line("let table: Table");
        file.line("");
        file.line("/// Languages that people can choose.");
        let known = catalogue.texts.iter().map(|(one, _)| one);
        let offered: Vec<String> = known.filter(|one| **one != PSEUDO).map(language).collect();
        file.line(format!("public static let languages: [Language] = [{}]", offered.join(", ")));
        file.line("/// English as a foreign language would look, for whoever tests.");
        file.line(format!("public static let pseudo = {}", language(&PSEUDO)));
        file.line("");
        file.line("/// The texts of a language such as `ar` or `ar-EG`, else the English ones; `number` writes counts.");
        file.block("public static func of(_ language: String, number: @escaping @Sendable (Int64) -> String = { String($0) }) -> Words", |file| {
            file.line("let known = Language.find(language, in: languages + [pseudo], otherwise: languages[0])");
            file.line("let texts: [String: String]");
            file.block("switch known.code", |file| {
                for (one, _) in catalogue.texts.iter().skip(1) {
                    file.line(format!("case {}: texts = {}.texts", quoted(one.code, false), store(one)));
                }
                let first = catalogue.texts.first().map(|(one, _)| store(one));
                file.line(format!("default: texts = {}.texts", first.unwrap_or_default()));
            });
            file.line("return Words(table: Table(texts: texts, language: known, number: number))");
        });
        file.line("");
        file.line("/// The language of these texts.");
        file.line("public var language: Language { table.language }");
        file.line("/// What the guide says beside each screen.");
        file.line("public var help: Help { Help() }");
        for key in catalogue.groups.keys() {
            let kind = group(key);
            file.line(format!("public var {}: {kind} {{ {kind}(table: table) }}", declared(key)));
        }
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
    file.block(format!("public struct {}: Sendable", group(key)), |file| {
        file.line("let table: Table");
        if node.is_list() {
            file.line("/// The text of a word of the domain; a word that is not known stands for itself.");
            let path = quoted(path, false);
            file.line(format!(
                "public func callAsFunction(_ word: String) -> String {{ table.word({path}, word) }}"
            ));
        }
        for (key, node) in entries {
            let path = format!("{path}.{key}");
            let name = declared(key);
            match node {
                Node::Group(_) => {
                    let kind = group(key);
                    file.line(format!("public var {name}: {kind} {{ {kind}(table: table) }}"));
                }
                Node::Text(gaps) => {
                    say(file, english.get(&path));
                    let key = quoted(&path, false);
                    if gaps.is_empty() {
                        file.line(format!("public var {name}: String {{ table.text({key}) }}"));
                    } else {
                        let (asked, given) = (asked(gaps), given(gaps));
                        file.line(format!(
                            "public func {name}({asked}) -> String {{ table.filled({key}, [{given}]) }}"
                        ));
                    }
                }
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

fn write_counted(
    file: &mut Writer,
    name: &str,
    path: &str,
    gaps: &[String],
    english: &BTreeMap<String, String>,
) {
    say(file, english.get(&format!("{path}_other")));
    let key = quoted(path, false);
    let (more, values) = if gaps.is_empty() {
        (String::new(), String::new())
    } else {
        (format!(", {}", asked(gaps)), format!(", [{}]", given(gaps)))
    };
    file.line(format!(
        "public func {name}(count: some BinaryInteger{more}) -> String {{ table.counted({key}, count{values}) }}"
    ));
}

fn say(file: &mut Writer, english: Option<&String>) {
    file.line(format!(
        "/// {}",
        remark(english.map_or("", String::as_str))
    ));
}

fn asked(gaps: &[String]) -> String {
    let each = gaps.iter().map(|gap| format!("{}: String", declared(gap)));
    each.collect::<Vec<_>>().join(", ")
}

fn given(gaps: &[String]) -> String {
    let each = gaps
        .iter()
        .map(|gap| format!("{}: {}", quoted(gap, false), declared(gap)));
    each.collect::<Vec<_>>().join(", ")
}

fn write_texts(language: &Language, texts: &BTreeMap<String, String>) -> String {
    let mut file = begun();
    let all: Vec<_> = texts.iter().collect();
    let parts: Vec<_> = all.chunks(AT_ONCE).collect();
    file.block(format!("enum {}", store(language)), |file| {
        file.block("static let texts: [String: String] =", |file| {
            file.line("var texts: [String: String] = [:]");
            for place in 0..parts.len() {
                file.line(format!("part{place}(&texts)"));
            }
            file.line("return texts");
        });
        for (place, part) in parts.iter().enumerate() {
            file.line("");
            file.block(
                format!("private static func part{place}(_ texts: inout [String: String])"),
                |file| {
                    for (key, text) in *part {
                        file.line(format!(
                            "texts[{}] = {}",
                            quoted(key, false),
                            quoted(text, false)
                        ));
                    }
                },
            );
        }
    });
    // The texts are what the block gives when it is called.
    file.end().replacen(
        "        return texts\n    }\n",
        "        return texts\n    }()\n",
        1,
    )
}

fn help(catalogue: &Catalogue) -> String {
    let mut file = begun();
    file.line("/// What the guide says beside each screen; it is written in English.");
    file.block("public struct Help: Sendable", |file| {
        for (place, section) in catalogue.help.iter().enumerate() {
            let title = quoted(&section.title, false);
            file.line(format!("private static let section{place} = HelpSection("));
            file.line(format!("    title: {title},"));
            file.line("    paragraphs: [");
            for paragraph in &section.paragraphs {
                let text = quoted(&paragraph.text, false);
                file.line(format!(
                    "        HelpParagraph({text}, isItem: {}),",
                    paragraph.is_item
                ));
            }
            file.line("    ])");
        }
        for screen in SCREENS {
            let own = catalogue.help.iter().enumerate();
            let own = own.filter(|(_, section)| section.screens.iter().any(|name| name == screen));
            let own: Vec<String> = own
                .map(|(place, _)| format!("Self.section{place}"))
                .collect();
            file.line(format!(
                "public var {}: [HelpSection] {{ [{}] }}",
                declared(screen),
                own.join(", "),
            ));
        }
    });
    file.end()
}
