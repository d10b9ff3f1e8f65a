//! The format of changes, and what a change may not say.

use std::collections::BTreeSet;

use serde_json::json;

use super::*;
use crate::testing::cast::{ANNA, BEN};
use crate::testing::samples::{bodies, change};
use crate::testing::seed::{Dice, for_seeds};
use crate::testing::{author, cast, snapshot};

fn known(bytes: &[u8]) -> Change {
    match Change::read(bytes).unwrap() {
        Read::Known(change) => *change,
        Read::Unsupported(id) => panic!("{id} is of an unknown kind"),
    }
}

/// Canonical bytes of a change to which something was done.
fn altered(change: &Change, alter: impl FnOnce(&mut Map<String, Value>)) -> Vec<u8> {
    let mut object: Map<String, Value> = serde_json::from_slice(&change.bytes().unwrap()).unwrap();
    alter(&mut object);
    canonical::write(&object, Nulls::Kept).unwrap()
}

fn inside<'a>(object: &'a mut Map<String, Value>, name: &str) -> &'a mut Map<String, Value> {
    object[name].as_object_mut().unwrap()
}

#[test]
fn every_change_is_written_as_it_was_and_read_back() {
    let mut files = BTreeSet::new();
    for body in bodies() {
        let change = change(body);
        let name = format!("{}.json", change.body.name());
        let committed = snapshot::committed(&format!("change/{name}"), &change.bytes().unwrap());
        assert_eq!(known(&committed), change);
        files.insert(name);
    }
    let expected: BTreeSet<String> = Body::NAMES
        .iter()
        .map(|name| format!("{name}.json"))
        .collect();
    assert_eq!(files, expected, "every name has a snapshot");
    snapshot::only("change", &files);
}

#[test]
fn a_change_without_what_may_be_absent_is_written_without_it() {
    let written = crate::change::NoteWritten::default();
    let mut change = author::blind(1, 2, Body::NoteWritten(written));
    change.civil.zone = String::new();
    let bytes = change.bytes().unwrap();
    let text = String::from_utf8(bytes.clone()).unwrap();
    let id = "00000000-0000-0000-0000-000000000001";
    let expected = [
        r#"{"civil":{"offset":7200,"time":2},"do":"note.written","id":""#,
        id,
        r#"","stamp":2}"#,
    ];
    assert_eq!(text, expected.concat());
    // The body was empty altogether; what is absent is read as empty.
    assert_eq!(known(&bytes), change);
}

#[test]
fn unknown_fields_are_inert() {
    for body in bodies() {
        let change = change(body);
        let bytes = altered(&change, |object| {
            object.insert("zz_new".into(), json!({"a": 1}));
            inside(object, "body").insert("zz_new".into(), json!("b"));
            inside(object, "civil").insert("zz_new".into(), json!(3));
        });
        assert_eq!(known(&bytes), change);
    }
}

#[test]
fn what_only_others_may_state_is_refused_at_the_top_in_the_body_and_in_what_is_set() {
    let names = [
        "author",
        "device",
        "sequence",
        "organisation",
        "org",
        "received",
        "effective",
    ];
    let more = [
        "seq", "verdict", "hash", "epoch", "by", "created", "heads", "evidence", "kind",
    ];
    for name in names
        .into_iter()
        .chain(more)
        .chain(["home", "audience", "over"])
    {
        for body in bodies() {
            let change = change(body);
            let forged = || (name.to_owned(), json!(ANNA));
            let refused = |bytes: &[u8]| {
                assert_eq!(
                    Change::read(bytes),
                    Err(Malformed::Reserved(name.into())),
                    "{change:?}"
                );
            };
            refused(&altered(&change, |object| object.extend([forged()])));
            refused(&altered(&change, |object| {
                inside(object, "body").extend([forged()])
            }));
            if altered(&change, |_| ())
                .windows(5)
                .any(|bytes| bytes == b"\"set\"")
            {
                let bytes = altered(&change, |object| {
                    inside(inside(object, "body"), "set").extend([forged()]);
                });
                refused(&bytes);
            }
        }
    }
}

#[test]
fn an_unknown_kind_or_version_is_unsupported_and_named() {
    let change = change(bodies().remove(0));
    for (name, value) in [("do", json!("task.dreamt")), ("version", json!(2))] {
        let bytes = altered(&change, |object| {
            object.insert(name.into(), value);
            object.insert("body".into(), json!({"shape": "of the future"}));
        });
        assert_eq!(Change::read(&bytes), Ok(Read::Unsupported(change.id)));
    }
}

#[test]
fn a_change_of_another_shape_is_malformed() {
    let change = change(bodies().remove(0));
    for (name, value) in [
        ("do", json!(7)),
        ("do", Value::Null),
        ("id", json!("x")),
        ("stamp", json!("now")),
        ("civil", json!({})),
        ("was", json!([1])),
        ("body", json!({"target": 1})),
    ] {
        let bytes = altered(&change, |object| {
            object.insert(name.into(), value);
        });
        assert!(
            matches!(Change::read(&bytes), Err(Malformed::Shape(_))),
            "{name}"
        );
    }
    let without = altered(&change, |object| {
        object.remove("do");
    });
    assert!(matches!(Change::read(&without), Err(Malformed::Shape(_))));
}

#[test]
fn only_canonical_bytes_are_read() {
    let change = change(bodies().remove(0));
    let text = String::from_utf8(change.bytes().unwrap()).unwrap();
    for other in [
        format!(" {text}"),
        format!("{text}\n"),
        text.replacen(':', ": ", 1),
        text.replacen("\"civil\"", "\"\\u0063ivil\"", 1),
        text.replacen('{', "{\"a\":\"\",", 1),
        text.replacen('{', "{\"civil\":{},", 1),
    ] {
        let read = Change::read(other.as_bytes());
        assert!(
            matches!(read, Err(Malformed::NotCanonical)),
            "{other}: {read:?}"
        );
    }
    let number = text.replacen("7200", "7200.5", 1);
    assert_eq!(Change::read(number.as_bytes()), Err(Malformed::Number));
    for length in 0..text.len() {
        assert!(
            Change::read(&text.as_bytes()[..length]).is_err(),
            "cut at {length}"
        );
    }
}

#[test]
fn no_bytes_whatever_make_reading_fail_otherwise_than_by_an_error() {
    for_seeds(300, |dice| {
        let mut bytes = change(dice.pick(&bodies()).clone()).bytes().unwrap();
        for _ in 0..=dice.below(3) {
            let at = dice.below(bytes.len());
            bytes[at] = u8::try_from(dice.below(256)).unwrap();
        }
        if let Ok(Read::Known(change)) = Change::read(&bytes) {
            assert_eq!(change.bytes().map(|again| known(&again)), Ok(*change));
        }
    });
}

fn text(dice: &mut Dice) -> String {
    let pieces = [
        "",
        "a",
        " ",
        "\u{0}",
        "\n",
        "\"",
        "\\",
        "é",
        "👩\u{200d}👧",
        "\u{202e}",
        "\u{7f}",
        "/",
    ];
    (0..dice.below(6)).map(|_| *dice.pick(&pieces)).collect()
}

fn any_value(dice: &mut Dice) -> Value {
    match dice.below(6) {
        0 => Value::Null,
        1 => json!(dice.chance(50)),
        2 => json!(i64::try_from(dice.next() >> 12).unwrap() - (1 << 51)),
        3 => json!({"from": dice.below(9), "to": dice.below(9)}),
        _ => json!(text(dice) + "x"),
    }
}

/// A change of any kind, with texts, bases and values of any content.
fn any_change(dice: &mut Dice) -> Change {
    let mut body = dice.pick(&bodies()).clone();
    let set: Fields = (0..dice.below(4))
        .map(|_| (Field::new(&(text(dice) + "f")), any_value(dice)))
        .collect();
    let set = if dice.chance(70) {
        set
    } else {
        Fields::from([(Field::from("name"), json!("x"))])
    };
    if let Body::CustomerEdited(edited) = &mut body {
        edited.set = set;
    } else if let Body::NoteWritten(written) = &mut body {
        (written.body, written.met) = (text(dice), text(dice));
        written.customer = written.customer.filter(|_| dice.chance(50));
    } else if let Body::TaskNotDone(report) = &mut body {
        report.reason = text(dice);
        report.fix = report.fix.take().filter(|_| dice.chance(50));
    } else if let Body::TaskAssigned(assigned) = &mut body {
        assigned.details = text(dice);
        for item in assigned.checklist.values_mut() {
            item.text = text(dice);
        }
    } else if let Body::CustomerAdded(added) = &mut body {
        (added.address, added.about) = (text(dice), text(dice));
        added.tags = [(text(dice), dice.chance(50))].into();
        added.custom = [(text(dice), text(dice) + "x")].into();
    }
    let mut bases = Bases::new();
    for _ in 0..dice.below(3) {
        let seen: Seen = (0..=dice.below(2))
            .map(|_| (ChangeId(dice.uuid()), true))
            .collect();
        let fields = bases.entry(RecordId(dice.uuid())).or_default();
        fields.insert(Field::new(&(text(dice) + "f")), seen);
    }
    Change {
        id: ChangeId(dice.uuid()),
        mends: dice.chance(30).then(|| ChangeId(dice.uuid())),
        stamp: Stamp(i64::try_from(dice.next() >> 12).unwrap()),
        civil: Civil {
            zone: text(dice),
            ..author::civil(-5)
        },
        was: bases,
        body,
    }
}

#[test]
fn any_change_is_read_back_as_it_was_written() {
    for_seeds(400, |dice| {
        let change = any_change(dice);
        let bytes = change.bytes().unwrap();
        assert_eq!(known(&bytes), change, "{}", String::from_utf8_lossy(&bytes));
        assert_eq!(known(&bytes).bytes().unwrap(), bytes);
    });
}

#[test]
fn the_hash_tells_authors_and_every_byte_apart() {
    for_seeds(20, |dice| {
        let bytes = any_change(dice).bytes().unwrap();
        let whole = hash(ANNA, &bytes);
        assert_eq!(hash(ANNA, &bytes), whole);
        assert_ne!(hash(BEN, &bytes), whole);
        for at in 0..bytes.len() {
            let mut other = bytes.clone();
            other[at] ^= 1;
            assert_ne!(hash(ANNA, &other), whole);
        }
        assert_ne!(hash(ANNA, &bytes[1..]), whole);
    });
}

#[test]
fn a_stamp_that_json_cannot_hold_is_refused_before_it_is_written() {
    let mut change = change(bodies().remove(0));
    change.stamp = Stamp(i64::MAX);
    assert_eq!(change.bytes(), Err(Malformed::Number));
}

#[test]
fn removed_tags_are_bases_like_any_other() {
    let all = bodies();
    let tagged = all
        .iter()
        .find(|body| body.name() == "customer.tagged")
        .unwrap();
    let change = author::blind(1, 2, tagged.clone());
    assert_eq!(change.bases(), [cast::id(0x20)].into());
}
