//! An HTTP/1.1 connection that stays open, as thin as can be, so that what it measures is the
//! server.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

/// How long a reply may take before a bench gives up.
const PATIENCE: Duration = Duration::from_secs(120);

/// A connection.
#[derive(Debug)]
pub struct Line {
    stream: BufReader<TcpStream>,
    to: SocketAddr,
    request: Vec<u8>,
}

/// A reply's status and body, as it travelled.
#[derive(Debug)]
pub struct Whole {
    /// The status.
    pub status: u16,
    /// The body.
    pub body: Vec<u8>,
    /// Whether the body is compressed with zstd.
    pub is_compressed: bool,
}

impl Line {
    /// Connects.
    ///
    /// # Errors
    /// What the system says.
    pub fn connect(to: SocketAddr) -> io::Result<Line> {
        let stream = TcpStream::connect(to)?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        stream.set_write_timeout(Some(PATIENCE))?;
        Ok(Line {
            stream: BufReader::with_capacity(64 * 1024, stream),
            to,
            request: Vec::new(),
        })
    }

    /// Asks for something.
    ///
    /// # Errors
    /// What the socket says; the line is then of no use.
    pub fn get(&mut self, path: &str) -> io::Result<Whole> {
        self.send("GET", path, "", &[])
    }

    /// Sends a body with more header lines, each with its line break.
    ///
    /// # Errors
    /// What the socket says; the line is then of no use.
    pub fn post(&mut self, path: &str, headers: &str, body: &[u8]) -> io::Result<Whole> {
        self.send("POST", path, headers, body)
    }

    fn send(&mut self, method: &str, path: &str, headers: &str, body: &[u8]) -> io::Result<Whole> {
        let (to, length) = (self.to, body.len());
        self.request.clear();
        write!(
            self.request,
            "{method} {path} HTTP/1.1\r\nhost: {to}\r\n{headers}content-length: {length}\r\n\r\n"
        )?;
        self.request.extend_from_slice(body);
        self.stream.get_mut().write_all(&self.request)?;
        self.read()
    }

    fn read(&mut self) -> io::Result<Whole> {
        let mut head = String::new();
        self.stream.read_line(&mut head)?;
        let status = head.split(' ').nth(1).and_then(|word| word.parse().ok());
        let status = status.ok_or_else(|| io::Error::other(format!("no status line: {head:?}")))?;
        let (mut length, mut is_compressed) = (None, false);
        loop {
            head.clear();
            self.stream.read_line(&mut head)?;
            let Some((name, value)) = head.trim_end().split_once(':') else {
                break;
            };
            if name.eq_ignore_ascii_case("content-length") {
                length = value.trim().parse().ok();
            } else if name.eq_ignore_ascii_case("content-encoding") {
                is_compressed = value.trim() == "zstd";
            }
        }
        let length = length.ok_or_else(|| io::Error::other("a reply without a length"))?;
        let mut body = vec![0; length];
        self.stream.read_exact(&mut body)?;
        Ok(Whole {
            status,
            body,
            is_compressed,
        })
    }
}
