//! HTTP/1.1 messages, kept as the bytes that came and understood only as far as their ends.

use std::io::{self, ErrorKind};

/// The first line and the headers of a message.
#[derive(Debug)]
pub(super) struct Head {
    /// The first line, without its end.
    pub(super) line: String,
    /// Names and values as they were sent.
    pub(super) headers: Vec<(String, String)>,
    raw: Vec<u8>,
}

/// Where a body ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Framing {
    /// After this many bytes.
    Length(usize),
    /// After the chunk of no bytes.
    Chunked,
    /// Where the connection ends.
    UntilClose,
}

/// A whole message: its head, and its body as framed on the way.
#[derive(Debug)]
pub(super) struct Message {
    pub(super) head: Head,
    pub(super) framing: Framing,
    pub(super) framed: Vec<u8>,
}

impl Head {
    pub(super) fn parse(raw: Vec<u8>) -> io::Result<Self> {
        let text = String::from_utf8_lossy(&raw);
        let mut lines = text.split("\r\n");
        let line = lines.next().unwrap_or_default().to_owned();
        let headers = lines
            .take_while(|line| !line.is_empty())
            .map(|line| {
                line.split_once(':')
                    .ok_or_else(|| broken("a header without a colon"))
            })
            .map(|pair| pair.map(|(name, value)| (name.to_owned(), value.trim().to_owned())))
            .collect::<io::Result<Vec<_>>>()?;
        Ok(Self { line, headers, raw })
    }

    /// The value of a header, its name compared without case.
    pub(super) fn value(&self, name: &str) -> Option<&str> {
        let found = self
            .headers
            .iter()
            .find(|(known, _)| known.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
    }

    fn says(&self, name: &str, word: &str) -> bool {
        let mut named = self
            .headers
            .iter()
            .filter(|(known, _)| known.eq_ignore_ascii_case(name));
        named.any(|(_, value)| {
            value
                .split(',')
                .any(|token| token.trim().eq_ignore_ascii_case(word))
        })
    }

    /// The method of a request.
    pub(super) fn method(&self) -> &str {
        self.line.split(' ').next().unwrap_or_default()
    }

    /// The path of a request, with its query.
    pub(super) fn path(&self) -> &str {
        self.line.split(' ').nth(1).unwrap_or_default()
    }

    /// The status of a reply; 0 for a request.
    pub(super) fn status(&self) -> u16 {
        self.line
            .split(' ')
            .nth(1)
            .and_then(|status| status.parse().ok())
            .unwrap_or_default()
    }

    /// Whether the sender ends the connection after this message.
    pub(super) fn closes(&self) -> bool {
        self.says("connection", "close")
    }

    /// Whether the sender waits for leave before it sends the body.
    pub(super) fn expects_leave(&self) -> bool {
        self.says("expect", "100-continue")
    }

    /// Whether the body is a stream of events without a foreseeable end.
    pub(super) fn is_event_stream(&self) -> bool {
        let kind = self
            .value("content-type")
            .unwrap_or_default()
            .to_ascii_lowercase();
        kind.starts_with("text/event-stream")
    }

    pub(super) fn bytes(&self) -> &[u8] {
        &self.raw
    }

    fn stated_framing(&self) -> io::Result<Option<Framing>> {
        if self.says("transfer-encoding", "chunked") {
            return Ok(Some(Framing::Chunked));
        }
        let length = self.value("content-length").map(str::parse).transpose();
        let length = length.map_err(|_| broken("a content-length that is no number"))?;
        Ok(length.map(Framing::Length))
    }

    /// Where the body of this request ends.
    pub(super) fn request_framing(&self) -> io::Result<Framing> {
        Ok(self.stated_framing()?.unwrap_or(Framing::Length(0)))
    }

    /// Where the body of this reply to a request of `method` ends.
    pub(super) fn reply_framing(&self, method: &str) -> io::Result<Framing> {
        if method == "HEAD" || matches!(self.status(), 100..=199 | 204 | 304) {
            return Ok(Framing::Length(0));
        }
        Ok(self.stated_framing()?.unwrap_or(Framing::UntilClose))
    }
}

impl Message {
    /// The message as it travels.
    pub(super) fn bytes(&self) -> Vec<u8> {
        [self.head.raw.as_slice(), self.framed.as_slice()].concat()
    }

    /// How many of the message's bytes are its head.
    pub(super) fn head_length(&self) -> usize {
        self.head.raw.len()
    }

    /// Whether only the end of the connection ends this message.
    pub(super) fn ends_by_closing(&self) -> bool {
        self.framing == Framing::UntilClose || self.head.closes()
    }

    /// The body without its chunks.
    pub(super) fn body(&self) -> Vec<u8> {
        match self.framing {
            Framing::Length(_) | Framing::UntilClose => self.framed.clone(),
            Framing::Chunked => joined(&self.framed),
        }
    }

    /// Puts another body in place, framed by its length.
    pub(super) fn replace_body(&mut self, body: Vec<u8>) {
        let framing = ["content-length", "transfer-encoding"];
        let is_framing = |name: &str| framing.iter().any(|known| name.eq_ignore_ascii_case(known));
        self.head.headers.retain(|(name, _)| !is_framing(name));
        self.head
            .headers
            .push(("content-length".to_owned(), body.len().to_string()));
        let mut raw = format!("{}\r\n", self.head.line);
        for (name, value) in &self.head.headers {
            raw.push_str(&format!("{name}: {value}\r\n"));
        }
        raw.push_str("\r\n");
        self.head.raw = raw.into_bytes();
        self.framing = Framing::Length(body.len());
        self.framed = body;
    }
}

/// Joins chunks that [`super::source::Source`] has read to their end.
fn joined(framed: &[u8]) -> Vec<u8> {
    let mut body = Vec::with_capacity(framed.len());
    let mut rest = framed;
    while let Some(end) = end_of(rest, b"\r\n") {
        let Ok(size @ 1..) = chunk_size(&rest[..end]) else {
            break;
        };
        body.extend_from_slice(&rest[end..end + size]);
        rest = &rest[end + size + 2..];
    }
    body
}

pub(super) fn chunk_size(line: &[u8]) -> io::Result<usize> {
    let text = String::from_utf8_lossy(line);
    let digits = text.split(';').next().unwrap_or_default().trim();
    usize::from_str_radix(digits, 16).map_err(|_| broken("a chunk without a size"))
}

pub(super) fn end_of(bytes: &[u8], mark: &[u8]) -> Option<usize> {
    bytes
        .windows(mark.len())
        .position(|window| window == mark)
        .map(|start| start + mark.len())
}

pub(super) fn broken(what: &str) -> io::Error {
    io::Error::new(ErrorKind::InvalidData, what)
}
