//! A tiny server and a tiny client on blocking sockets, which share no code with the proxy.

use std::io::{self, BufRead, BufReader, ErrorKind, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Condvar, Mutex};

/// What reached the server.
#[derive(Debug, Default, Clone)]
pub(super) struct Log {
    /// Bodies of whole requests.
    pub(super) whole: Vec<Vec<u8>>,
    /// Requests that ended too early.
    pub(super) broken: usize,
    /// Event streams whose reader left.
    pub(super) left: usize,
}

/// Echoes bodies; chunked below `/v1/sync/chunked`, without a length below `/v1/sync/closing`.
pub(super) struct TinyServer {
    pub(super) addr: SocketAddr,
    log: Arc<(Mutex<Log>, Condvar)>,
}

impl TinyServer {
    pub(super) fn start() -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let addr = listener.local_addr().unwrap();
        let log = Arc::new((Mutex::default(), Condvar::new()));
        let kept = Arc::clone(&log);
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let (stream, log) = (stream.unwrap(), Arc::clone(&kept));
                std::thread::spawn(move || serve(stream, &log));
            }
        });
        Self { addr, log }
    }

    pub(super) fn log(&self) -> Log {
        self.log.0.lock().unwrap().clone()
    }

    pub(super) fn wait_until(&self, met: impl Fn(&Log) -> bool) {
        let log = self.log.0.lock().unwrap();
        drop(self.log.1.wait_while(log, |log| !met(log)).unwrap());
    }
}

fn note(log: &(Mutex<Log>, Condvar), change: impl FnOnce(&mut Log)) {
    change(&mut log.0.lock().unwrap());
    log.1.notify_all();
}

fn serve(stream: TcpStream, log: &(Mutex<Log>, Condvar)) {
    if requests(stream, log).is_err() {
        note(log, |log| log.broken += 1);
    }
}

/// Answers one request after the other; an error means that one of them ended too early.
fn requests(mut stream: TcpStream, log: &(Mutex<Log>, Condvar)) -> io::Result<()> {
    let mut reader = BufReader::new(stream.try_clone()?);
    while let Some(head) = read_head(&mut reader)? {
        let body = read_body(&mut reader, &head)?;
        note(log, |log| log.whole.push(body.clone()));
        let path = head.split(' ').nth(1).unwrap();
        let sent = match path {
            "/v1/events" => b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\r\n".to_vec(),
            "/v1/sync/chunked" => chunked(&body),
            "/v1/sync/closing" => [b"HTTP/1.1 200 OK\r\n\r\n", body.as_slice()].concat(),
            "/v1/sync/zstd" => with_length("content-encoding: zstd\r\n", &body),
            "/v1/empty" => b"HTTP/1.1 204 No Content\r\n\r\n".to_vec(),
            _ => with_length("", &body),
        };
        // The phone may be gone by now; what was carried out stays carried out.
        let _ = stream.write_all(&sent);
        if path == "/v1/events" {
            let _ = stream.write_all(b"data: 1\n\n");
            let _ = reader.read(&mut [0]);
            note(log, |log| log.left += 1);
        }
        if matches!(path, "/v1/events" | "/v1/sync/closing") {
            break;
        }
    }
    Ok(())
}

/// Reads a head; `None` where the connection ended before its first byte.
fn read_head(reader: &mut BufReader<TcpStream>) -> io::Result<Option<String>> {
    if !matches!(reader.fill_buf(), Ok([_, ..])) {
        return Ok(None);
    }
    let mut head = String::new();
    while !head.ends_with("\r\n\r\n") {
        if reader.read_line(&mut head)? == 0 {
            return Err(ErrorKind::UnexpectedEof.into());
        }
    }
    Ok(Some(head))
}

fn read_body(reader: &mut BufReader<TcpStream>, head: &str) -> io::Result<Vec<u8>> {
    let lower = head.to_ascii_lowercase();
    let mut body = Vec::new();
    if lower.contains("transfer-encoding: chunked") {
        loop {
            let mut line = String::new();
            reader.read_line(&mut line)?;
            let digits = line.trim_end().split(';').next().unwrap();
            let size = usize::from_str_radix(digits, 16).map_err(|_| ErrorKind::UnexpectedEof)?;
            let start = body.len();
            body.resize(start + size, 0);
            reader.read_exact(&mut body[start..])?;
            while size == 0 && line != "\r\n" {
                line.clear();
                if reader.read_line(&mut line)? == 0 {
                    return Err(ErrorKind::UnexpectedEof.into());
                }
            }
            if size == 0 {
                return Ok(body);
            }
            reader.read_exact(&mut [0; 2])?;
        }
    }
    match lower.split("content-length: ").nth(1) {
        Some(rest) => {
            body.resize(rest.split("\r\n").next().unwrap().parse().unwrap(), 0);
            reader.read_exact(&mut body)?;
        }
        None if lower.starts_with("http/1.1 200") => drop(reader.read_to_end(&mut body)?),
        None => {}
    }
    Ok(body)
}

/// A phone's connection.
pub(super) struct Phone {
    stream: TcpStream,
    reader: BufReader<TcpStream>,
}

impl Phone {
    pub(super) fn connect(addr: SocketAddr) -> Self {
        let stream = TcpStream::connect(addr).unwrap();
        let reader = BufReader::new(stream.try_clone().unwrap());
        Self { stream, reader }
    }

    /// Sends raw bytes; a connection that is already cut shows itself by its missing reply.
    pub(super) fn send(&mut self, bytes: &[u8]) {
        let _ = self.stream.write_all(bytes);
    }

    pub(super) fn post(&mut self, path: &str, body: &[u8]) -> Option<(String, Vec<u8>)> {
        let length = body.len();
        let head = format!("POST {path} HTTP/1.1\r\nhost: x\r\ncontent-length: {length}\r\n\r\n");
        self.send(&[head.as_bytes(), body].concat());
        self.reply()
    }

    /// Reads a whole reply; `None` where it does not come, or not whole.
    pub(super) fn reply(&mut self) -> Option<(String, Vec<u8>)> {
        let head = read_head(&mut self.reader).ok()??;
        let body = read_body(&mut self.reader, &head).ok()?;
        Some((head, body))
    }

    /// Reads the head of a reply and whatever arrives of its body before the end.
    pub(super) fn torn_reply(&mut self) -> (String, Vec<u8>) {
        let head = read_head(&mut self.reader).unwrap().unwrap();
        let mut body = Vec::new();
        self.reader.read_to_end(&mut body).unwrap();
        (head, body)
    }

    pub(super) fn line(&mut self) -> String {
        let mut line = String::new();
        let _ = self.reader.read_line(&mut line);
        line
    }
}

/// A reply with a length.
pub(super) fn with_length(headers: &str, body: &[u8]) -> Vec<u8> {
    let head = format!(
        "HTTP/1.1 200 OK\r\n{headers}Content-Length: {}\r\n\r\n",
        body.len()
    );
    [head.as_bytes(), body].concat()
}

/// A reply in chunks of seven bytes, with a trailer.
fn chunked(body: &[u8]) -> Vec<u8> {
    let mut sent = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".to_vec();
    for chunk in body.chunks(7) {
        sent.extend(format!("{:x};note=x\r\n", chunk.len()).bytes());
        sent.extend(chunk);
        sent.extend(b"\r\n");
    }
    sent.extend(b"0\r\nx-end: yes\r\n\r\n");
    sent
}
