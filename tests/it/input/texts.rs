//! Texts come back byte for byte through phone, wire, server, another phone and export.

use std::collections::BTreeMap;
use std::fs;

use outrider_core::error::AppError;
use outrider_model::id::NoteId;
use outrider_model::record::{Kind, MeetingNote, Record};
use outrider_model::text::{LIMIT, from_utf16_visibly};
use outrider_tests::world::{World, read_or_skip, say};
use serde_json::Value;

/// Writes each text as a note on a phone, and finds it on another phone and in the export.
fn all_come_back(texts: &[String]) {
    let world = World::new();
    let boss = world.manager("Boss");
    let anna = world.rep("Anna");
    let mut ben = world.bare("Ben");
    let bakery = boss.adds(say::customer("Bakery", Some(anna.person)));
    boss.assigns_at("Help there", &ben.person, bakery);
    anna.online();
    let notes: BTreeMap<NoteId, &String> = texts
        .iter()
        .map(|text| (anna.writes(bakery, text), text))
        .collect();
    for (note, text) in &notes {
        assert!(anna.note(*note) == **text, "on the phone: {text:?}");
    }
    anna.online();
    assert_eq!((anna.waiting(), anna.attention()), (0, 0));
    anna.restarts();
    ben.drain();
    let file = world.profile("export.jsonl");
    world.server.command(&[
        "export",
        "--org",
        &world.slug,
        "--to",
        file.to_str().unwrap(),
    ]);
    let lines = fs::read_to_string(&file).unwrap();
    let exported: BTreeMap<NoteId, Record> = lines
        .split_terminator('\n')
        .map(|line| Record::parse(line.as_bytes()).unwrap())
        .filter(|record| record.kind == Kind::Note)
        .map(|record| (record.id.into(), record))
        .collect();
    assert_eq!(exported.len(), notes.len());
    for (note, text) in &notes {
        let body = |record: &Record| record.read::<MeetingNote>().unwrap().body;
        assert!(anna.note(*note) == **text, "after the sync: {text:?}");
        assert!(
            body(ben.record(*note).unwrap()) == **text,
            "with a colleague: {text:?}"
        );
        assert!(body(&exported[note]) == **text, "in the export: {text:?}");
    }
}

#[test]
fn odd_texts_come_back_byte_for_byte() {
    let texts: Vec<String> = serde_json::from_str(include_str!("odd_texts.json")).unwrap();
    all_come_back(&texts);
}

#[test]
fn the_big_list_of_naughty_strings_comes_back_byte_for_byte() {
    let story = "the_big_list_of_naughty_strings_comes_back_byte_for_byte";
    let Some(file) = read_or_skip(story, "text_robustness/blns.json") else {
        return;
    };
    let texts: Vec<String> = serde_json::from_slice(&file).unwrap();
    assert_eq!(texts.len(), 515);
    all_come_back(&texts);
}

#[test]
fn paragraphs_in_31_languages_come_back_byte_for_byte() {
    let story = "paragraphs_in_31_languages_come_back_byte_for_byte";
    let Some(file) = read_or_skip(story, "multilingual_text/udhr_paragraphs.jsonl") else {
        return;
    };
    let file = String::from_utf8(file).unwrap();
    let text = |line: &str| {
        let line: Value = serde_json::from_str(line).unwrap();
        line["text"].as_str().unwrap().to_owned()
    };
    let texts: Vec<String> = file.lines().map(text).collect();
    assert_eq!(texts.len(), 1770);
    all_come_back(&texts);
}

#[test]
fn a_text_of_256_kib_is_saved_and_one_byte_more_is_refused_before_it_is_called_saved() {
    let world = World::new();
    let boss = world.manager("Boss");
    let anna = world.rep("Anna");
    let bakery = boss.adds(say::customer("Bakery", Some(anna.person)));
    anna.online();
    // Four bytes a sign; the last byte counts, not the last sign.
    let whole = "\u{1f9ad}".repeat(LIMIT / 4);
    let note = anna.writes(bakery, &whole);
    let over = format!("{whole}x");
    let refused = anna.try_writes(bakery, &over).unwrap_err();
    let (bytes, allowed) = (LIMIT as u64 + 1, LIMIT as u64);
    assert_eq!(
        AppError::from(refused),
        AppError::TooLong { bytes, allowed }
    );
    assert_eq!(
        (anna.waiting(), anna.count(Kind::Note)),
        (1, 1),
        "nothing of it was kept"
    );
    let refused = anna.try_types(bakery, &over).unwrap_err();
    assert_eq!(
        AppError::from(refused),
        AppError::TooLong { bytes, allowed }
    );
    anna.online();
    anna.restarts();
    assert!(anna.note(note) == whole);
    assert_eq!((anna.waiting(), anna.attention()), (0, 0));
}

#[test]
fn a_lone_surrogate_is_replaced_visibly_before_it_is_saved() {
    let world = World::new();
    let boss = world.manager("Boss");
    let anna = world.rep("Anna");
    let bakery = boss.adds(say::customer("Bakery", Some(anna.person)));
    anna.online();
    let typed = from_utf16_visibly(&[0x61, 0xd800, 0x62, 0xdc00]);
    assert_eq!(typed, "a\u{fffd}b\u{fffd}");
    let note = anna.writes(bakery, &typed);
    anna.online();
    assert_eq!(anna.note(note), "a\u{fffd}b\u{fffd}");
    assert!(
        boss.customer_timeline(bakery)
            .contains("a\u{fffd}b\u{fffd}")
    );
}
