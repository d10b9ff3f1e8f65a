use super::tiny::{Phone, TinyServer};
use crate::net::{Counts, Fault, Plan, Proxy};

const BODY: &[u8] = b"{\"what\":\"a body that is long enough to be cut somewhere\"}";

fn once(fault: Fault) -> (TinyServer, Proxy, Phone) {
    let server = TinyServer::start();
    let proxy = Proxy::start(server.addr, 7).unwrap();
    let line = proxy.line("anna").unwrap();
    line.next(fault);
    (server, proxy, Phone::connect(line.addr()))
}

fn only(fault: Fault) -> Counts {
    let mut counts = Counts::default();
    counts.add(fault);
    counts
}

fn next_passes(server: &TinyServer, proxy: &Proxy, seen_before: usize) {
    let mut phone = Phone::connect(proxy.port_for("anna").unwrap());
    let (_, body) = phone
        .post("/v1/sync", BODY)
        .expect("a fault asked for once strikes once");
    assert_eq!(body, BODY);
    assert_eq!(server.log().whole.len(), seen_before + 1);
    assert_eq!(proxy.line("anna").unwrap().still_asked(), 0);
}

#[test]
fn a_cut_before_commit_shows_the_server_less_than_the_request() {
    let (server, proxy, mut phone) = once(Fault::CutBeforeCommit);
    assert_eq!(phone.post("/v1/sync", BODY), None);
    server.wait_until(|log| log.broken == 1);
    assert_eq!(proxy.counts(), only(Fault::CutBeforeCommit));
    next_passes(&server, &proxy, 0);
}

#[test]
fn a_request_without_a_body_is_cut_inside_its_head() {
    let (server, _proxy, mut phone) = once(Fault::CutBeforeCommit);
    phone.send(b"GET /v1/sync HTTP/1.1\r\nhost: x\r\n\r\n");
    assert_eq!(phone.reply(), None);
    server.wait_until(|log| log.broken == 1);
    assert!(server.log().whole.is_empty());
}

#[test]
fn a_cut_after_commit_shows_the_server_all_and_the_phone_nothing() {
    let (server, proxy, mut phone) = once(Fault::CutAfterCommit);
    assert_eq!(phone.post("/v1/sync", BODY), None);
    server.wait_until(|log| log.whole == [BODY]);
    assert_eq!(proxy.counts(), only(Fault::CutAfterCommit));
    next_passes(&server, &proxy, 1);
}

#[test]
fn a_lost_reply_was_read_from_the_server_and_never_reaches_the_phone() {
    let (server, proxy, mut phone) = once(Fault::LostReply);
    assert_eq!(phone.post("/v1/sync/chunked", BODY), None);
    assert_eq!(server.log().whole, [BODY]);
    assert_eq!(proxy.counts(), only(Fault::LostReply));
    next_passes(&server, &proxy, 1);
}

#[test]
fn a_truncated_reply_is_a_true_beginning_both_torn_and_framed_as_whole() {
    let server = TinyServer::start();
    let proxy = Proxy::start(server.addr, 7).unwrap();
    let line = proxy.line("anna").unwrap();
    let (mut torn, mut framed) = (0, 0);
    for _ in 0..40 {
        line.next(Fault::Truncated);
        let mut phone = Phone::connect(line.addr());
        phone.send(b"POST /v1/sync HTTP/1.1\r\ncontent-length: 57\r\nconnection: close\r\n\r\n");
        phone.send(BODY);
        let (head, body) = phone.torn_reply();
        assert!(
            body.len() < BODY.len() && BODY.starts_with(&body),
            "{body:?}"
        );
        let stated = head
            .to_ascii_lowercase()
            .contains(&format!("length: {}\r\n", body.len()));
        *(if stated { &mut framed } else { &mut torn }) += 1;
    }
    assert!(
        torn > 5 && framed > 5,
        "{torn} torn, {framed} framed as whole"
    );
    assert_eq!(
        proxy.counts(),
        Counts {
            truncated: 40,
            ..Counts::default()
        }
    );
}

#[test]
fn a_portal_answers_with_a_page_or_a_way_to_it_and_the_server_sees_nothing() {
    let server = TinyServer::start();
    let proxy = Proxy::start(server.addr, 7).unwrap();
    let line = proxy.line("anna").unwrap();
    let mut phone = Phone::connect(line.addr());
    let (mut pages, mut moved) = (0, 0);
    for _ in 0..20 {
        line.next(Fault::Portal);
        let (head, body) = phone.post("/v1/sync", BODY).unwrap();
        if head.starts_with("HTTP/1.1 302") {
            moved += 1;
            let way = format!("location: http://{}/portal/\r\n", line.addr());
            assert!(head.contains(&way), "{head}");
            phone.send(b"GET /portal/ HTTP/1.1\r\n\r\n");
            assert!(phone.reply().unwrap().1.starts_with(b"<!doctype html>"));
        } else {
            pages += 1;
            assert!(
                head.starts_with("HTTP/1.1 200") && head.contains("text/html"),
                "{head}"
            );
            assert!(body.starts_with(b"<!doctype html>"));
        }
    }
    assert!(
        pages > 3 && moved > 3,
        "{pages} pages, {moved} redirections"
    );
    assert!(server.log().whole.is_empty());
    assert_eq!(proxy.counts().portal, 20);
}

#[test]
fn a_delayed_reply_arrives_whole() {
    let (server, proxy, mut phone) = once(Fault::Delay);
    assert_eq!(phone.post("/v1/sync", BODY).unwrap().1, BODY);
    assert_eq!(
        proxy.counts(),
        Counts {
            whole: 1,
            delay: 1,
            ..Counts::default()
        }
    );
    next_passes(&server, &proxy, 1);
}

#[test]
fn faults_asked_for_strike_in_order_and_only_where_the_plan_says() {
    let (server, proxy, mut phone) = once(Fault::LostReply);
    let line = proxy.line("anna").unwrap();
    line.next(Fault::CutBeforeCommit);
    assert_eq!(phone.post("/v1/health", BODY).unwrap().1, BODY);
    assert_eq!(line.still_asked(), 2);
    assert_eq!(phone.post("/v1/sync", BODY), None);
    assert_eq!((proxy.counts().lost_reply, line.still_asked()), (1, 1));
    assert_eq!(Phone::connect(line.addr()).post("/v1/sync", BODY), None);
    assert_eq!(
        (proxy.counts().cut_before_commit, line.still_asked()),
        (1, 0)
    );
    next_passes(&server, &proxy, 2);
}

#[test]
fn a_rough_plan_fires_every_fault_and_the_same_seed_fires_the_same() {
    let lived = |seed| {
        let server = TinyServer::start();
        let proxy = Proxy::start(server.addr, seed).unwrap();
        proxy.set(Plan {
            longest_delay: std::time::Duration::ZERO,
            ..Plan::rough()
        });
        let addr = proxy.port_for("anna").unwrap();
        for _ in 0..200 {
            Phone::connect(addr).post("/v1/sync", BODY);
        }
        proxy.counts()
    };
    let counts = lived(11);
    for fault in Fault::ALL {
        assert!(counts.of(fault) > 0, "{fault:?} never struck: {counts:?}");
    }
    assert!(counts.whole > 100, "{counts:?}");
    assert_eq!(counts, lived(11));
    assert_ne!(counts, lived(12));
}
