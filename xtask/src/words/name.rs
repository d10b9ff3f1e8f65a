//! Names and texts as Kotlin and Swift write them.

/// Words that neither Kotlin nor Swift takes as a name without quoting.
const KEPT: [&str; 45] = [
    "as",
    "break",
    "case",
    "catch",
    "class",
    "continue",
    "default",
    "defer",
    "do",
    "else",
    "enum",
    "extension",
    "false",
    "for",
    "fun",
    "func",
    "guard",
    "if",
    "import",
    "in",
    "init",
    "interface",
    "internal",
    "is",
    "let",
    "null",
    "object",
    "operator",
    "package",
    "private",
    "protocol",
    "public",
    "repeat",
    "return",
    "self",
    "static",
    "struct",
    "super",
    "switch",
    "this",
    "throw",
    "true",
    "try",
    "var",
    "while",
];
const KEPT_TOO: [&str; 8] = [
    "nil",
    "rethrows",
    "throws",
    "typealias",
    "typeof",
    "val",
    "when",
    "where",
];

/// Turns `not_done` into `notDone`.
pub(super) fn member(key: &str) -> String {
    let mut name = String::new();
    let mut is_head = false;
    for letter in key.chars() {
        if letter == '_' {
            is_head = true;
        } else if is_head {
            name.extend(letter.to_uppercase());
            is_head = false;
        } else {
            name.push(letter);
        }
    }
    name
}

/// The same as it is written in a declaration.
pub(super) fn declared(key: &str) -> String {
    let name = member(key);
    if KEPT.contains(&name.as_str()) || KEPT_TOO.contains(&name.as_str()) {
        format!("`{name}`")
    } else {
        name
    }
}

/// The type of a group.
pub(super) fn group(key: &str) -> String {
    let name = member(key);
    let mut letters = name.chars();
    let head = letters.next().map(char::to_uppercase);
    let head: String = head.into_iter().flatten().collect();
    format!("{head}{}Words", letters.as_str())
}

/// A text between quotes. Kotlin fills in after `$`, Swift after `\(`, which cannot arise here.
pub(super) fn quoted(text: &str, is_dollar_special: bool) -> String {
    let mut out = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '$' if is_dollar_special => out.push_str("\\$"),
            other => out.push(other),
        }
    }
    out.push('"');
    out
}

/// A text as a comment can hold it.
pub(super) fn remark(text: &str) -> String {
    text.replace('\n', " ").replace("*/", "* /")
}
