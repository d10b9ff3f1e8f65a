use super::tiny::{Phone, TinyServer};
use crate::net::{Fault, Plan, Proxy};

#[test]
fn one_phone_offline_leaves_the_others_online() {
    let server = TinyServer::start();
    let proxy = Proxy::start(server.addr, 7).unwrap();
    let (anna, ben) = (proxy.line("anna").unwrap(), proxy.line("ben").unwrap());
    let mut kept_open = Phone::connect(anna.addr());
    assert!(kept_open.post("/v1/sync", b"1").is_some());
    anna.go_offline();
    assert!(!anna.is_online());
    assert_eq!(kept_open.post("/v1/sync", b"2"), None);
    assert_eq!(Phone::connect(anna.addr()).post("/v1/sync", b"3"), None);
    assert!(Phone::connect(ben.addr()).post("/v1/sync", b"4").is_some());
    anna.go_online();
    assert!(Phone::connect(anna.addr()).post("/v1/sync", b"5").is_some());
    assert_eq!(server.log().whole, [b"1", b"4", b"5"]);
    assert_eq!(proxy.line("anna").unwrap().addr(), anna.addr());
}

#[test]
fn events_pass_as_they_come_and_end_when_the_line_is_cut() {
    let server = TinyServer::start();
    let proxy = Proxy::start(server.addr, 7).unwrap();
    let line = proxy.line("anna").unwrap();
    let mut phone = Phone::connect(line.addr());
    phone.send(b"GET /v1/events HTTP/1.1\r\n\r\n");
    while phone.line() != "data: 1\n" {}
    line.go_offline();
    phone.line();
    assert_eq!(phone.line(), "", "the stream has ended");
    server.wait_until(|log| log.left == 1);
}

#[test]
fn events_end_on_both_sides_when_the_phone_leaves() {
    let server = TinyServer::start();
    let proxy = Proxy::start(server.addr, 7).unwrap();
    let mut phone = Phone::connect(proxy.addr());
    phone.send(b"GET /v1/events HTTP/1.1\r\n\r\n");
    while phone.line() != "data: 1\n" {}
    drop(phone);
    server.wait_until(|log| log.left == 1);
}

#[test]
fn a_fault_on_events_ends_them() {
    let server = TinyServer::start();
    let proxy = Proxy::start(server.addr, 7).unwrap();
    proxy.set(Plan {
        paths: vec!["/v1/events".to_owned()],
        ..Plan::calm()
    });
    let line = proxy.line("anna").unwrap();
    line.next(Fault::Truncated);
    let mut phone = Phone::connect(line.addr());
    phone.send(b"GET /v1/events HTTP/1.1\r\n\r\n");
    assert_eq!(phone.line(), "");
    server.wait_until(|log| log.left == 1);
    assert_eq!(proxy.counts().truncated, 1);
}

#[test]
fn a_server_that_is_gone_uses_up_no_fault_and_is_found_again_elsewhere() {
    let server = TinyServer::start();
    let nowhere = std::net::TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap();
    let proxy = Proxy::start(nowhere, 7).unwrap();
    let line = proxy.line("anna").unwrap();
    line.next(Fault::Delay);
    assert_eq!(Phone::connect(line.addr()).post("/v1/sync", b"1"), None);
    assert_eq!(line.still_asked(), 1);
    proxy.set_upstream(server.addr);
    assert!(Phone::connect(line.addr()).post("/v1/sync", b"1").is_some());
    assert_eq!(proxy.counts().delay, 1);
}

#[test]
fn a_dropped_proxy_answers_nobody() {
    let server = TinyServer::start();
    let proxy = Proxy::start(server.addr, 7).unwrap();
    let line = proxy.line("anna").unwrap();
    let mut phone = Phone::connect(line.addr());
    assert!(phone.post("/v1/sync", b"1").is_some());
    drop(proxy);
    assert_eq!(phone.post("/v1/sync", b"2"), None);
    line.go_offline();
}
