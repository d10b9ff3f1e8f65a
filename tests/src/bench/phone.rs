//! A phone on the wire alone: it writes requests and proves replies, and keeps nothing but its
//! place. What it costs is next to nothing, so that what is measured is the server.

use std::io;
use std::net::SocketAddr;

use outrider_model::change::{Bases, Body, Change};
use outrider_model::decide::Verdict;
use outrider_model::id::{ChangeId, PersonId, RequestId};
use outrider_model::stamp::{Civil, Stamp};
use outrider_model::wire::{
    CONTENT_TYPE, Cursor, EnrolReply, PROTOCOL, PROTOCOL_HEADER, PushedChange, Request,
    RequestHead, read_reply, write_request,
};

use super::line::Line;
use crate::world::{Key, Pen, http, now};

/// Changes as their bytes.
pub type Changes = Vec<Vec<u8>>;

/// A phone on the wire alone.
#[derive(Debug)]
pub struct WirePhone {
    /// Whose it is.
    pub person: PersonId,
    headers: String,
    cursor: Option<Cursor>,
    sequence: u64,
    pen: Pen,
}

/// What one exchange brought.
#[derive(Debug)]
pub struct Brought {
    /// How many records came.
    pub records: usize,
    /// The verdicts that are no plain acceptance, as they are.
    pub other_verdicts: Vec<Verdict>,
    /// Where history has the last change that was sent.
    pub last_seq: Option<u64>,
    /// Whether the server has more.
    pub more: bool,
    /// How many bytes of body travelled up and down.
    pub bytes: (usize, usize),
}

impl WirePhone {
    /// Enrols with a one-time code.
    ///
    /// # Panics
    /// When the server will not have it.
    pub fn enrol(server: SocketAddr, code: &str, seed: u64) -> WirePhone {
        let request = Key::new().enrols(code, "bench");
        let body = serde_json::to_vec(&request).expect("text is JSON");
        let headers = [
            ("content-type", "application/json"),
            (PROTOCOL_HEADER, PROTOCOL),
        ];
        let reply = http::send(server, "POST", "/v1/enrol", &headers, &body).expect("it answers");
        let enrolled: EnrolReply = serde_json::from_slice(&reply.body)
            .unwrap_or_else(|why| panic!("no enrolment ({why}): {}", reply.text()));
        let token = &enrolled.token;
        WirePhone {
            person: enrolled.person,
            headers: format!(
                "authorization: Bearer {token}\r\ncontent-type: {CONTENT_TYPE}\r\n\
                 {PROTOCOL_HEADER}: {PROTOCOL}\r\naccept: {CONTENT_TYPE}\r\n\
                 accept-encoding: zstd\r\ncontent-encoding: zstd\r\n"
            ),
            cursor: None,
            sequence: 0,
            pen: Pen::new(seed, &enrolled.device.to_string()),
        }
    }

    /// Writes a change, as of a moment.
    pub fn write(&mut self, body: Body, was: Bases, time: i64) -> (ChangeId, Vec<u8>) {
        written(&mut self.pen, body, was, time)
    }

    /// Writes the body of a request with these changes, asking for at most so many records.
    pub fn pack(&mut self, changes: Changes, limit: u32) -> Vec<u8> {
        let head = RequestHead {
            request: RequestId(self.pen.id().0),
            can: Default::default(),
            cursor: self.cursor,
            backfill: Vec::new(),
            limit,
            clock: now(),
            waiting: None,
        };
        let changes = changes.into_iter().map(|bytes| {
            self.sequence += 1;
            PushedChange {
                sequence: self.sequence,
                bytes,
            }
        });
        let request = Request {
            head,
            changes: changes.collect(),
            texts: Vec::new(),
        };
        let lines = write_request(&request).expect("a request can be written");
        zstd::encode_all(lines.as_slice(), 3).expect("memory can be written to")
    }

    /// Sends a body that was packed and takes the reply in, proven whole.
    ///
    /// # Errors
    /// What the socket says.
    ///
    /// # Panics
    /// When the server answers with anything but a whole reply.
    pub fn send(&mut self, line: &mut Line, body: &[u8]) -> io::Result<Brought> {
        let whole = line.post("/v1/sync", &self.headers, body)?;
        let text = String::from_utf8_lossy(&whole.body);
        assert_eq!(whole.status, 200, "sync: {text}");
        let down = whole.body.len();
        let lines = if whole.is_compressed {
            zstd::decode_all(whole.body.as_slice())?
        } else {
            whole.body
        };
        let reply = read_reply(&lines).expect("a whole reply");
        self.cursor = Some(reply.end.cursor);
        Ok(Brought {
            records: reply.records.len(),
            last_seq: reply.verdicts.last().and_then(|line| line.seq),
            other_verdicts: reply
                .verdicts
                .into_iter()
                .map(|line| line.verdict)
                .filter(|verdict| *verdict != Verdict::Applied)
                .collect(),
            more: reply.end.more,
            bytes: (body.len(), down),
        })
    }

    /// Sends changes; what came for the phone meanwhile is left for later.
    ///
    /// # Panics
    /// When the server does not apply all of them.
    pub fn push(&mut self, line: &mut Line, changes: Changes) {
        let body = self.pack(changes, 1);
        let brought = self.send(line, &body).expect("the server answers");
        let others = brought.other_verdicts;
        assert!(others.is_empty(), "not applied: {:?}", others.first());
    }

    /// Takes everything in that waits for the phone.
    pub fn drain(&mut self, line: &mut Line) -> usize {
        let mut records = 0;
        loop {
            let body = self.pack(Changes::new(), 20_000);
            let brought = self.send(line, &body).expect("the server answers");
            records += brought.records;
            if !brought.more {
                return records;
            }
        }
    }
}

/// Writes a change in Berlin, as of a moment.
pub fn written(pen: &mut Pen, body: Body, was: Bases, time: i64) -> (ChangeId, Vec<u8>) {
    let change = Change {
        id: pen.id(),
        mends: None,
        stamp: Stamp(time),
        civil: Civil {
            time,
            offset: 3600,
            zone: "Europe/Berlin".to_owned(),
        },
        was,
        body,
    };
    let bytes = change
        .bytes()
        .expect("a change of this version can be written");
    (change.id, bytes)
}
