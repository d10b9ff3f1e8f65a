//! Forged and malformed requests get a status of 400 to 499 with a code; nothing of them is kept.

use outrider_model::change::{Bases, Body};
use outrider_model::decide::{Code, Verdict};
use outrider_model::record::Kind;
use outrider_model::text::TextHash;
use outrider_tests::world::{BarePhone, World, say};

fn note_bytes(phone: &mut BarePhone, body: &str) -> Vec<u8> {
    let change = phone.change(Body::NoteWritten(say::note(None, body)), Bases::new());
    change.bytes().unwrap()
}

/// Says that nothing of what was refused was stored.
fn has_no_notes(phone: &mut BarePhone) {
    phone.drain();
    assert_eq!(
        phone.of_kind(&Kind::Note).len(),
        0,
        "a refused request left something"
    );
}

#[test]
fn a_request_without_a_session_that_stands_is_refused_and_nothing_is_stored() {
    let world = World::new();
    let mut phone = world.bare("Anna");
    let note = note_bytes(&mut phone, "forged");
    let (_, lines) = phone.request(&[note], Vec::new());
    let token = phone.token.clone();
    for forged in ["", "x", &token[..token.len() - 1], &"z".repeat(5000)] {
        phone.token = forged.to_owned();
        let reply = phone.post(&lines);
        assert!(
            (400..500).contains(&reply.status),
            "{forged}: {}",
            reply.status
        );
        if forged.len() < 1000 {
            assert_eq!(
                (reply.status, reply.code().as_str()),
                (401, "unauthenticated")
            );
        }
    }
    phone.token = token;
    has_no_notes(&mut phone);
}

#[test]
fn a_request_that_is_not_whole_is_malformed_wherever_it_is_cut() {
    let world = World::new();
    let mut phone = world.bare("Anna");
    let notes = [note_bytes(&mut phone, "one"), note_bytes(&mut phone, "two")];
    let (_, lines) = phone.request(&notes, Vec::new());
    let step = lines.len() / 40;
    for cut in (0..lines.len()).step_by(step).chain([lines.len() - 1]) {
        let reply = phone.post(&lines[..cut]);
        assert_eq!(
            (reply.status, reply.code().as_str()),
            (400, "malformed"),
            "cut at {cut}"
        );
    }
    let mut turned = lines.clone();
    let place = turned.windows(3).position(|three| three == b"two").unwrap();
    turned[place] = b'T';
    assert_eq!(
        phone.post(&turned).code(),
        "malformed",
        "its digest does not fit"
    );
    has_no_notes(&mut phone);
}

#[test]
fn bodies_of_other_types_encodings_and_shapes_are_refused_with_a_code() {
    let world = World::new();
    let mut phone = world.bare("Anna");
    let note = note_bytes(&mut phone, "forged");
    let (_, lines) = phone.request(&[note], Vec::new());
    let whole = zstd::encode_all(lines.as_slice(), 3).unwrap();
    let said = |body: &[u8], headers: &[(&str, &str)]| {
        let reply = phone.post_raw(body, headers);
        assert_eq!(reply.headers["content-type"], "application/problem+json");
        (reply.status, reply.code())
    };
    let zstd = ("content-encoding", "zstd");
    let media = (415, "unsupported_media".to_owned());
    let malformed = (400, "malformed".to_owned());
    assert_eq!(said(&whole, &[zstd, ("content-type", "text/html")]), media);
    assert_eq!(said(&whole, &[("content-encoding", "br")]), media);
    assert_eq!(said(&whole[..whole.len() / 2], &[zstd]), malformed);
    assert_eq!(said(&lines, &[zstd]), malformed);
    assert_eq!(said(b"", &[]), malformed);
    assert_eq!(said(b"\n\n\n", &[]), malformed);
    assert_eq!(said(b"[]\n{}\n", &[]), malformed);
    assert_eq!(said(&[0xff; 300], &[]), malformed);
    has_no_notes(&mut phone);
}

#[test]
fn a_change_may_not_name_its_author_device_place_or_verdict() {
    let world = World::new();
    let mut phone = world.bare("Anna");
    for name in [
        "author",
        "device",
        "sequence",
        "organisation",
        "seq",
        "verdict",
        "received",
    ] {
        let good = String::from_utf8(note_bytes(&mut phone, "forged")).unwrap();
        let id: outrider_model::id::ChangeId = serde_json::from_str::<serde_json::Value>(&good)
            .unwrap()["id"]
            .as_str()
            .unwrap()
            .parse()
            .unwrap();
        let mut object: serde_json::Map<_, _> = serde_json::from_str(&good).unwrap();
        object.insert(name.to_owned(), "me".into());
        let forged =
            outrider_model::canonical::write(&object, outrider_model::canonical::Nulls::Kept);
        let answer = phone.sync(&[forged.unwrap()]);
        let Verdict::Refused(reproach) = &answer.verdicts[&id] else {
            panic!("{name}: {:?}", answer.verdicts);
        };
        assert_eq!(reproach.code, Code::Reserved, "{name}");
    }
    has_no_notes(&mut phone);
}

#[test]
fn a_lone_surrogate_on_the_wire_is_refused() {
    let world = World::new();
    let mut phone = world.bare("Anna");
    let good = String::from_utf8(note_bytes(&mut phone, "forged")).unwrap();
    let lone = good.replace(r#""body":"forged""#, r#""body":"\ud800""#);
    let (_, lines) = phone.request(&[lone.into_bytes()], Vec::new());
    let reply = phone.post(&lines);
    if reply.status == 200 {
        let body = zstd::decode_all(reply.body.as_slice()).unwrap_or(reply.body);
        let text = String::from_utf8(body).unwrap();
        assert!(text.contains("refused"), "{text}");
    } else {
        assert_eq!((reply.status, reply.code().as_str()), (400, "malformed"));
    }
    has_no_notes(&mut phone);
}

#[test]
fn a_rep_may_not_write_what_is_not_his_to_write() {
    let world = World::new();
    let boss = world.manager("Boss");
    let mut anna = world.bare("Anna");
    let mut ben = world.bare("Ben");
    let customer = boss.adds(say::customer("Bakery", Some(anna.person)));
    let task = boss.assigns_at("Call", &anna.person, customer);
    let foreign = [
        Body::TaskCompleted(say::report(task)),
        Body::TaskCancelled(say::report(task)),
        say::hand_to(task, ben.person),
        say::edit_customer(customer, "phone", "1"),
        say::move_to(customer, ben.person),
        say::edit_note(
            outrider_model::id::RecordId::from(task).into(),
            "",
            &TextHash::of("").to_string(),
        ),
    ];
    for body in foreign {
        let name = body.name();
        let (_, verdict) = ben.push(body, Bases::new());
        assert!(
            matches!(verdict, Verdict::Refused(_)),
            "{name}: {verdict:?}"
        );
    }
    anna.drain();
    assert_eq!(
        anna.record(task).unwrap().get(&"heads".into()),
        &serde_json::Value::Null
    );
    assert_eq!(anna.record(customer).unwrap().writers().len(), 0);
}

#[test]
fn a_foreign_id_answers_exactly_like_a_missing_one() {
    let (here, there) = (World::new(), World::new());
    let boss = here.manager("Boss");
    let other = there.manager("Other");
    let task = other.plans(say::task("Theirs", other.organisation));
    let missing = "019b0000-0000-7000-8000-000000000000";
    for path in ["/v1/tasks", "/v1/customers"] {
        let foreign = boss.get(&format!("{path}/{task}"));
        let none = boss.get(&format!("{path}/{missing}"));
        assert_eq!((foreign.status, &foreign.body), (none.status, &none.body));
        assert_eq!((none.status, none.code().as_str()), (404, "not_found"));
    }
    for (method, path) in [
        ("GET", "/v1/tasks"),
        ("POST", "/v1/changes"),
        ("GET", "/v1/nowhere"),
    ] {
        let reply =
            outrider_tests::world::http::send(here.server.address(), method, path, &[], b"{}")
                .unwrap();
        assert!(
            (400..500).contains(&reply.status) && !reply.code().is_empty(),
            "{path}"
        );
    }
}

#[test]
fn a_managers_request_that_makes_no_sense_is_refused_with_a_code_and_changes_nothing() {
    let world = World::new();
    let boss = world.manager("Boss");
    let task = boss.plans(say::task("Untouched", boss.organisation));
    let before = boss.task(task);
    let deep = format!("{{\"changes\":{}1{}}}", "[".repeat(40), "]".repeat(40));
    let large = format!("{{\"changes\":[\"{}\"]}}", "x".repeat(4 << 20));
    let many = format!("{{\"changes\":[{}1]}}", "1,".repeat(600));
    let bodies = [
        ("", "malformed"),
        ("[]", "malformed"),
        ("{\"changes\":7}", "malformed"),
        (deep.as_str(), "malformed"),
        (large.as_str(), "too_large"),
        (many.as_str(), "too_large"),
    ];
    for (body, code) in bodies {
        let reply = boss.post_raw("/v1/changes", body.as_bytes());
        assert!(
            (400..500).contains(&reply.status),
            "{code}: {}",
            reply.status
        );
        assert_eq!(reply.code(), code, "{}", reply.text());
    }
    let reply = boss.post_raw("/v1/changes", b"{\"changes\":[{\"id\":7}]}");
    let is_refused = reply.text().contains("malformed");
    assert!(
        is_refused,
        "a change that is none: {} {}",
        reply.status,
        reply.text()
    );
    assert_eq!(boss.task(task), before);
}
