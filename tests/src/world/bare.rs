//! A phone that speaks the protocol by hand: no store, no engine, only lines up and down. It sends
//! what no honest phone would send, and shows what the server really tells a person.

use std::collections::{BTreeMap, BTreeSet};
use std::net::SocketAddr;

use outrider_model::audience::Audience;
use outrider_model::change::{Bases, Body, Change};
use outrider_model::decide::Verdict;
use outrider_model::id::{ChangeId, DeviceId, OrganisationId, PersonId, RecordId, RequestId};
use outrider_model::record::{Kind, Record};
use outrider_model::stamp::{Civil, Stamp};
use outrider_model::wire::{
    Backfill, CONTENT_TYPE, Cursor, EnrolReply, JudgedLine, PROTOCOL, PROTOCOL_HEADER,
    PushedChange, PushedText, Reply, Request, RequestHead, TokenReply, read_reply, write_request,
};

use super::clock::now;
use super::http::{self, send};
use super::key::Key;
use super::pen::Pen;

/// How many records a bare phone asks for at a time.
const PAGE: u32 = 500;
/// After how many pages a bare phone believes that the server will never be done.
const PAGES: usize = 1000;

/// A phone without a store.
#[derive(Debug)]
pub struct BarePhone {
    /// The server.
    pub address: SocketAddr,
    /// The session's token, good for minutes.
    pub token: String,
    /// What brings the next one.
    pub refresh: String,
    /// The phone's key.
    pub key: Key,
    /// Whose phone it is.
    pub person: PersonId,
    /// Which device it is.
    pub device: DeviceId,
    /// The organisation.
    pub organisation: OrganisationId,
    /// What it was shown and not told to forget.
    pub records: BTreeMap<RecordId, Shown>,
    /// Where it stands.
    pub cursor: Option<Cursor>,
    backfill: Vec<Backfill>,
    sequence: u64,
    pen: Pen,
}

/// A record as a page showed it.
#[derive(Debug, Clone)]
pub struct Shown {
    /// The record.
    pub record: Record,
    /// Its bytes, as they stood in the line.
    pub bytes: Vec<u8>,
    /// The audiences of this person that hold it.
    pub seen_in: BTreeSet<Audience>,
    /// How often a page brought it.
    pub times: usize,
}

/// What one round trip brought.
#[derive(Debug, Clone, Default)]
pub struct Answer {
    /// What was said of the changes that were sent.
    pub verdicts: BTreeMap<ChangeId, Verdict>,
    /// Where history has them.
    pub sequences: BTreeMap<ChangeId, u64>,
    /// The records that were shown.
    pub shown: Vec<RecordId>,
    /// The records that are gone.
    pub gone: Vec<RecordId>,
    /// The changes of this person that the page states as judged.
    pub judged: Vec<JudgedLine>,
    /// Whether the server had more.
    pub more: bool,
    /// The fork that the head named.
    pub fork: Option<u64>,
    /// Whether the head asked to start anew.
    pub resync: bool,
    /// Whether the head said that the phone is a copy of another.
    pub remint: bool,
}

impl BarePhone {
    /// Exchanges a one-time code for a session.
    ///
    /// # Panics
    /// When the server will not have it.
    pub fn enrol(address: SocketAddr, code: &str, seed: u64) -> BarePhone {
        let key = Key::new();
        let request = key.enrols(code, "bare phone");
        let body = serde_json::to_vec(&request).expect("text is JSON");
        let headers = [
            ("content-type", "application/json"),
            (PROTOCOL_HEADER, PROTOCOL),
        ];
        let reply = send(address, "POST", "/v1/enrol", &headers, &body).expect("it answers");
        assert!(
            matches!(reply.status, 200 | 201),
            "enrolment: {}",
            reply.text()
        );
        let enrolled: EnrolReply = serde_json::from_slice(&reply.body).expect("an enrolment");
        BarePhone {
            address,
            token: enrolled.token,
            refresh: enrolled.refresh,
            key,
            person: enrolled.person,
            device: enrolled.device,
            organisation: enrolled.organisation,
            records: BTreeMap::new(),
            cursor: None,
            backfill: Vec::new(),
            sequence: 0,
            pen: Pen::new(seed, &enrolled.device.to_string()),
        }
    }

    /// Writes a change, with the bases that it names.
    pub fn change(&mut self, body: Body, was: Bases) -> Change {
        let time = now();
        let zone = "Europe/Berlin".to_owned();
        Change {
            id: self.pen.id(),
            mends: None,
            stamp: Stamp(time),
            civil: Civil {
                time,
                offset: 3600,
                zone,
            },
            was,
            body,
        }
    }

    /// Sends one change that was seen as `was` says and gives the verdict.
    pub fn push(&mut self, body: Body, was: Bases) -> (ChangeId, Verdict) {
        let change = self.change(body, was);
        let bytes = change
            .bytes()
            .expect("a change of this version can be written");
        let answer = self.sync(&[bytes]);
        let verdict = answer
            .verdicts
            .get(&change.id)
            .expect("every change gets a verdict");
        (change.id, verdict.clone())
    }

    /// Makes one round trip with these changes and applies the page.
    pub fn sync(&mut self, changes: &[Vec<u8>]) -> Answer {
        self.sync_with(changes, Vec::new())
    }

    /// As [`BarePhone::sync`], with texts that the server asked for.
    pub fn sync_with(&mut self, changes: &[Vec<u8>], texts: Vec<PushedText>) -> Answer {
        let (request, lines) = self.request(changes, texts);
        let reply = self.post(&lines);
        assert_eq!(reply.status, 200, "sync: {}", reply.text());
        let bytes = match reply.headers.get("content-encoding").map(String::as_str) {
            Some("zstd") => zstd::decode_all(reply.body.as_slice()).expect("whole zstd"),
            _ => reply.body,
        };
        let reply = read_reply(&bytes).expect("a whole reply");
        assert_eq!(reply.head.request, request, "the request's id is echoed");
        self.apply(&reply)
    }

    /// Pulls until the server has no more; gives everything that came.
    pub fn drain(&mut self) -> Vec<Answer> {
        let mut answers = Vec::new();
        while answers.last().is_none_or(|last: &Answer| last.more) {
            assert!(answers.len() < PAGES, "the server never comes to an end");
            answers.push(self.sync(&[]));
        }
        answers
    }

    /// Writes the lines of a request with these changes; each gets the next number.
    pub fn request(&mut self, changes: &[Vec<u8>], texts: Vec<PushedText>) -> (RequestId, Vec<u8>) {
        let id = RequestId(self.pen.id().0);
        let head = RequestHead {
            request: id,
            can: BTreeSet::new(),
            cursor: self.cursor,
            backfill: self.backfill.clone(),
            limit: PAGE,
            clock: now(),
            waiting: None,
        };
        let changes = changes.iter().map(|bytes| {
            self.sequence += 1;
            PushedChange {
                sequence: self.sequence,
                bytes: bytes.clone(),
            }
        });
        let request = Request {
            head,
            changes: changes.collect(),
            texts,
        };
        (
            id,
            write_request(&request).expect("a request can be written"),
        )
    }

    /// Exchanges its refresh token for the next tokens, and gives what came back.
    pub fn renews(&mut self, nonce: &str) -> http::Reply {
        let asked = self.key.renews(&self.refresh, nonce);
        let reply = self.tells("/v1/token", &asked);
        if let Ok(renewed) = serde_json::from_slice::<TokenReply>(&reply.body) {
            (self.token, self.refresh) = (renewed.token, renewed.refresh);
        }
        reply
    }

    /// Posts words to a route, in its session.
    pub fn tells(&self, path: &str, words: &impl serde::Serialize) -> http::Reply {
        let body = serde_json::to_vec(words).expect("words are JSON");
        let bearer = format!("Bearer {}", self.token);
        let headers = [
            ("authorization", bearer.as_str()),
            ("content-type", "application/json"),
            (PROTOCOL_HEADER, PROTOCOL),
        ];
        send(self.address, "POST", path, &headers, &body).expect("the server answers")
    }

    /// Posts lines to `/v1/sync` as they are, compressed.
    pub fn post(&self, lines: &[u8]) -> http::Reply {
        let body = zstd::encode_all(lines, 3).expect("memory can be written to");
        self.post_raw(&body, &[("content-encoding", "zstd")])
    }

    /// Posts a body to `/v1/sync` with more headers.
    pub fn post_raw(&self, body: &[u8], more: &[(&str, &str)]) -> http::Reply {
        let bearer = format!("Bearer {}", self.token);
        let mut headers = vec![
            ("authorization", bearer.as_str()),
            ("accept-encoding", "zstd"),
            (PROTOCOL_HEADER, PROTOCOL),
        ];
        if more.iter().all(|(name, _)| *name != "content-type") {
            headers.push(("content-type", CONTENT_TYPE));
        }
        headers.extend_from_slice(more);
        send(self.address, "POST", "/v1/sync", &headers, body).expect("the server answers")
    }

    /// Gives a record that it was shown.
    pub fn record(&self, id: impl Into<RecordId>) -> Option<&Record> {
        self.records.get(&id.into()).map(|shown| &shown.record)
    }

    /// Gives the records of a kind that it was shown.
    pub fn of_kind(&self, kind: &Kind) -> Vec<&Record> {
        let all = self.records.values().map(|shown| &shown.record);
        all.filter(|record| record.kind == *kind).collect()
    }

    fn apply(&mut self, reply: &Reply<'_>) -> Answer {
        let mut answer = Answer {
            more: reply.end.more,
            fork: reply.head.fork,
            resync: reply.head.resync,
            remint: reply.head.remint,
            judged: reply.judged.clone(),
            ..Answer::default()
        };
        for line in &reply.verdicts {
            answer.verdicts.insert(line.change, line.verdict.clone());
            answer
                .sequences
                .extend(line.seq.map(|seq| (line.change, seq)));
        }
        for audience in &reply.head.drop {
            self.records.retain(|_, shown| {
                shown.seen_in.remove(audience);
                !shown.seen_in.is_empty()
            });
        }
        for line in &reply.records {
            match line.bytes {
                Some(bytes) => {
                    let times = self.records.get(&line.id).map_or(0, |shown| shown.times) + 1;
                    let places = line.seen_in.iter().map(|place| usize::from(*place));
                    let shown = Shown {
                        record: Record::parse(bytes).expect("a record in a page"),
                        bytes: bytes.to_vec(),
                        seen_in: places.map(|place| reply.head.audiences[place]).collect(),
                        times,
                    };
                    answer.shown.push(line.id);
                    self.records.insert(line.id, shown);
                }
                None => {
                    answer.gone.push(line.id);
                    self.records.remove(&line.id);
                }
            }
        }
        self.backfill.extend(&reply.head.backfill);
        if let Some(served) = reply.end.backfilled {
            self.backfill
                .retain(|wanted| wanted.audience != served.audience);
            if served.after < served.until {
                self.backfill.push(served);
            }
        }
        self.cursor = Some(reply.end.cursor);
        answer
    }
}
