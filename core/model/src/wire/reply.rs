//! What a server answers.

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::frame::{Lines, hex, split};
use super::{Backfill, Cursor, WireError};
use crate::audience::Audience;
use crate::canonical::Malformed;
use crate::decide::Verdict;
use crate::id::{ChangeId, EpochId, RecordId, RequestId};

/// The first line of a reply.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReplyHead {
    /// The request that this answers.
    pub request: RequestId,
    /// The server's clock, microseconds since 1970 (UTC).
    pub now: i64,
    /// The present life of the server's database.
    pub epoch: EpochId,
    /// The phone's audiences; lines name them by their place here.
    pub audiences: Vec<Audience>,
    /// Audiences that the phone has lost since its scope.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub drop: Vec<Audience>,
    /// Audiences that the phone has gained since its scope.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub backfill: Vec<Backfill>,
    /// Set when the phone's cursor says nothing here: it starts anew, and what the feed does not
    /// bring goes at the end, unless changes of it are pending.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub resync: bool,
    /// Set when the phone's epoch ended below what the phone knows: verdicts above this sequence
    /// count no more, and their changes are to be sent again. Zero means all of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fork: Option<u64>,
    /// Set when a number of the phone came with two changes: it is a copy of another, and is to
    /// ask for a device of its own.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub remint: bool,
}

/// The verdict on a change of this request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct VerdictLine {
    /// Which change.
    pub change: ChangeId,
    /// What was said.
    pub verdict: Verdict,
    /// Where history has it; absent while it is not judged for good.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seq: Option<u64>,
}

/// A change of this person that the page states as judged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct JudgedLine {
    /// Which change.
    pub judged: ChangeId,
    /// Its hash, lower-case hex; see [`crate::change::hash`].
    pub hash: String,
    /// What was said.
    pub verdict: Verdict,
    /// Where history has it.
    pub seq: u64,
}

/// A record of the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordLine<'a> {
    /// Its id, and its canonical bytes unless it is gone for this phone.
    pub id: RecordId,
    /// The sequence of its last change.
    pub seq: u64,
    /// Places in the head's audiences; empty when the record is gone.
    pub seen_in: Vec<u8>,
    /// Its canonical bytes, verbatim; none when it is gone.
    pub bytes: Option<&'a [u8]>,
}

/// The last line of a reply.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReplyEnd {
    /// How many lines stand before it.
    pub end: u64,
    /// The SHA-256 of those lines with their line breaks, lower-case hex.
    pub sha256: String,
    /// Where the phone stands once the page is applied.
    pub cursor: Cursor,
    /// How far the backfill is that this page served, if it served one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub backfilled: Option<Backfill>,
    /// Whether there is more to fetch now.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub more: bool,
}

/// A whole reply, borrowing the bytes it was read of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply<'a> {
    /// Its first line.
    pub head: ReplyHead,
    /// The verdicts on the request's changes, in the request's order.
    pub verdicts: Vec<VerdictLine>,
    /// The page, in the feed's order.
    pub records: Vec<RecordLine<'a>>,
    /// The changes of this person that the page states as judged.
    pub judged: Vec<JudgedLine>,
    /// Its last line.
    pub end: ReplyEnd,
}

/// Writes a reply line by line.
#[derive(Debug)]
pub struct ReplyWriter {
    lines: Lines,
}

impl ReplyWriter {
    /// Begins a reply.
    ///
    /// # Errors
    /// [`Malformed`] never for values of this type.
    pub fn begin(head: &ReplyHead) -> Result<ReplyWriter, Malformed> {
        let mut lines = Lines::default();
        lines.put(head)?;
        Ok(ReplyWriter { lines })
    }

    /// Adds a verdict.
    ///
    /// # Errors
    /// [`Malformed`] never for values of this type.
    pub fn verdict(&mut self, line: &VerdictLine) -> Result<(), Malformed> {
        self.lines.put(line)
    }

    /// Adds a record, its bytes verbatim.
    pub fn record(&mut self, seq: u64, seen_in: &[u8], bytes: &[u8]) {
        let seq = seq.to_string();
        let places: Vec<String> = seen_in.iter().map(u8::to_string).collect();
        let places = places.join(",");
        let head: [&[u8]; 5] = [
            b"{\"in\":[",
            places.as_bytes(),
            b"],\"seq\":",
            seq.as_bytes(),
            b",\"record\":",
        ];
        self.lines.put_raw(&[&head.concat(), bytes, b"}"]);
    }

    /// Says that a record is gone for this phone.
    pub fn gone(&mut self, seq: u64, id: RecordId) {
        let line = format!("{{\"gone\":\"{id}\",\"seq\":{seq}}}");
        self.lines.put_raw(&[line.as_bytes()]);
    }

    /// States a change of this person as judged.
    ///
    /// # Errors
    /// [`Malformed`] never for values of this type.
    pub fn judged(
        &mut self,
        change: ChangeId,
        hash: &[u8],
        verdict: Verdict,
        seq: u64,
    ) -> Result<(), Malformed> {
        self.lines.put(&JudgedLine {
            judged: change,
            hash: hex(hash),
            verdict,
            seq,
        })
    }

    /// Ends the reply and returns its bytes.
    ///
    /// # Errors
    /// [`Malformed`] never for values of this type.
    pub fn end(
        mut self,
        cursor: Cursor,
        backfilled: Option<Backfill>,
        more: bool,
    ) -> Result<Vec<u8>, Malformed> {
        let (end, sha256) = self.lines.seal();
        self.lines.put(&ReplyEnd {
            end,
            sha256,
            cursor,
            backfilled,
            more,
        })?;
        Ok(self.lines.into_bytes())
    }
}

#[derive(Deserialize)]
struct Outline<'a> {
    #[serde(rename = "in", default)]
    seen_in: Vec<u8>,
    #[serde(default)]
    seq: Option<u64>,
    #[serde(borrow, default)]
    record: Option<&'a RawValue>,
    #[serde(default)]
    gone: Option<RecordId>,
    #[serde(default)]
    change: Option<ChangeId>,
    #[serde(default)]
    judged: Option<ChangeId>,
}

/// Reads a reply and proves it whole.
///
/// # Errors
/// [`WireError::Cut`] without a right end, [`WireError::Line`] for a line that is none of a reply.
pub fn read_reply(bytes: &[u8]) -> Result<Reply<'_>, WireError> {
    let framed = split(bytes)?;
    let end: ReplyEnd = serde_json::from_slice(framed.end).map_err(|_| WireError::Cut)?;
    framed.prove(end.end, &end.sha256)?;
    let mut lines = framed.lines.into_iter().enumerate();
    let (_, head) = lines.next().ok_or(WireError::Cut)?;
    let head: ReplyHead = serde_json::from_slice(head).map_err(|why| WireError::line(1, why))?;
    let mut reply = Reply {
        head,
        verdicts: Vec::new(),
        records: Vec::new(),
        judged: Vec::new(),
        end,
    };
    for (index, line) in lines {
        read_line(&mut reply, line).map_err(|why| WireError::line(index + 1, why))?;
    }
    Ok(reply)
}

fn read_line<'a>(reply: &mut Reply<'a>, line: &'a [u8]) -> Result<(), Malformed> {
    let read: Outline<'a> = serde_json::from_slice(line)?;
    match read {
        Outline {
            record: Some(record),
            seq: Some(seq),
            seen_in,
            ..
        } => {
            let bytes = record.get().as_bytes();
            let (_, id) = crate::record::kind_and_id(bytes)?;
            reply.records.push(RecordLine {
                id,
                seq,
                seen_in,
                bytes: Some(bytes),
            });
        }
        Outline {
            gone: Some(id),
            seq: Some(seq),
            ..
        } => {
            reply.records.push(RecordLine {
                id,
                seq,
                seen_in: Vec::new(),
                bytes: None,
            });
        }
        Outline {
            change: Some(_), ..
        } => reply.verdicts.push(serde_json::from_slice(line)?),
        Outline {
            judged: Some(_), ..
        } => reply.judged.push(serde_json::from_slice(line)?),
        Outline { .. } => return Err(Malformed::Shape("no line of a reply".into())),
    }
    Ok(())
}
