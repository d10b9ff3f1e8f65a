//! A network of one server, which fails as it is told to.

use std::collections::VecDeque;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, MutexGuard};

use outrider_model::wire::{CONTENT_TYPE, PROTOCOL, PROTOCOL_HEADER};

use crate::app::lock;
use crate::transport::{Headers, HttpReply, HttpRequest, Network, Sink, Transport, Trouble};

use super::server::Server;

/// What happens to one exchange.
#[derive(Clone, Debug)]
pub(super) enum Fault {
    /// All goes well.
    Nothing,
    /// The server is not reached.
    Offline,
    /// The server does everything, and its reply is lost.
    LostReply,
    /// The server does everything twice, and the first reply is lost.
    Twice,
    /// The lines of the reply end after so many bytes.
    CutAfter(usize),
    /// Somebody else answers.
    Answer(HttpReply),
    /// The reply to an older request comes.
    OlderReply,
    /// The session has ended.
    SessionEnded,
    /// The token has ended; another is to be had.
    TokenEnded,
}

/// What is between the phone and the server.
pub(super) struct Net {
    pub(super) server: Mutex<Server>,
    faults: Mutex<VecDeque<Fault>>,
    /// The lines of each request that reached the server.
    pub(super) requests: Mutex<Vec<Vec<u8>>>,
    replies: Mutex<Vec<Vec<u8>>>,
    /// Is told of each exchange that came to an end.
    ends: Mutex<Vec<Sender<()>>>,
    nudges: Mutex<Vec<Sender<Option<u64>>>>,
    /// How many answers with tokens are still to get lost.
    pub(super) lost_tokens: Mutex<std::ops::Range<u32>>,
}

/// A network whose every way leads to the one server.
pub(super) struct OneServer(pub(super) Arc<Net>);

impl Network for OneServer {
    fn open(&self, _: &str) -> Result<Arc<dyn Transport>, Trouble> {
        Ok(Arc::new(Way(self.0.clone(), Mutex::default())))
    }
}

struct Way(Arc<Net>, Mutex<Vec<Sender<Option<u64>>>>);

impl Net {
    pub(super) fn new() -> Arc<Net> {
        Arc::new(Net {
            server: Mutex::new(Server::new()),
            faults: Mutex::default(),
            requests: Mutex::default(),
            replies: Mutex::default(),
            ends: Mutex::default(),
            nudges: Mutex::default(),
            lost_tokens: Mutex::new(0..0),
        })
    }

    pub(super) fn server(&self) -> MutexGuard<'_, Server> {
        lock(&self.server)
    }

    /// Lets these happen to the next exchanges, one each.
    pub(super) fn fail(&self, faults: impl IntoIterator<Item = Fault>) {
        lock(&self.faults).extend(faults);
    }

    /// Returns something that hears the end of each exchange.
    pub(super) fn ends(&self) -> Receiver<()> {
        let (sender, receiver) = channel();
        lock(&self.ends).push(sender);
        receiver
    }

    pub(super) fn last_reply(&self) -> Vec<u8> {
        lock(&self.replies).last().cloned().unwrap_or_default()
    }

    pub(super) fn nudge(&self, number: u64) {
        lock(&self.nudges).retain(|listener| listener.send(Some(number)).is_ok());
    }

    pub(super) fn listeners(&self) -> usize {
        lock(&self.nudges).len()
    }

    fn renew(&self, request: &HttpRequest) -> Result<HttpReply, Trouble> {
        let asked = serde_json::from_slice(&request.body).expect("a token's request");
        let renewed = self.server().renew(&asked);
        if lock(&self.lost_tokens).next().is_some() {
            return Err(Trouble::Cut);
        }
        Ok(match renewed {
            Some(reply) => answer(200, "application/json", serde_json::to_vec(&reply).unwrap()),
            None => problem(401, "unauthenticated"),
        })
    }

    fn sync(&self, request: &HttpRequest) -> Result<HttpReply, Trouble> {
        let fault = lock(&self.faults).pop_front();
        match &fault {
            Some(Fault::Offline) => return Err(Trouble::Unreachable("offline".into())),
            Some(Fault::Answer(reply)) => return Ok(reply.clone()),
            Some(Fault::SessionEnded) => {
                self.server().is_ended = true;
                return Ok(problem(401, "unauthenticated"));
            }
            Some(Fault::TokenEnded) => return Ok(problem(401, "unauthenticated")),
            Some(Fault::OlderReply) => return Ok(whole(self.last_reply())),
            Some(Fault::Nothing | Fault::LostReply | Fault::Twice | Fault::CutAfter(_)) | None => {}
        }
        let lines = zstd::bulk::decompress(&request.body, 1 << 24).expect("packed lines");
        lock(&self.requests).push(lines.clone());
        if matches!(fault, Some(Fault::Twice)) {
            self.server().answer(&lines);
        }
        let Some(reply) = self.server().answer(&lines) else {
            return Ok(problem(413, "too_large"));
        };
        lock(&self.replies).push(reply.clone());
        match fault {
            Some(Fault::LostReply) => Err(Trouble::Cut),
            Some(Fault::CutAfter(bytes)) => {
                Ok(whole(reply.get(..bytes).unwrap_or(&reply).to_vec()))
            }
            Some(_) | None => Ok(whole(reply)),
        }
    }
}

impl Transport for Way {
    fn send(&self, request: &HttpRequest) -> Result<HttpReply, Trouble> {
        if request.path == "/v1/enrol" {
            let reply = self.0.server().enrol();
            return Ok(answer(
                200,
                "application/json",
                serde_json::to_vec(&reply).unwrap(),
            ));
        }
        if request.path == "/v1/token" {
            return self.0.renew(request);
        }
        assert_eq!(request.path, "/v1/sync");
        let token = format!("Bearer {}", self.0.server().token());
        if request.headers.get("authorization") != Some(&token) {
            return Ok(problem(401, "unauthenticated"));
        }
        let reply = self.0.sync(request);
        lock(&self.0.ends).retain(|end| end.send(()).is_ok());
        reply
    }

    fn listen(&self, request: &HttpRequest, sink: &mut dyn Sink) -> Result<(), Trouble> {
        assert_eq!(request.path, "/v1/events");
        let (sender, nudges) = channel();
        lock(&self.1).push(sender.clone());
        lock(&self.0.nudges).push(sender);
        let headers = answer(200, "text/event-stream", Vec::new()).headers;
        sink.opened(200, &headers)?;
        while let Ok(Some(number)) = nudges.recv() {
            sink.chunk(format!("data: {number}\n\n").as_bytes());
        }
        Err(Trouble::HungUp)
    }

    fn hang_up(&self) {
        for listener in lock(&self.1).drain(..) {
            let _ = listener.send(None);
        }
    }
}

fn answer(status: u16, kind: &str, body: Vec<u8>) -> HttpReply {
    let headers = Headers::from([
        (PROTOCOL_HEADER.to_owned(), PROTOCOL.to_owned()),
        ("content-type".to_owned(), kind.to_owned()),
    ]);
    HttpReply {
        status,
        headers,
        body,
    }
}

fn whole(lines: Vec<u8>) -> HttpReply {
    answer(200, CONTENT_TYPE, lines)
}

fn problem(status: u16, code: &str) -> HttpReply {
    let body = format!(r#"{{"type":"urn:x","code":"{code}","title":"No","status":{status}}}"#);
    answer(status, "application/problem+json", body.into_bytes())
}
