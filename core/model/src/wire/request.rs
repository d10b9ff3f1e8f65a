//! What a phone sends.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::frame::{Lines, split};
use super::{Backfill, Cursor, MAX_AUDIENCES, MAX_BYTES, MAX_CHANGE, MAX_CHANGES, WireError};
use crate::canonical::Malformed;
use crate::id::{RecordId, RequestId};
use crate::text::LIMIT;

/// The first line of a request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RequestHead {
    /// Echoed by the reply.
    pub request: RequestId,
    /// What this client can do; words that the server does not know are ignored.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub can: BTreeSet<String>,
    /// Where the phone stands; absent before its first page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<Cursor>,
    /// What it still has to fetch of older records.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub backfill: Vec<Backfill>,
    /// How many records it wants at most.
    pub limit: u32,
    /// The device's wall clock, microseconds since 1970 (UTC).
    pub clock: i64,
    /// How many changes and drafts are on the phone alone, those of this request included.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub waiting: Option<u64>,
}

/// One change on its way up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PushedChange {
    /// The device's number for it.
    pub sequence: u64,
    /// Its canonical bytes.
    pub bytes: Vec<u8>,
}

/// A text that the server asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PushedText {
    /// The record it belongs to.
    pub of: RecordId,
    /// The text.
    pub text: String,
}

/// A whole request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// Its first line.
    pub head: RequestHead,
    /// The changes, in the device's order.
    pub changes: Vec<PushedChange>,
    /// The texts.
    pub texts: Vec<PushedText>,
}

#[derive(Serialize, Deserialize)]
struct RequestEnd {
    end: u64,
    sha256: String,
}

#[derive(Deserialize)]
struct Line<'a> {
    #[serde(borrow, default)]
    change: Option<&'a RawValue>,
    #[serde(default)]
    sequence: Option<u64>,
    #[serde(borrow, default)]
    text: Option<&'a RawValue>,
}

/// Writes a request.
///
/// # Errors
/// [`Malformed`] never for values of these types.
pub fn write_request(request: &Request) -> Result<Vec<u8>, Malformed> {
    let mut lines = Lines::default();
    lines.put(&request.head)?;
    for change in &request.changes {
        let sequence = change.sequence.to_string();
        lines.put_raw(&[
            b"{\"sequence\":",
            sequence.as_bytes(),
            b",\"change\":",
            &change.bytes,
            b"}",
        ]);
    }
    for text in &request.texts {
        lines.put(&serde_json::json!({ "text": text }))?;
    }
    let (end, sha256) = lines.seal();
    lines.put(&RequestEnd { end, sha256 })?;
    Ok(lines.into_bytes())
}

/// Reads a request and proves it whole.
///
/// # Errors
/// [`WireError::Cut`] without a right end, [`WireError::TooLarge`] beyond the limits,
/// [`WireError::Line`] for a line that is none of a request.
pub fn read_request(bytes: &[u8]) -> Result<Request, WireError> {
    let framed = split(bytes)?;
    let end: RequestEnd = serde_json::from_slice(framed.end).map_err(|_| WireError::Cut)?;
    framed.prove(end.end, &end.sha256)?;
    let mut lines = framed.lines.into_iter().enumerate();
    let (_, head) = lines.next().ok_or(WireError::Cut)?;
    let head: RequestHead = serde_json::from_slice(head).map_err(|why| WireError::line(1, why))?;
    let mut request = Request {
        head,
        changes: Vec::new(),
        texts: Vec::new(),
    };
    for (index, line) in lines {
        let read: Line<'_> =
            serde_json::from_slice(line).map_err(|why| WireError::line(index + 1, why))?;
        match read {
            Line {
                change: Some(change),
                sequence: Some(sequence),
                text: None,
            } => {
                let bytes = change.get().as_bytes().to_vec();
                request.changes.push(PushedChange { sequence, bytes });
            }
            Line {
                change: None,
                sequence: None,
                text: Some(text),
            } => {
                let text = serde_json::from_str(text.get())
                    .map_err(|why| WireError::line(index + 1, why))?;
                request.texts.push(text);
            }
            Line { .. } => return Err(WireError::line(index + 1, "neither a change nor a text")),
        }
    }
    admit(&request)?;
    Ok(request)
}

/// One change may be as large as the largest legal one; beyond it, a request has its limit.
fn admit(request: &Request) -> Result<(), WireError> {
    let beyond_first: usize = request
        .changes
        .iter()
        .skip(1)
        .map(|change| change.bytes.len())
        .sum();
    let is_over = request.changes.len() > MAX_CHANGES
        || request.texts.len() > MAX_CHANGES
        || request.head.backfill.len() > MAX_AUDIENCES
        || request.texts.iter().any(|text| text.text.len() > LIMIT)
        || beyond_first > MAX_BYTES
        || request
            .changes
            .iter()
            .any(|change| change.bytes.len() > MAX_CHANGE);
    if is_over {
        Err(WireError::TooLarge)
    } else {
        Ok(())
    }
}
