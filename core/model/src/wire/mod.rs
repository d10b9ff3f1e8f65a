//! The wire: one round trip up and down, as lines of JSON.
//!
//! `POST /v1/sync` carries a [`Request`]: a head, one line a change, texts that the server asked
//! for, an end. The answer is a [`Reply`]: a head, one line a verdict, one line a record holding
//! its canonical bytes verbatim, one line a change of this person that the page states as judged,
//! an end. The end holds the count and the SHA-256 of the lines before it: without a right end,
//! nothing of a message counts. Both travel as `application/x-ndjson`, compressed with zstd.

mod account;
mod frame;
mod handover;
pub mod proof;
mod reply;
mod request;

use serde::{Deserialize, Serialize};
use thiserror::Error;

pub use account::{
    EnrolReply, EnrolRequest, FormerPhone, Problem, ProblemCode, RemintReply, RemintRequest,
    TokenReply, TokenRequest, WipedRequest,
};
pub use frame::Lines;
pub use handover::{HandoverParcel, HandoverReply, HandoverRequest};
pub use reply::{
    JudgedLine, RecordLine, Reply, ReplyEnd, ReplyHead, ReplyWriter, VerdictLine, read_reply,
};
pub use request::{PushedChange, PushedText, Request, RequestHead, read_request, write_request};

use crate::audience::Audience;
use crate::canonical::Malformed;
use crate::id::EpochId;

/// The content type of both directions.
pub const CONTENT_TYPE: &str = "application/x-ndjson";
/// The header by which a server shows that it is one, whatever stands between.
pub const PROTOCOL_HEADER: &str = "outrider-protocol";
/// The value of [`PROTOCOL_HEADER`].
pub const PROTOCOL: &str = "1";
/// The most changes in a request.
pub const MAX_CHANGES: usize = 500;
/// The most bytes of a request's lines, beyond its first change.
pub const MAX_BYTES: usize = 1024 * 1024;
/// The most bytes of one change: a text of 256 KiB with every byte escaped, and its books.
pub const MAX_CHANGE: usize = 6 * crate::text::LIMIT + 64 * 1024;
/// The most records that a page may be asked for.
pub const MAX_PAGE: u32 = 20_000;
/// The most audiences that one person may have.
pub const MAX_AUDIENCES: usize = 62;

/// Where a phone stands in its organisation's one sequence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cursor {
    /// The life of the server's database that the sequence belongs to.
    pub epoch: EpochId,
    /// Everything up to and with this sequence has been applied.
    pub seq: u64,
    /// The sequence of the newest change of membership that has been applied.
    pub scope: u64,
}

/// An audience whose older records have to be fetched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Backfill {
    /// Which.
    pub audience: Audience,
    /// Everything up to and with this sequence is here.
    pub after: u64,
    /// Where the feed itself takes over.
    pub until: u64,
}

/// Why a message does not count.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum WireError {
    /// The end is missing, or its count or digest does not fit: the message was cut or changed.
    #[error("the message is not whole")]
    Cut,
    /// A line is no line of this protocol.
    #[error("line {line}: {why}")]
    Line {
        /// Its number, from 1.
        line: usize,
        /// What is wrong.
        why: String,
    },
    /// More changes, bytes or audiences than a message may hold.
    #[error("the message is too large")]
    TooLarge,
}

impl WireError {
    fn line(line: usize, why: impl ToString) -> WireError {
        WireError::Line {
            line,
            why: why.to_string(),
        }
    }
}

impl From<Malformed> for WireError {
    fn from(error: Malformed) -> Self {
        WireError::line(0, error)
    }
}

/// The protocol as a trait: an HTTP client, a server and a fake in a test all are one.
pub trait Exchange {
    /// What can go wrong between the two sides.
    type Error;

    /// Takes the uncompressed lines of a request and answers with those of its reply.
    ///
    /// # Errors
    /// Whatever lies between the sides; nothing may then be taken as received.
    fn exchange(&self, request: &[u8]) -> Result<Vec<u8>, Self::Error>;
}

#[cfg(test)]
mod tests;
