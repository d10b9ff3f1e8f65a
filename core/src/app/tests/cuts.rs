//! Replies that are not whole, or not a server's: nothing of them counts.

use outrider_model::wire::{CONTENT_TYPE, PROTOCOL, PROTOCOL_HEADER};

use super::*;
use crate::transport::HttpReply;

#[test]
fn a_reply_cut_at_any_byte_changes_nothing() {
    let phone = Phone::enrolled();
    let first = phone.net.server().assign("Visit Ada");
    phone.syncs();
    let done = phone.completes(first);
    let second = phone.net.server().assign("Visit Bob");
    // From the second time on the replies are alike: the first verdict, repeated.
    for _ in 0..2 {
        phone.forgets();
        phone.fails([Fault::LostReply]);
    }
    let length = phone.net.last_reply().len();
    assert!(length > 500, "{length}");
    let before = phone.app.store().read(|reader| reader.place()).unwrap();
    for bytes in 0..length {
        phone.forgets();
        assert_eq!(
            phone.fails([Fault::CutAfter(bytes)]),
            Failure::Cut,
            "cut after {bytes}"
        );
        assert_eq!(phone.net.last_reply().len(), length);
    }
    assert_eq!(
        phone.app.store().read(|reader| reader.place()).unwrap(),
        before
    );
    assert_eq!((phone.heads(second), phone.waiting()), (None, 1));
    phone.syncs();
    assert_eq!((phone.heads(second), phone.waiting()), (Some(vec![]), 0));
    assert_eq!(heads_on(&phone.net, first), [done]);
}

#[test]
fn a_captive_portal_changes_nothing() {
    let phone = Phone::enrolled();
    let task = phone.net.server().assign("Visit Ada");
    let html = b"<html>Accept our terms</html>";
    let portals = [
        (200, vec![("content-type", "text/html")]),
        (200, vec![("content-type", CONTENT_TYPE)]),
        (
            200,
            vec![(PROTOCOL_HEADER, PROTOCOL), ("content-type", "text/html")],
        ),
        (302, vec![("location", "http://portal.example/")]),
        (401, vec![("content-type", "text/html")]),
        (511, vec![]),
    ];
    for (status, headers) in portals {
        let headers = headers
            .iter()
            .map(|(name, value)| ((*name).into(), (*value).into()));
        let reply = HttpReply {
            status,
            headers: headers.collect(),
            body: html.to_vec(),
        };
        assert_eq!(phone.fails([Fault::Answer(reply)]), Failure::Foreign);
        assert!(matches!(
            phone.app.sync_status().unwrap().headline(),
            Headline::Offline { .. }
        ));
    }
    assert_eq!(phone.heads(task), None);
    phone.syncs();
    assert_eq!(phone.heads(task), Some(vec![]));
}

#[test]
fn the_reply_to_another_request_changes_nothing() {
    let phone = Phone::enrolled();
    let task = phone.net.server().assign("Visit Ada");
    assert_eq!(phone.fails([Fault::OlderReply]), Failure::Foreign);
    assert_eq!(phone.heads(task), None);
    phone.syncs();
    assert_eq!(phone.heads(task), Some(vec![]));
}

#[test]
fn a_first_sync_cut_between_pages_goes_on_where_it_was() {
    let phone = Phone::fresh();
    for number in 0..1200 {
        phone.net.server().assign(&format!("Visit {number}"));
    }
    phone.app.enrol("http://localhost", "12345").unwrap();
    let mut phone = phone;
    let (mut received, mut starts) = (0, 0);
    loop {
        phone.net.fail([Fault::Nothing, Fault::LostReply]);
        let report = phone.app.sync_now().unwrap();
        received += report.received;
        if report.failure.is_none() {
            break;
        }
        starts += 1;
        phone = phone.reopened();
    }
    assert!(starts > 1, "{starts}");
    assert_eq!(
        (
            received,
            phone.app.store().read(|reader| reader.count()).unwrap()
        ),
        (1202, 1202)
    );
}
