use std::sync::{Arc, Mutex};

use super::tiny::{Phone, TinyServer, with_length};
use crate::net::{Direction, Fault, Proxy, Seen};

const BODY: &[u8] = b"some words, then\r\n\r\nmore words";

fn calm() -> (TinyServer, Proxy, Phone) {
    let server = TinyServer::start();
    let proxy = Proxy::start(server.addr, 7).unwrap();
    let phone = Phone::connect(proxy.addr());
    (server, proxy, phone)
}

#[test]
fn bodies_with_lengths_and_in_chunks_pass_unharmed_on_one_connection() {
    let (server, proxy, mut phone) = calm();
    for path in ["/v1/sync", "/v1/sync/chunked", "/other", "/v1/sync/chunked"] {
        assert_eq!(phone.post(path, BODY).unwrap().1, BODY, "{path}");
    }
    assert_eq!(phone.post("/v1/empty", b"").unwrap().1, b"");
    let chunks = b"POST /v1/sync HTTP/1.1\r\ntransfer-encoding: chunked\r\n\r\n\
        5;a=b\r\nsome \r\n6\r\nwords,\r\n0\r\n\r\n";
    phone.send(chunks);
    assert_eq!(phone.reply().unwrap().1, b"some words,");
    assert_eq!(phone.post("/v1/sync/closing", BODY).unwrap().1, BODY);
    assert_eq!((server.log().whole.len(), server.log().broken), (7, 0));
    assert_eq!(proxy.counts().whole, 7);
}

#[test]
fn a_chunked_request_is_never_whole_when_cut_before_commit() {
    for seed in 0..30 {
        let server = TinyServer::start();
        let proxy = Proxy::start(server.addr, seed).unwrap();
        let line = proxy.line("anna").unwrap();
        line.next(Fault::CutBeforeCommit);
        let mut phone = Phone::connect(line.addr());
        let head = "POST /v1/sync HTTP/1.1\r\ntransfer-encoding: chunked\r\n\r\n";
        phone.send(&[head.as_bytes(), b"5\r\nsome \r\n0\r\n\r\n"].concat());
        assert_eq!(phone.reply(), None);
        server.wait_until(|log| log.broken == 1);
        assert!(server.log().whole.is_empty(), "seed {seed}");
    }
}

#[test]
fn two_requests_sent_at_once_are_answered_in_turn() {
    let (_server, _proxy, mut phone) = calm();
    let one = b"POST /a HTTP/1.1\r\ncontent-length: 1\r\n\r\n1".as_slice();
    let two = b"POST /b HTTP/1.1\r\ncontent-length: 1\r\n\r\n2".as_slice();
    phone.send(&[one, two].concat());
    assert_eq!(phone.reply().unwrap().1, b"1");
    assert_eq!(phone.reply().unwrap().1, b"2");
}

#[test]
fn a_request_that_the_phone_does_not_finish_never_reaches_the_server() {
    let (server, _proxy, mut phone) = calm();
    phone.send(b"POST /v1/sync HTTP/1.1\r\ncontent-length: 10\r\n\r\nhalf");
    drop(phone);
    let mut other = Phone::connect(_proxy.addr());
    assert_eq!(other.post("/v1/sync", BODY).unwrap().1, BODY);
    assert_eq!((server.log().whole.len(), server.log().broken), (1, 0));
}

#[test]
fn a_peer_that_does_not_speak_http_is_cut_off() {
    let (server, _proxy, mut phone) = calm();
    phone.send(b"POST /v1/sync HTTP/1.1\r\ncontent-length: many\r\n\r\n");
    assert_eq!(phone.reply(), None);
    assert!(server.log().whole.is_empty());
}

#[test]
fn a_tamper_sees_plain_bodies_both_ways_and_what_it_gives_arrives() {
    let (server, proxy, mut phone) = calm();
    let seen = Arc::new(Mutex::new(Vec::new()));
    let kept = Arc::clone(&seen);
    proxy.set_tamper(Some(Box::new(move |told: &Seen<'_>, mut body: Vec<u8>| {
        kept.lock()
            .unwrap()
            .push((told.direction, told.path.to_owned(), told.status));
        body.extend(if told.direction == Direction::Up {
            b" up"
        } else {
            b" dn"
        });
        body
    })));
    let packed = zstd::encode_all(BODY, 3).unwrap();
    let request = with_length("content-encoding: zstd\r\n", &packed);
    let request = [
        b"POST /v1/sync/zstd HTTP/1.1\r\n".as_slice(),
        &request[17..],
    ]
    .concat();
    phone.send(&request);
    let (head, body) = phone.reply().unwrap();
    assert!(head.contains("content-encoding: zstd\r\n"), "{head}");
    assert_eq!(
        zstd::decode_all(body.as_slice()).unwrap(),
        [BODY, b" up dn"].concat()
    );
    assert_eq!(
        zstd::decode_all(server.log().whole[0].as_slice()).unwrap(),
        [BODY, b" up"].concat()
    );
    let path = "/v1/sync/zstd".to_owned();
    let expected = [
        (Direction::Up, path.clone(), 0),
        (Direction::Down, path, 200),
    ];
    assert_eq!(*seen.lock().unwrap(), expected);

    assert_eq!(
        phone.post("/v1/sync/chunked", BODY).unwrap().1,
        [BODY, b" up dn"].concat()
    );
    assert_eq!(phone.post("/v1/people", BODY).unwrap().1, BODY);
    proxy.set_tamper(None);
    assert_eq!(phone.post("/v1/sync", BODY).unwrap().1, BODY);
}
