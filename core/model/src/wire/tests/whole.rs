//! Messages that are not whole, lines that are none, and how much is too much.

use serde_json::{Value, json};

use super::super::*;
use super::{backfill, cursor, reply, request};
use crate::canonical;
use crate::change::Body;
use crate::testing::cast::BAKERY;
use crate::testing::samples::change;
use crate::testing::seed::for_seeds;

#[test]
fn a_message_cut_at_any_byte_is_not_whole() {
    let (request, reply) = (write_request(&request()).unwrap(), reply());
    for length in 0..request.len() {
        assert_eq!(
            read_request(&request[..length]),
            Err(WireError::Cut),
            "cut at {length}"
        );
    }
    for length in 0..reply.len() {
        assert_eq!(
            read_reply(&reply[..length]),
            Err(WireError::Cut),
            "cut at {length}"
        );
    }
}

#[test]
fn a_message_in_which_any_byte_differs_does_not_count() {
    let (request, reply) = (write_request(&request()).unwrap(), reply());
    for at in 0..request.len() {
        let mut other = request.clone();
        other[at] ^= 1;
        assert!(read_request(&other).is_err(), "byte {at}");
    }
    // What stands before the end is proven by it; the end itself must still be one.
    let last = reply[..reply.len() - 1]
        .iter()
        .rposition(|byte| *byte == b'\n')
        .unwrap();
    for at in 0..last {
        let mut other = reply.clone();
        other[at] ^= 1;
        assert_eq!(read_reply(&other), Err(WireError::Cut), "byte {at}");
    }
}

#[test]
fn what_is_not_a_message_at_all_is_not_whole() {
    for bytes in [
        &b""[..],
        b"\n",
        b"\n\n",
        b"{}\n",
        b"<html>Sign in</html>\n",
        b"null\nnull\n",
        b"{}\n{\"end\":1,\"sha256\":\"\"}\n",
    ] {
        assert_eq!(read_request(bytes), Err(WireError::Cut));
        assert_eq!(read_reply(bytes), Err(WireError::Cut));
    }
}

/// A message of these lines, with a right end.
fn sealed(lines: &[Value], end: Value) -> Vec<u8> {
    let mut out = Lines::default();
    lines.iter().for_each(|line| out.put(line).unwrap());
    let (count, sha256) = out.seal();
    let mut last = json!({"end": count, "sha256": sha256});
    last.as_object_mut()
        .unwrap()
        .extend(end.as_object().unwrap().clone());
    out.put(&last).unwrap();
    out.into_bytes()
}

#[test]
fn fields_that_this_version_does_not_know_are_inert() {
    let add = |line: &[u8]| {
        let mut line: Value = serde_json::from_slice(line).unwrap();
        line["zz_new"] = json!({"a": [1]});
        line
    };
    let bytes = write_request(&request()).unwrap();
    let mut lines: Vec<Value> = bytes[..bytes.len() - 1]
        .split(|byte| *byte == b'\n')
        .map(add)
        .collect();
    lines.pop();
    assert_eq!(
        read_request(&sealed(&lines, json!({"zz_new": 1}))).unwrap(),
        request()
    );
    let bytes = reply();
    let mut lines: Vec<Value> = bytes[..bytes.len() - 1]
        .split(|byte| *byte == b'\n')
        .map(add)
        .collect();
    let end = lines.pop().unwrap();
    let lines = sealed(&lines, json!({"cursor": end["cursor"], "zz_new": 1}));
    assert_eq!(
        read_reply(&lines).unwrap().verdicts,
        read_reply(&bytes).unwrap().verdicts
    );
}

#[test]
fn a_line_that_is_none_is_named_by_its_number() {
    let head = serde_json::to_value(request().head).unwrap();
    let change = json!({"id": "x"});
    for line in [
        json!({}),
        json!({"change": change}),
        json!({"sequence": 1}),
        json!({"sequence": -1, "change": change}),
        json!({"sequence": 1, "change": change, "text": {}}),
        json!({"text": {"of": 1}}),
        json!(7),
    ] {
        let read = read_request(&sealed(&[head.clone(), line.clone()], json!({})));
        assert!(
            matches!(read, Err(WireError::Line { line: 2, .. })),
            "{line}: {read:?}"
        );
    }
    let read = read_request(&sealed(&[json!({})], json!({})));
    assert!(matches!(read, Err(WireError::Line { line: 1, .. })));
    let head = serde_json::to_value(super::head()).unwrap();
    for line in [
        json!({}),
        json!({"record": {}, "seq": 1}),
        json!({"gone": 1, "seq": 1}),
    ] {
        let read = sealed(&[head.clone(), line.clone()], json!({"cursor": cursor(1)}));
        assert!(
            matches!(read_reply(&read), Err(WireError::Line { line: 2, .. })),
            "{line}"
        );
    }
}

fn sized(count: usize, bytes: usize) -> Request {
    let line = format!("{{\"x\":\"{}\"}}", "a".repeat(bytes - 8)).into_bytes();
    let changes = (0..count as u64).map(|sequence| PushedChange {
        sequence,
        bytes: line.clone(),
    });
    Request {
        changes: changes.collect(),
        texts: Vec::new(),
        ..request()
    }
}

#[test]
fn a_request_holds_so_many_changes_and_no_more() {
    let read = |request: &Request| read_request(&write_request(request).unwrap());
    let too_large = Err(WireError::TooLarge);
    assert!(read(&sized(MAX_CHANGES, 20)).is_ok());
    assert_eq!(read(&sized(MAX_CHANGES + 1, 20)), too_large);
    assert!(
        read(&sized(1, MAX_CHANGE)).is_ok(),
        "one change may be as large as a legal one"
    );
    assert_eq!(read(&sized(1, MAX_CHANGE + 1)), too_large);
    assert!(read(&sized(2, MAX_BYTES)).is_ok());
    assert_eq!(read(&sized(2, MAX_BYTES + 1)), too_large);
    let texts = |count, length| {
        let text = PushedText {
            of: BAKERY.into(),
            text: "a".repeat(length),
        };
        Request {
            texts: vec![text; count],
            ..request()
        }
    };
    assert!(read(&texts(MAX_CHANGES, 1)).is_ok());
    assert_eq!(read(&texts(MAX_CHANGES + 1, 1)), too_large);
    assert!(read(&texts(1, crate::text::LIMIT)).is_ok());
    assert_eq!(read(&texts(1, crate::text::LIMIT + 1)), too_large);
    let backfills = |count| {
        let head = RequestHead {
            backfill: vec![backfill(); count],
            ..request().head
        };
        Request { head, ..request() }
    };
    assert!(read(&backfills(MAX_AUDIENCES)).is_ok());
    assert_eq!(read(&backfills(MAX_AUDIENCES + 1)), too_large);
}

#[test]
fn the_largest_legal_note_fits_a_change() {
    let body = "\u{1}".repeat(crate::text::LIMIT);
    let written = crate::change::NoteWritten {
        body,
        ..Default::default()
    };
    let bytes = change(Body::NoteWritten(written)).bytes().unwrap();
    assert!(bytes.len() <= MAX_CHANGE);
    let pushed = vec![PushedChange { sequence: 1, bytes }];
    let request = Request {
        changes: pushed,
        ..request()
    };
    assert_eq!(
        read_request(&write_request(&request).unwrap()).unwrap(),
        request
    );
}

#[test]
fn any_text_comes_through_byte_for_byte() {
    for_seeds(100, |dice| {
        let letters: String = (0..40)
            .filter_map(|_| char::from_u32(u32::try_from(dice.next() >> 43).unwrap()))
            .collect();
        let value = json!({"text": letters});
        let bytes = canonical::write(&value, canonical::Nulls::Kept).unwrap();
        let changes = vec![PushedChange { sequence: 1, bytes }];
        let texts = vec![PushedText {
            of: BAKERY.into(),
            text: letters,
        }];
        let request = Request {
            changes,
            texts,
            ..request()
        };
        assert_eq!(
            read_request(&write_request(&request).unwrap()).unwrap(),
            request
        );
    });
}
