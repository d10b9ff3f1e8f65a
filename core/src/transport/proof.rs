//! Proves that it was a server of ours that answered.

use std::time::Duration;

use outrider_model::wire::{PROTOCOL, PROTOCOL_HEADER, Problem};

use super::body::{ENCODING, decompress};
use super::{Headers, HttpReply, Trouble};

const PROBLEM: &str = "application/problem+json";

/// Returns the decompressed body of a reply that a server of ours gave, of the wanted type.
pub(super) fn prove(reply: HttpReply, wanted: &str) -> Result<Vec<u8>, Trouble> {
    prove_head(reply.status, &reply.headers)?;
    let body = match reply.headers.get("content-encoding").map(String::as_str) {
        None | Some("identity") => reply.body,
        Some(ENCODING) => decompress(&reply.body)?,
        Some(_) => return Err(Trouble::Foreign("an encoding that was not asked for")),
    };
    if matches!(reply.status, 200 | 201) {
        return if is_of_type(&reply.headers, wanted) {
            Ok(body)
        } else {
            Err(Trouble::Foreign("another content type"))
        };
    }
    Err(denied(reply.status, &reply.headers, &body))
}

/// Proves what can be known before the body: who answers, and whether there is time for us.
pub(super) fn prove_head(status: u16, headers: &Headers) -> Result<(), Trouble> {
    match status {
        300..400 => return Err(Trouble::Foreign("a redirect")),
        429 | 503 => return Err(Trouble::Busy(retry_after(headers))),
        _ => {}
    }
    if headers.get(PROTOCOL_HEADER).map(String::as_str) == Some(PROTOCOL) {
        Ok(())
    } else if status == 413 {
        Err(Trouble::TooLargeOnTheWay)
    } else {
        Err(Trouble::Foreign("it does not speak the protocol"))
    }
}

fn denied(status: u16, headers: &Headers, body: &[u8]) -> Trouble {
    let problem = if is_of_type(headers, PROBLEM) {
        serde_json::from_slice(body).ok()
    } else {
        None
    };
    match problem {
        Some(problem) => {
            let problem: Problem = problem;
            Trouble::Denied(Box::new(problem))
        }
        None if status == 413 => Trouble::TooLargeOnTheWay,
        None => Trouble::Foreign("an error without its problem"),
    }
}

pub(super) fn is_of_type(headers: &Headers, wanted: &str) -> bool {
    let given = headers
        .get("content-type")
        .map(String::as_str)
        .unwrap_or_default();
    given
        .split(';')
        .next()
        .unwrap_or_default()
        .trim()
        .eq_ignore_ascii_case(wanted)
}

/// Seconds only: a date would ask the phone's clock, which may be wrong by years.
fn retry_after(headers: &Headers) -> Option<Duration> {
    headers
        .get("retry-after")?
        .trim()
        .parse()
        .ok()
        .map(Duration::from_secs)
}
