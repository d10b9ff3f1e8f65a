use std::sync::Mutex;

use outrider_model::id::RequestId;
use outrider_model::wire::{CONTENT_TYPE, Exchange, PROTOCOL, PROTOCOL_HEADER, ProblemCode};

use super::*;

mod over_http;
mod proofs;

/// Answers every request with the same, and keeps the last request.
struct Canned {
    answer: Result<HttpReply, Trouble>,
    asked: Mutex<Option<HttpRequest>>,
}

impl Canned {
    fn new(answer: Result<HttpReply, Trouble>) -> Canned {
        Canned {
            answer,
            asked: Mutex::new(None),
        }
    }
}

impl Transport for Canned {
    fn send(&self, request: &HttpRequest) -> Result<HttpReply, Trouble> {
        *self.asked.lock().unwrap() = Some(request.clone());
        self.answer.clone()
    }

    fn listen(&self, request: &HttpRequest, sink: &mut dyn Sink) -> Result<(), Trouble> {
        let reply = self.send(request)?;
        sink.opened(reply.status, &reply.headers)?;
        sink.chunk(&reply.body);
        Ok(())
    }

    fn hang_up(&self) {}
}

fn reply(status: u16, headers: &[(&str, &str)], body: &[u8]) -> HttpReply {
    let headers = headers
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    HttpReply {
        status,
        headers: headers.collect(),
        body: body.to_vec(),
    }
}

/// The headers of a server's reply.
fn ours() -> Vec<(&'static str, &'static str)> {
    vec![(PROTOCOL_HEADER, PROTOCOL), ("content-type", CONTENT_TYPE)]
}

fn exchange(answer: Result<HttpReply, Trouble>) -> Result<Vec<u8>, Trouble> {
    Session::new(&Canned::new(answer), "secret").exchange(b"{}\n")
}
