//! A server that gives recorded replies, whatever it is asked.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use outrider_model::wire::{CONTENT_TYPE, PROTOCOL, PROTOCOL_HEADER};
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::fixture::Exchange;

/// Answers `/v1/sync` with the recorded replies one after another, everything else with 404.
pub(super) struct Canned {
    pub(super) address: String,
    heard: Arc<Mutex<Vec<Vec<u8>>>>,
}

impl Canned {
    pub(super) fn serve(exchanges: &[Exchange]) -> Canned {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("there are free ports");
        let address = listener.local_addr().expect("a listener has an address");
        let heard: Arc<Mutex<Vec<Vec<u8>>>> = Arc::default();
        let (ear, exchanges) = (Arc::clone(&heard), exchanges.to_vec());
        // The thread ends with the process: nobody connects any more once the phone is closed.
        std::thread::spawn(move || {
            let mut replies = exchanges.into_iter();
            for stream in listener.incoming().map_while(Result::ok) {
                // A phone that hangs up in the midst of it comes again.
                let _served = answer(stream, &ear, || replies.next());
            }
        });
        Canned {
            address: format!("http://{address}"),
            heard,
        }
    }

    /// The bodies that were sent to `/v1/sync`, unpacked.
    pub(super) fn heard(&self) -> Vec<Vec<u8>> {
        locked(&self.heard).clone()
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn answer(
    stream: TcpStream,
    heard: &Mutex<Vec<Vec<u8>>>,
    reply: impl FnOnce() -> Option<Exchange>,
) -> std::io::Result<()> {
    let mut reader = BufReader::new(stream.try_clone()?);
    let mut first = String::new();
    reader.read_line(&mut first)?;
    let (mut length, mut is_packed) = (0, false);
    loop {
        let mut line = String::new();
        reader.read_line(&mut line)?;
        let line = line.trim_end().to_ascii_lowercase();
        match line.split_once(": ") {
            Some(("content-length", count)) => length = count.parse().unwrap_or(0),
            Some(("content-encoding", coding)) => is_packed = coding == "zstd",
            Some(_) => {}
            None if line.is_empty() => break,
            None => {}
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body)?;
    if is_packed {
        body = zstd::decode_all(body.as_slice())?;
    }
    let reply = if first.contains("/v1/sync") {
        let reply = reply().map(|exchange| fitted(&exchange, &body));
        locked(heard).push(body);
        reply
    } else {
        None
    };
    send(stream, reply)
}

fn send(mut stream: TcpStream, reply: Option<Vec<u8>>) -> std::io::Result<()> {
    let (status, kind, body) = match reply {
        Some(body) => ("200 OK", CONTENT_TYPE, body),
        None => (
            "404 Not Found",
            "application/problem+json",
            br#"{"code":"not_found","status":404,"title":"nothing here"}"#.to_vec(),
        ),
    };
    let head = format!(
        "HTTP/1.1 {status}\r\ncontent-type: {kind}\r\n{PROTOCOL_HEADER}: {PROTOCOL}\r\n\
         content-length: {}\r\nconnection: close\r\n\r\n",
        body.len()
    );
    stream.write_all(head.as_bytes())?;
    stream.write_all(&body)
}

/// Lets a recorded reply echo the id of the request at hand, and seals it again.
fn fitted(exchange: &Exchange, request: &[u8]) -> Vec<u8> {
    let id = |body: &[u8]| {
        let head = body.split(|byte| *byte == b'\n').next().unwrap_or_default();
        let head: Value = serde_json::from_slice(head).expect("a head is JSON");
        head["request"]
            .as_str()
            .expect("a head has an id")
            .to_owned()
    };
    let text = String::from_utf8(exchange.reply.clone()).expect("replies are text");
    let text = text.replacen(&id(&exchange.reply), &id(request), 1);
    let end = text.trim_end().rfind('\n').map_or(0, |place| place + 1);
    let (lines, end) = text.split_at(end);
    let digest: String = Sha256::digest(lines)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    let sealed: Value = serde_json::from_str(end).expect("an end is JSON");
    let old = sealed["sha256"].as_str().expect("an end has a digest");
    format!("{lines}{}", end.replace(old, &digest)).into_bytes()
}
