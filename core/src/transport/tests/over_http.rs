//! The real transport against a socket of our own.

use std::io::Write as _;
use std::net::TcpListener;
use std::sync::Arc;
use std::sync::mpsc;
use std::thread::{JoinHandle, spawn};

use super::*;

/// Answers one connection with these bytes, after it has read the head of a request.
fn answering(bytes: &[u8]) -> (String, JoinHandle<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let bytes = bytes.to_vec();
    let thread = spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let head = read_head(&mut stream);
        stream.write_all(&bytes).unwrap();
        head
    });
    (address, thread)
}

fn read_head(stream: &mut impl std::io::Read) -> String {
    let mut head = Vec::new();
    let mut byte = [0];
    while !head.ends_with(b"\r\n\r\n") && stream.read(&mut byte).unwrap() == 1 {
        head.push(byte[0]);
    }
    String::from_utf8(head).unwrap()
}

fn get(address: &str) -> Result<HttpReply, Trouble> {
    HttpTransport::new(address).unwrap().send(&asking())
}

fn asking() -> HttpRequest {
    let headers = Headers::from([("x-a".to_owned(), "b".to_owned())]);
    HttpRequest {
        method: Method::Get,
        path: "/v1/x".into(),
        headers,
        body: Vec::new(),
    }
}

#[test]
fn a_reply_comes_back_as_it_travelled() {
    let (address, thread) =
        answering(b"HTTP/1.1 200 OK\r\nX-Name: value\r\ncontent-length: 5\r\n\r\nhello");
    let answer = get(&address).unwrap();
    assert_eq!(
        (answer.status, answer.body.as_slice()),
        (200, b"hello".as_slice())
    );
    assert_eq!(answer.headers["x-name"], "value");
    let head = thread.join().unwrap();
    assert!(
        head.starts_with("GET /v1/x HTTP/1.1\r\n") && head.contains("x-a: b\r\n"),
        "{head}"
    );
}

#[test]
fn a_redirect_is_not_followed() {
    let (address, _) =
        answering(b"HTTP/1.1 302 Found\r\nlocation: /login\r\ncontent-length: 0\r\n\r\n");
    assert_eq!(get(&address).unwrap().status, 302);
}

#[test]
fn a_connection_that_ends_within_the_reply_is_cut() {
    let (address, _) = answering(b"HTTP/1.1 200 OK\r\ncontent-length: 50\r\n\r\nhello");
    assert_eq!(get(&address), Err(Trouble::Cut));
    let (address, _) = answering(b"HTTP/1.1 200");
    assert_eq!(get(&address), Err(Trouble::Cut));
}

#[test]
fn a_port_where_nobody_listens_is_unreachable() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    assert!(matches!(get(&address), Err(Trouble::Unreachable(_))));
}

#[test]
fn without_tls_only_this_device_is_a_server() {
    for address in [
        "http://127.0.0.1:80",
        "http://[::1]:8080",
        "http://localhost",
    ] {
        assert!(HttpTransport::new(address).is_ok(), "{address}");
    }
    for address in [
        "http://example.com",
        "http://10.0.0.1",
        "http://127.0.0.1.example.com",
        "http://localhost.example.com",
        "ftp://127.0.0.1",
        "http://anna@127.0.0.1",
        "http://127.0.0.1/path",
        "localhost",
        "",
    ] {
        assert!(HttpTransport::new(address).is_err(), "{address}");
    }
}

#[test]
fn hanging_up_ends_a_wait_for_a_server_that_says_nothing() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let transport = Arc::new(HttpTransport::new(&address).unwrap());
    let inside = transport.clone();
    let thread = spawn(move || inside.send(&asking()));
    let (_silent, _) = listener.accept().unwrap();
    transport.hang_up();
    assert_eq!(thread.join().unwrap(), Err(Trouble::HungUp));
    assert_eq!(transport.send(&asking()), Err(Trouble::HungUp));
}

#[test]
fn a_stream_is_handed_on_before_it_ends() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let (heard, hears) = mpsc::channel();
    let transport = HttpTransport::new(&address).unwrap();
    let thread = spawn(move || {
        Session::new(&transport, "t").listen(&mut |number| heard.send(number).unwrap())
    });
    let (mut stream, _) = listener.accept().unwrap();
    assert!(read_head(&mut stream).contains("authorization: Bearer t\r\n"));
    let head = format!(
        "HTTP/1.1 200 OK\r\n{PROTOCOL_HEADER}: {PROTOCOL}\r\ncontent-type: text/event-stream\r\n\r\n"
    );
    stream.write_all(head.as_bytes()).unwrap();
    for number in [3, 4] {
        stream
            .write_all(format!("data: {number}\n\n").as_bytes())
            .unwrap();
        assert_eq!(hears.recv().unwrap(), number);
    }
    drop(stream);
    assert_eq!(thread.join().unwrap(), Ok(()));
}

#[test]
fn a_port_where_nobody_listens_is_unreachable_with_tls_too() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("https://{}", listener.local_addr().unwrap());
    drop(listener);
    let answer = HttpTransport::new(&address).and_then(|transport| transport.send(&asking()));
    assert!(matches!(answer, Err(Trouble::Unreachable(_))), "{answer:?}");
}

/// Reads a certificate of the tests; their authority spoke for `localhost`.
fn certificate(name: &str) -> Vec<u8> {
    use rustls::pki_types::pem::PemObject as _;
    let path = papers().join(name);
    let certificate = rustls::pki_types::CertificateDer::from_pem_file(path).unwrap();
    certificate.to_vec()
}

fn papers() -> std::path::PathBuf {
    std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../server/src/store/postgres/testing/tls")
}

/// Answers one connection with TLS, as `localhost`; what goes wrong is for the other side to tell.
fn answering_with_tls() -> String {
    use rustls::pki_types::PrivateKeyDer;
    use rustls::pki_types::pem::PemObject as _;
    let key = PrivateKeyDer::from_pem_file(papers().join("localhost.key")).unwrap();
    let chain = vec![certificate("localhost.pem").into()];
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = rustls::ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(chain, key)
        .unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!(
        "https://localhost:{}",
        listener.local_addr().unwrap().port()
    );
    spawn(move || {
        let (stream, _) = listener.accept().unwrap();
        let session = rustls::ServerConnection::new(Arc::new(config)).unwrap();
        let mut stream = rustls::StreamOwned::new(session, stream);
        if stream.conn.complete_io(&mut stream.sock).is_ok() {
            read_head(&mut stream);
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nhello");
            let _ = stream.flush();
        }
    });
    address
}

#[test]
fn roots_that_are_handed_in_count_in_place_of_the_platforms() {
    let ask = |roots: Vec<Vec<u8>>| {
        let way = HttpNetwork::trusting(roots).open(&answering_with_tls())?;
        way.send(&asking())
    };
    let no_root = vec![0; 40];
    let answer = ask(vec![no_root.clone(), certificate("authority.pem")]).unwrap();
    assert_eq!(answer.body, b"hello");
    for roots in [vec![certificate("stranger.pem")], vec![no_root], vec![]] {
        let answer = ask(roots);
        assert!(matches!(answer, Err(Trouble::Unreachable(_))), "{answer:?}");
    }
}
