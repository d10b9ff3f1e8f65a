use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;

fn text(value: &Value, nulls: Nulls) -> String {
    String::from_utf8(write(value, nulls).unwrap()).unwrap()
}

#[test]
fn keys_are_sorted_by_bytes_and_empties_are_omitted() {
    let value = json!({"b": 1, "a": {"x": null, "y": {}}, "ä": "", "Z": [], "c": null, "f": false});
    assert_eq!(text(&value, Nulls::Omitted), r#"{"b":1,"f":false}"#);
}

#[test]
fn null_in_a_change_is_kept_and_empty_is_not() {
    let value = json!({"set": {"phone": null, "name": ""}});
    assert_eq!(text(&value, Nulls::Kept), r#"{"set":{"phone":null}}"#);
}

#[test]
fn controls_are_escaped_in_one_way() {
    let value = json!({"t": "\u{0}\u{8}\t\n\u{c}\r\u{1f}\"\\/\u{7f}é"});
    let expected = "{\"t\":\"\\u0000\\b\\t\\n\\f\\r\\u001f\\\"\\\\/\u{7f}é\"}";
    assert_eq!(text(&value, Nulls::Omitted), expected);
}

#[test]
fn floats_and_numbers_out_of_range_are_refused() {
    assert_eq!(
        write(&json!({"n": 1.5}), Nulls::Omitted),
        Err(Malformed::Number)
    );
    assert_eq!(
        write(&json!({"n": 9_007_199_254_740_992_i64}), Nulls::Omitted),
        Err(Malformed::Number)
    );
    assert!(write(&json!({"n": -9_007_199_254_740_991_i64}), Nulls::Omitted).is_ok());
}

#[test]
fn too_deep_a_nesting_is_refused() {
    let mut value = json!(1);
    for _ in 0..40 {
        value = json!({ "d": value });
    }
    assert_eq!(write(&value, Nulls::Omitted), Err(Malformed::Depth));
}

#[test]
fn bytes_said_otherwise_are_not_canonical() {
    for bytes in [
        r#"{ "a":1}"#,
        r#"{"b":1,"a":1}"#,
        r#"{"a":1,"a":1}"#,
        r#"{"a":"\u0041"}"#,
        r#"{"a":{}}"#,
    ] {
        assert_eq!(
            read(bytes.as_bytes(), Nulls::Omitted),
            Err(Malformed::NotCanonical),
            "{bytes}"
        );
    }
}

#[test]
fn an_overlay_keeps_what_its_writer_did_not_know() {
    let mut under = json!({"a": {"old": 1, "x": 1}, "new": {"deep": true}})
        .as_object()
        .unwrap()
        .clone();
    let over = json!({"a": {"x": 2, "old": null}})
        .as_object()
        .unwrap()
        .clone();
    overlay(&mut under, over);
    assert_eq!(
        Value::Object(under),
        json!({"a": {"x": 2}, "new": {"deep": true}})
    );
}

proptest! {
    #[test]
    fn every_text_comes_back_byte_for_byte(body in any::<String>()) {
        let bytes = write(&json!({"body": body}), Nulls::Omitted).unwrap();
        let read = read(&bytes, Nulls::Omitted).unwrap();
        prop_assert_eq!(read.get("body").and_then(Value::as_str).unwrap_or(""), body);
    }
}
