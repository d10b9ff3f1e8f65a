use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::help;
use super::pseudo::pseudo;
use super::read::{Catalogue, Source};
use super::{HEAD, kotlin, replace, swift};

fn object(value: Value) -> Map<String, Value> {
    serde_json::from_value(value).expect("an object")
}

fn common() -> Value {
    json!({ "status": { "done": "Done", "not_done": "Not done" } })
}

fn english() -> Value {
    json!({ "today": {
        "title": "Today",
        "away": "{{distance}} of $5, \"{{place}}\"",
        "late_one": "{{count}} day",
        "late_other": "{{count}} days",
        "reason": { "in": "In" }
    } })
}

fn arabic() -> Value {
    json!({ "today": {
        "title": "اليوم",
        "away": "{{place}} {{distance}}",
        "late_zero": "اليوم",
        "late_one": "يوم",
        "late_two": "يومان",
        "late_few": "{{count}} أيام",
        "late_many": "{{count}} يومًا",
        "late_other": "{{count}} يوم",
        "reason": { "in": "في" }
    } })
}

fn source(english: Value, arabic: Value) -> Source {
    let files = |phone| BTreeMap::from([("common", object(common())), ("phone", object(phone))]);
    Source {
        words: BTreeMap::from([("en", files(english)), ("ar", files(arabic))]),
        help: help::sections(&guide()),
    }
}

/// A guide that has a word for every screen.
fn guide() -> String {
    let screens = help::SCREENS.join(", ");
    format!(
        "# Guide\n\nOf all.\n\n## A day\n\n<!-- page: rep -->\n<!-- screen: {screens} -->\n\nSee [the\n\
         list](other.md) and *go*.\n\n- **Accept** it,\n  or not.\n- Wait.\n"
    )
}

fn catalogue() -> Catalogue {
    let source = source(english(), arabic());
    assert_eq!(source.problems(), Vec::<String>::new());
    source.catalogue()
}

fn wrong(english: Value, arabic: Value) -> Vec<String> {
    source(english, arabic).problems()
}

fn changed(mut whole: Value, key: &str, text: Option<Value>) -> Value {
    let today = whole.get_mut("today").and_then(Value::as_object_mut);
    let today = today.expect("today is a group");
    match text {
        Some(text) => today.insert(key.to_owned(), text),
        None => today.remove(key),
    };
    whole
}

#[test]
fn texts_that_say_the_same_are_whole() {
    assert_eq!(wrong(english(), arabic()), Vec::<String>::new());
}

#[test]
fn a_text_that_one_language_lacks_is_found() {
    let found = wrong(english(), changed(arabic(), "title", None));
    assert_eq!(found, ["words/phone.ar.json: `today.title` is missing"]);
    let found = wrong(changed(english(), "title", None), arabic());
    assert_eq!(
        found,
        ["words/phone.ar.json: `today.title` is not in English"]
    );
}

#[test]
fn a_form_that_the_language_counts_in_is_missed() {
    let found = wrong(english(), changed(arabic(), "late_few", None));
    assert_eq!(
        found,
        ["words/phone.ar.json: `today.late_other` has no form for `few`"]
    );
}

#[test]
fn gaps_are_the_same_in_every_language() {
    let found = wrong(
        english(),
        changed(arabic(), "away", Some(json!("{{distance}}"))),
    );
    assert_eq!(
        found,
        ["words/phone.ar.json: `today.away` fills other gaps than English"]
    );
    let found = wrong(
        english(),
        changed(arabic(), "late_few", Some(json!("أيام"))),
    );
    assert_eq!(
        found,
        ["words/phone.ar.json: `today.late_few` fills other gaps than English"]
    );
}

#[test]
fn empty_texts_stray_braces_and_counts_without_forms_are_found() {
    let with = |text: &str| {
        let change = |whole| changed(whole, "title", Some(json!(text)));
        wrong(change(english()), change(arabic()))
    };
    assert!(with(" ").contains(&"words/phone.en.json: `today.title` is empty".to_owned()));
    assert_eq!(with("a { b").len(), 2);
    assert_eq!(with("{{count}} days").len(), 2);
}

#[test]
fn a_group_in_one_language_is_a_group_in_each() {
    let found = wrong(
        english(),
        changed(arabic(), "title", Some(json!({ "a": "ب" }))),
    );
    assert_eq!(
        found,
        ["words/phone.ar.json: `today.title` is a text in English"]
    );
}

#[test]
fn a_screen_without_help_is_found() {
    let sections = help::sections("## A day\n\n<!-- screen: today, moon -->\n\nA * b.\n");
    let found = help::problems(&sections);
    assert!(found.contains(&"docs/guides/rep.md: the screen `work` has no help".to_owned()));
    assert!(found.contains(&"docs/guides/rep.md: no screen is called `moon`".to_owned()));
    assert!(
        found.contains(&"docs/guides/rep.md: `A day` has a `*` without a second one".to_owned())
    );
}

#[test]
fn a_guide_is_cut_into_paragraphs_and_lines_of_lists() {
    let sections = help::sections(&guide());
    let section = sections.first().expect("a section");
    assert_eq!((sections.len(), section.title.as_str()), (1, "A day"));
    let told: Vec<(&str, bool)> = section
        .paragraphs
        .iter()
        .map(|paragraph| (paragraph.text.as_str(), paragraph.is_item))
        .collect();
    let wanted = [
        ("See the list and **go**.", false),
        ("**Accept** it, or not.", true),
        ("Wait.", true),
    ];
    assert_eq!(told, wanted);
}

#[test]
fn the_pseudo_locale_is_longer_bracketed_and_keeps_its_gaps() {
    assert_eq!(pseudo("Go {{name}}!"), "[Ĝö {{name}}! ö]");
    let text = pseudo("Search the guides");
    assert!(text.chars().count() >= 17 + 7 + 2, "{text}");
    assert!(!text.contains("Search"), "{text}");
}

#[test]
fn kotlin_has_a_property_for_a_text_and_a_function_for_gaps() {
    let files = kotlin::files(&catalogue());
    let file = |name: &str| {
        files
            .get(&format!("org/outrider/words/{name}.kt"))
            .expect("a file")
    };
    let today = file("TodayWords");
    for line in [
        "val title: String get() = table.text(\"today.title\")",
        "fun away(distance: String, place: String): String = table.filled(\"today.away\", \"distance\" to distance, \"place\" to place)",
        "fun late(count: Long): String = table.counted(\"today.late\", count)",
        "fun late(count: ULong): String = late(count.toLong())",
        "val `in`: String get() = table.text(\"today.reason.in\")",
    ] {
        assert!(today.contains(line), "{line} is not in\n{today}");
    }
    let common = file("CommonWords");
    assert!(common.contains(
        "operator fun invoke(word: String): String = table.word(\"common.status\", word)"
    ));
    assert!(common.contains("val notDone: String"));
    assert!(
        file("TextsEN")
            .contains("texts[\"today.away\"] = \"{{distance}} of \\$5, \\\"{{place}}\\\"\"")
    );
    assert!(file("TextsENXA").contains("texts[\"today.title\"] = \"[Ţöðåý ö]\""));
    assert!(files.values().all(|text| text.starts_with(HEAD)));
}

#[test]
fn swift_says_the_same_as_kotlin() {
    let files = swift::files(&catalogue());
    let file = |name: &str| files.get(&format!("{name}.swift")).expect("a file");
    let today = file("TodayWords");
    for line in [
        "public var title: String { table.text(\"today.title\") }",
        "public func away(distance: String, place: String) -> String { table.filled(\"today.away\", [\"distance\": distance, \"place\": place]) }",
        "public func late(count: some BinaryInteger) -> String { table.counted(\"today.late\", count) }",
        "public var `in`: String { table.text(\"today.reason.in\") }",
    ] {
        assert!(today.contains(line), "{line} is not in\n{today}");
    }
    assert!(file("TextsAR").contains("        return texts\n    }()\n"));
    assert!(
        file("TextsEN")
            .contains("texts[\"today.away\"] = \"{{distance}} of $5, \\\"{{place}}\\\"\"")
    );
    assert!(file("CommonWords").contains("public func callAsFunction(_ word: String) -> String"));
}

#[test]
fn what_is_generated_is_the_same_each_time() {
    assert_eq!(kotlin::files(&catalogue()), kotlin::files(&catalogue()));
    assert_eq!(swift::files(&catalogue()), swift::files(&catalogue()));
}

#[test]
fn a_folder_holds_what_was_generated_and_nothing_else() {
    let folder = tempfile::tempdir().expect("a folder");
    let of = |names: &[&str]| {
        let each = names
            .iter()
            .map(|name| ((*name).to_owned(), (*name).to_owned()));
        each.collect::<BTreeMap<String, String>>()
    };
    replace(folder.path(), &of(&["a/one.kt", "two.kt"])).expect("written");
    replace(folder.path(), &of(&["a/one.kt", "a/three.kt"])).expect("written");
    let stands = |name: &str| folder.path().join(name).exists();
    assert!(stands("a/one.kt") && stands("a/three.kt"));
    assert!(!stands("two.kt"));
}
