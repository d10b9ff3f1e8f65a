//! The wire: its format to the byte.

mod whole;

use std::collections::BTreeSet;

use serde_json::{Value, json};
use uuid::Uuid;

use super::*;
use crate::change::{Body, CustomerRef};
use crate::decide::{Code, Loss, Reproach, Verdict};
use crate::id::{DeviceId, RecordId, RequestId};
use crate::record::Field;
use crate::testing::cast::{self, ANNA, BAKERY, NORTH, ORGANISATION};
use crate::testing::samples::records;
use crate::testing::{author, snapshot};
use crate::text::TextHash;

fn cursor(seq: u64) -> Cursor {
    Cursor {
        epoch: EpochId(Uuid::from_u128(0xe)),
        seq,
        scope: 3,
    }
}

fn backfill() -> Backfill {
    Backfill {
        audience: Audience::Managers(NORTH),
        after: 5,
        until: 9,
    }
}

fn request() -> Request {
    let bytes = |number| {
        let body = Body::CustomerRemoved(CustomerRef { customer: BAKERY });
        author::blind(number, 7, body).bytes().unwrap()
    };
    Request {
        head: RequestHead {
            request: RequestId(Uuid::from_u128(0xf)),
            can: ["zstd".into()].into(),
            cursor: Some(cursor(41)),
            backfill: vec![backfill()],
            limit: 500,
            clock: cast::NOON,
            waiting: Some(2),
        },
        changes: vec![
            PushedChange {
                sequence: 1,
                bytes: bytes(1),
            },
            PushedChange {
                sequence: 7,
                bytes: bytes(2),
            },
        ],
        texts: vec![PushedText {
            of: BAKERY.into(),
            text: "one\ntwo\u{0}".into(),
        }],
    }
}

fn verdicts() -> Vec<Verdict> {
    let loss = Loss {
        record: BAKERY.into(),
        field: Field::from("phone"),
        change: cast::id(0x20),
        entry: cast::made(0x21),
    };
    let refused = Reproach {
        code: Code::Invalid,
        field: "phone".into(),
    };
    vec![
        Verdict::Applied,
        Verdict::Merged { losses: vec![loss] },
        Verdict::Duplicate {
            of: Box::new(Verdict::Refused(refused.clone())),
        },
        Verdict::Waits {
            ids: [RecordId::from(BAKERY)].into(),
        },
        Verdict::NeedBase {
            record: BAKERY.into(),
            hash: TextHash::of("one"),
        },
        Verdict::Unsupported,
        Verdict::Busy,
        Verdict::Refused(refused),
        Verdict::Refused(Reproach {
            code: Code::NotAllowed,
            field: String::new(),
        }),
    ]
}

fn head() -> ReplyHead {
    ReplyHead {
        request: RequestId(Uuid::from_u128(0xf)),
        now: cast::NOON,
        epoch: EpochId(Uuid::from_u128(0xe)),
        audiences: vec![
            Audience::Organisation,
            Audience::Team(NORTH),
            Audience::Person(ANNA),
        ],
        drop: vec![Audience::Team(cast::SOUTH)],
        backfill: vec![backfill()],
        resync: true,
        fork: Some(0),
        remint: true,
    }
}

fn reply() -> Vec<u8> {
    let mut writer = ReplyWriter::begin(&head()).unwrap();
    for (number, verdict) in (0..).zip(verdicts()) {
        let seq = verdict.is_final().then_some(50);
        writer
            .verdict(&VerdictLine {
                change: cast::id(number),
                verdict,
                seq,
            })
            .unwrap();
    }
    for (seq, record) in (60..).zip(records()) {
        writer.record(seq, &[0, 2], &record.bytes().unwrap());
    }
    writer.gone(80, cast::made(0x99));
    writer
        .judged(cast::id(0x98), &[0xab; 32], Verdict::Applied, 81)
        .unwrap();
    writer.end(cursor(81), Some(backfill()), true).unwrap()
}

#[test]
fn a_request_is_written_as_it_was_and_read_back() {
    let request = request();
    let committed = snapshot::committed("wire/request.ndjson", &write_request(&request).unwrap());
    assert_eq!(read_request(&committed).unwrap(), request);
}

#[test]
fn a_reply_is_written_as_it_was_and_read_back() {
    let committed = snapshot::committed("wire/reply.ndjson", &reply());
    let read = read_reply(&committed).unwrap();
    assert_eq!(read.head, head());
    let said: Vec<Verdict> = read
        .verdicts
        .iter()
        .map(|line| line.verdict.clone())
        .collect();
    assert_eq!(said, verdicts());
    for (line, record) in read.records.iter().zip(records()) {
        assert_eq!(line.bytes, Some(&record.bytes().unwrap()[..]), "verbatim");
        assert_eq!((line.id, &line.seen_in[..]), (record.id, &[0, 2][..]));
    }
    let gone = read.records.last().unwrap();
    assert_eq!(
        (gone.id, gone.bytes, gone.seq),
        (cast::made(0x99), None, 80)
    );
    let judged = &read.judged[0];
    assert_eq!(
        (judged.judged, judged.hash.as_str()),
        (cast::id(0x98), "ab".repeat(32).as_str())
    );
    assert_eq!(
        (read.end.cursor, read.end.backfilled, read.end.more),
        (cursor(81), Some(backfill()), true)
    );
}

#[test]
fn what_may_be_absent_is_left_out_of_the_lines() {
    let plain = ReplyHead {
        drop: vec![],
        backfill: vec![],
        resync: false,
        fork: None,
        remint: false,
        ..head()
    };
    let reply = ReplyWriter::begin(&plain)
        .unwrap()
        .end(cursor(1), None, false)
        .unwrap();
    snapshot::committed("wire/reply_of_nothing.ndjson", &reply);
    let first = RequestHead {
        can: BTreeSet::new(),
        cursor: None,
        backfill: vec![],
        waiting: None,
        ..request().head
    };
    let request = Request {
        head: first,
        changes: vec![],
        texts: vec![],
    };
    let bytes = snapshot::committed(
        "wire/first_request.ndjson",
        &write_request(&request).unwrap(),
    );
    assert_eq!(read_request(&bytes).unwrap(), request);
    let names = [
        "request.ndjson",
        "reply.ndjson",
        "reply_of_nothing.ndjson",
        "first_request.ndjson",
        "accounts.json",
        "words.json",
    ];
    snapshot::only("wire", &names.map(str::to_owned).into());
}

#[test]
fn enrolments_and_problems_are_written_as_they_were_and_read_back() {
    let enrol = EnrolRequest {
        code: "ABCD-EFGH".into(),
        device_name: "Pixel".into(),
        key: "BKey".into(),
        proof: "MEUC".into(),
    };
    let enrolled = EnrolReply {
        token: "secret".into(),
        lasts: 900,
        refresh: "next".into(),
        organisation: ORGANISATION,
        organisation_name: "Ovens".into(),
        person: ANNA,
        person_name: "Anna".into(),
        device: DeviceId(Uuid::from_u128(0xd)),
        former: None,
    };
    let problem = Problem {
        kind: "/problems/invalid".into(),
        code: ProblemCode::Invalid,
        title: "A value is not valid".into(),
        status: 422,
        detail: "line 3".into(),
        field: "phone".into(),
        request: "r-1".into(),
        quarantined: None,
        wipe: false,
    };
    let short = Problem {
        detail: String::new(),
        field: String::new(),
        request: String::new(),
        ..problem.clone()
    };
    let revoked = Problem {
        code: ProblemCode::Revoked,
        quarantined: Some(3),
        wipe: true,
        ..short.clone()
    };
    let (renew, renewed, remint, reminted, wiped) = tokens();
    let all = json!({
        "enrol": enrol, "enrolled": enrolled, "problem": problem, "short": short,
        "revoked": revoked, "renew": renew, "renewed": renewed, "remint": remint,
        "reminted": reminted, "wiped": wiped,
    });
    let mut bytes = serde_json::to_vec_pretty(&all).unwrap();
    bytes.push(b'\n');
    let mut read: Value =
        serde_json::from_slice(&snapshot::committed("wire/accounts.json", &bytes)).unwrap();
    for part in read.as_object_mut().unwrap().values_mut() {
        part["zz_new"] = json!({"inert": true});
    }
    let part = |name: &str| read[name].clone();
    assert_eq!(
        serde_json::from_value::<EnrolRequest>(part("enrol")).unwrap(),
        enrol
    );
    assert_eq!(
        serde_json::from_value::<EnrolReply>(part("enrolled")).unwrap(),
        enrolled
    );
    assert_eq!(
        serde_json::from_value::<Problem>(part("problem")).unwrap(),
        problem
    );
    assert_eq!(
        serde_json::from_value::<Problem>(part("short")).unwrap(),
        short
    );
    assert_eq!(
        serde_json::from_value::<Problem>(part("revoked")).unwrap(),
        revoked
    );
    assert_eq!(
        (
            serde_json::from_value::<TokenRequest>(part("renew")).unwrap(),
            serde_json::from_value::<TokenReply>(part("renewed")).unwrap(),
            serde_json::from_value::<RemintRequest>(part("remint")).unwrap(),
            serde_json::from_value::<RemintReply>(part("reminted")).unwrap(),
            serde_json::from_value::<WipedRequest>(part("wiped")).unwrap(),
        ),
        (renew, renewed, remint, reminted, wiped)
    );
}

fn tokens() -> (
    TokenRequest,
    TokenReply,
    RemintRequest,
    RemintReply,
    WipedRequest,
) {
    let (token, refresh, lasts) = ("secret".to_owned(), "next".to_owned(), 900);
    (
        TokenRequest {
            refresh: "now".into(),
            nonce: "chance".into(),
            proof: "MEUC".into(),
        },
        TokenReply {
            token: token.clone(),
            lasts,
            refresh: refresh.clone(),
        },
        RemintRequest {
            key: "BNew".into(),
            proof: "MEUC".into(),
            present: "MEQC".into(),
        },
        RemintReply {
            device: DeviceId(Uuid::from_u128(0xdd)),
            token,
            lasts,
            refresh,
        },
        WipedRequest { unsent: 2 },
    )
}

#[test]
fn what_a_phone_signs_is_said_in_words() {
    let text = |words: Vec<u8>| String::from_utf8(words).unwrap();
    let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    assert_eq!(
        text(proof::enrol("", "BKey")),
        format!("outrider-enrol\n{empty}\nBKey")
    );
    assert_eq!(
        text(proof::refresh("", "chance")),
        format!("outrider-refresh\n{empty}\nchance")
    );
    assert_eq!(
        text(proof::remint("", "BKey")),
        format!("outrider-remint\n{empty}\nBKey")
    );
}

#[test]
fn every_word_that_travels_stays_as_it_is() {
    use crate::decide;
    use crate::record::{
        DeviceKind, DiaryKind, Evidence, Kind, Matter, Outcome, Priority, ReasonUse, Role, Settled,
        Status, Weekday,
    };
    macro_rules! all {
        ($($name:literal: $word:ty),+ $(,)?) => { json!({ $($name: <$word>::KNOWN),+ }) };
    }
    let words = all! {
        "code": decide::Code, "device": DeviceKind, "diary": DiaryKind, "evidence": Evidence, "matter": Matter,
        "kind": Kind, "outcome": Outcome, "place": crate::place::Whereabouts, "priority": Priority,
        "doubt": crate::place::Reason, "problem": ProblemCode, "reason": ReasonUse, "role": Role,
        "settled": Settled, "status": Status, "weekday": Weekday,
    };
    let mut bytes = serde_json::to_vec_pretty(&words).unwrap();
    bytes.push(b'\n');
    snapshot::committed("wire/words.json", &bytes);
    for word in [Code::from("not_allowed"), Code::from("of_the_future")] {
        let text = serde_json::to_string(&word).unwrap();
        assert_eq!(serde_json::from_str::<Code>(&text).unwrap(), word);
    }
}

#[test]
fn a_repeated_verdict_is_the_first_one_and_final() {
    for verdict in verdicts() {
        let twice = Verdict::Duplicate {
            of: Box::new(Verdict::Duplicate {
                of: Box::new(verdict.clone()),
            }),
        };
        assert_eq!(twice.first(), verdict.first());
        assert!(twice.is_final());
    }
}
