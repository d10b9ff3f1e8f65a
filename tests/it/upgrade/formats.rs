//! Every format that ever landed, tried both ways.

use std::collections::BTreeMap;

use outrider_model::wire::{CONTENT_TYPE, PROTOCOL, PROTOCOL_HEADER};
use outrider_tests::world::http;
use serde_json::Value;

use super::canned::Canned;
use super::fixture::{Facts, lines, recorded, verdicts};
use super::older::{self, Phone};

#[test]
fn an_outbox_in_every_older_format_gets_the_verdicts_that_it_got_then() {
    for recorded in recorded() {
        let server = older::server(&recorded);
        let token = token(&recorded.facts);
        for exchange in &recorded.exchanges {
            let body = zstd::encode_all(exchange.request.as_slice(), 3).expect("memory is there");
            let bearer = format!("Bearer {token}");
            let headers = [
                ("authorization", bearer.as_str()),
                ("content-type", CONTENT_TYPE),
                ("content-encoding", "zstd"),
                (PROTOCOL_HEADER, PROTOCOL),
            ];
            let reply = http::send(server.address(), "POST", "/v1/sync", &headers, &body);
            let reply = reply.expect("the server answers");
            let place = recorded.folder.display();
            assert_eq!(reply.status, 200, "{place}: {}", reply.text());
            assert_eq!(verdicts(&reply.body), verdicts(&exchange.reply), "{place}");
        }
    }
}

#[test]
fn a_reply_in_every_older_format_is_taken_in_and_the_outbox_is_sent_as_it_was() {
    for recorded in recorded() {
        let server = Canned::serve(&recorded.exchanges);
        let phone = Phone::open(&recorded, &server.address);
        let report = phone.app.sync_now().expect("the store lasts");
        assert_eq!(report.failure, None, "{report:?}");
        let heard = server.heard();
        assert_eq!(heard.len(), recorded.exchanges.len());
        let mut shown: BTreeMap<String, Option<Value>> = BTreeMap::new();
        for (sent, exchange) in heard.iter().zip(&recorded.exchanges) {
            assert_eq!(changes(sent), changes(&exchange.request), "the very bytes");
            for line in lines(&exchange.reply) {
                let record = &line["record"];
                match (record["id"].as_str(), line["gone"].as_str()) {
                    (Some(id), _) => shown.insert(id.to_owned(), Some(record.clone())),
                    (None, Some(id)) => shown.insert(id.to_owned(), None),
                    (None, None) => None,
                };
            }
        }
        let words: Vec<_> = recorded
            .exchanges
            .iter()
            .flat_map(|one| verdicts(&one.reply))
            .collect();
        let refused = words.iter().filter(|(_, word)| word == "refused").count();
        assert_eq!(phone.pending(), (0, u64::try_from(refused).unwrap()));
        assert!(shown.len() > 10);
        for (id, record) in shown {
            let held = phone.bytes(id.parse().expect("an id"));
            let held = held.map(|bytes| serde_json::from_slice::<Value>(&bytes).expect("JSON"));
            // What needs attention holds back that its record is gone.
            assert!(held == record || record.is_none(), "{id}: {held:?}");
        }
    }
}

#[test]
fn an_older_phone_and_an_older_server_meet_again_after_both_were_upgraded() {
    for recorded in recorded() {
        let server = older::server(&recorded);
        let phone = Phone::open(&recorded, &format!("http://{}", server.address()));
        let report = phone.app.sync_now().expect("the store lasts");
        assert_eq!(report.failure, None, "{report:?}");
        let waiting: Vec<_> = recorded
            .exchanges
            .iter()
            .flat_map(|one| changes(&one.request))
            .collect();
        assert_eq!(
            report.sent,
            u64::try_from(waiting.len()).unwrap(),
            "every word that waited went up"
        );
        assert_eq!(phone.pending().0, 0);
        let again = phone.app.sync_now().expect("the store lasts");
        assert_eq!((again.failure, again.sent), (None, 0));
        let newest = server.json(&["digest"]);
        assert!(
            newest["head"].as_u64().is_some_and(|head| head > 50),
            "{newest}"
        );
    }
}

/// The bearer token of a recorded phone; later phones hold it among others.
fn token(facts: &Facts) -> String {
    match facts.secrets.get("session_token") {
        Some(token) => token.clone(),
        None => {
            let tokens: Value = serde_json::from_str(&facts.secrets["session"]).expect("JSON");
            tokens["access"].as_str().expect("a token").to_owned()
        }
    }
}

/// The changes of a request, as they stand in their lines.
fn changes(request: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(request);
    let is_change = |line: &&str| line.contains("\"change\":");
    text.lines().filter(is_change).map(str::to_owned).collect()
}
