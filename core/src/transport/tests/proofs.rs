//! Who answers what.

use outrider_model::id::{DeviceId, OrganisationId, PersonId};
use outrider_model::wire::{EnrolReply, EnrolRequest};

use super::*;

fn problem(status: u16, code: &str) -> HttpReply {
    let body = format!(r#"{{"type":"urn:x","code":"{code}","title":"No","status":{status}}}"#);
    let headers = [
        (PROTOCOL_HEADER, PROTOCOL),
        ("content-type", "application/problem+json"),
    ];
    reply(status, &headers, body.as_bytes())
}

#[test]
fn a_reply_of_a_server_is_unpacked() {
    let packed = zstd::bulk::compress(b"lines\n", 3).unwrap();
    let mut headers = ours();
    headers.push(("content-encoding", "zstd"));
    assert_eq!(
        exchange(Ok(reply(200, &headers, &packed))).unwrap(),
        b"lines\n"
    );
    assert_eq!(
        exchange(Ok(reply(200, &ours(), b"lines\n"))).unwrap(),
        b"lines\n"
    );
}

#[test]
fn a_request_carries_token_protocol_and_packed_lines() {
    let canned = Canned::new(Ok(reply(200, &ours(), b"")));
    Session::new(&canned, "secret")
        .exchange(b"lines\n")
        .unwrap();
    let asked = canned.asked.into_inner().unwrap().unwrap();
    assert_eq!(
        (asked.method, asked.path.as_str()),
        (Method::Post, "/v1/sync")
    );
    assert_eq!(asked.headers["authorization"], "Bearer secret");
    assert_eq!(asked.headers[PROTOCOL_HEADER], PROTOCOL);
    assert_eq!(
        zstd::bulk::decompress(&asked.body, 100).unwrap(),
        b"lines\n"
    );
}

#[test]
fn a_captive_portal_is_nobody() {
    let html = b"<html><body>Welcome to Free Wifi</body></html>";
    let answers = [
        reply(200, &[("content-type", "text/html")], html),
        reply(200, &[("content-type", CONTENT_TYPE)], html),
        reply(
            200,
            &[
                (PROTOCOL_HEADER, PROTOCOL),
                ("content-type", "text/html; charset=utf-8"),
            ],
            html,
        ),
        reply(200, &[(PROTOCOL_HEADER, PROTOCOL)], html),
        reply(
            200,
            &[(PROTOCOL_HEADER, "0"), ("content-type", CONTENT_TYPE)],
            html,
        ),
        reply(302, &[("location", "http://portal.example/login")], b""),
        reply(
            307,
            &[(PROTOCOL_HEADER, PROTOCOL), ("location", "/elsewhere")],
            b"",
        ),
        reply(401, &[("content-type", "text/html")], html),
        reply(
            401,
            &[("content-type", "application/problem+json")],
            br#"{"code":"unauthenticated"}"#,
        ),
        reply(404, &[], b""),
        reply(502, &[("content-type", "text/html")], html),
        reply(511, &[("content-type", "text/html")], html),
        reply(204, &[(PROTOCOL_HEADER, PROTOCOL)], b""),
    ];
    for answer in answers {
        let trouble = exchange(Ok(answer.clone())).unwrap_err();
        assert!(
            matches!(trouble, Trouble::Foreign(_)),
            "{answer:?}: {trouble:?}"
        );
    }
}

#[test]
fn a_server_that_denies_says_why() {
    for (status, word, code) in [
        (401, "unauthenticated", ProblemCode::Unauthenticated),
        (413, "too_large", ProblemCode::TooLarge),
        (500, "internal", ProblemCode::Internal),
        (
            400,
            "a_word_of_tomorrow",
            ProblemCode::Unknown("a_word_of_tomorrow".into()),
        ),
    ] {
        match exchange(Ok(problem(status, word))) {
            Err(Trouble::Denied(problem)) => assert_eq!(problem.code, code),
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn too_large_counts_only_with_the_servers_own_word() {
    let proxy = reply(
        413,
        &[("content-type", "text/html")],
        b"Request Entity Too Large",
    );
    assert_eq!(exchange(Ok(proxy)), Err(Trouble::TooLargeOnTheWay));
    let bare = reply(413, &[(PROTOCOL_HEADER, PROTOCOL)], b"");
    assert_eq!(exchange(Ok(bare)), Err(Trouble::TooLargeOnTheWay));
}

#[test]
fn whoever_is_busy_may_say_for_how_long() {
    let gateway = reply(503, &[("retry-after", "7")], b"");
    assert_eq!(
        exchange(Ok(gateway)),
        Err(Trouble::Busy(Some(Duration::from_secs(7))))
    );
    let dated = reply(
        429,
        &[("retry-after", "Wed, 21 Oct 2026 07:28:00 GMT")],
        b"",
    );
    assert_eq!(exchange(Ok(dated)), Err(Trouble::Busy(None)));
}

#[test]
fn a_reply_that_unpacks_to_more_than_it_may_is_cut_off() {
    let bomb = zstd::encode_all(std::io::Read::take(std::io::repeat(0), 1 << 22), 19).unwrap();
    assert!(bomb.len() < 1000);
    assert_eq!(body::bounded(&bomb, 1 << 20), Err(Trouble::Cut));
    assert_eq!(
        body::bounded(&bomb, 1 << 22).map(|bytes| bytes.len()),
        Ok(1 << 22)
    );
}

#[test]
fn a_packed_reply_cut_anywhere_is_cut() {
    let whole = zstd::bulk::compress(&[b'x'; 5000], 3).unwrap();
    for cut in 0..whole.len() {
        // Nothing at all unpacks to nothing, which has no end line.
        let unpacked = body::decompress(&whole[..cut]);
        assert!(
            unpacked == Err(Trouble::Cut) || unpacked == Ok(Vec::new()),
            "cut at {cut}"
        );
    }
}

#[test]
fn a_code_is_exchanged_for_a_session() {
    let given = EnrolReply {
        token: "t".into(),
        lasts: 900,
        refresh: "r".into(),
        organisation: OrganisationId(RequestId(Default::default()).0),
        organisation_name: "Acme".into(),
        person: PersonId(Default::default()),
        person_name: "Anna".into(),
        device: DeviceId(Default::default()),
        former: None,
    };
    let body = serde_json::to_vec(&given).unwrap();
    let headers = [
        (PROTOCOL_HEADER, PROTOCOL),
        ("content-type", "application/json"),
    ];
    let request = EnrolRequest {
        code: "12345".into(),
        device_name: "Phone".into(),
        key: "k".into(),
        proof: "p".into(),
    };
    let canned = Canned::new(Ok(reply(201, &headers, &body)));
    assert_eq!(enrol(&canned, &request).unwrap(), given);
    let asked = canned.asked.into_inner().unwrap().unwrap();
    assert!(!asked.headers.contains_key("authorization"));
    let spent = Canned::new(Ok(problem(410, "code_spent")));
    assert!(matches!(enrol(&spent, &request), Err(Trouble::Denied(_))));
}

#[test]
fn a_stream_is_heard_only_from_a_server() {
    let mut heard = Vec::new();
    let headers = [
        (PROTOCOL_HEADER, PROTOCOL),
        ("content-type", "text/event-stream"),
    ];
    let stream = Canned::new(Ok(reply(200, &headers, b"data: 5\n\ndata: 6\n\n")));
    Session::new(&stream, "t")
        .listen(&mut |number| heard.push(number))
        .unwrap();
    let portal = Canned::new(Ok(reply(
        200,
        &[("content-type", "text/event-stream")],
        b"data: 9\n\n",
    )));
    assert!(
        Session::new(&portal, "t")
            .listen(&mut |number| heard.push(number))
            .is_err()
    );
    assert_eq!(heard, [5, 6]);
}
