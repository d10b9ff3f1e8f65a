//! The hook of planted defects: whoever holds it may rewrite what the two sides tell each other.

use super::message::Message;

/// The way a body travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// From the phone to the server.
    Up,
    /// From the server to the phone.
    Down,
}

/// What a [`Tamper`] is told about a body.
#[derive(Debug, Clone, Copy)]
pub struct Seen<'a> {
    /// The way the body travels.
    pub direction: Direction,
    /// The name of the line it came by.
    pub phone: &'a str,
    /// The request's path with its query.
    pub path: &'a str,
    /// The reply's status; 0 on the way up.
    pub status: u16,
    /// The headers of this message as they were sent.
    pub headers: &'a [(String, String)],
}

/// Sees every whole body on `/v1/sync`, both ways, and gives the body to send on.
///
/// Bodies are plain: chunks are joined and zstd is opened before, and closed again after. A body
/// given back as it came travels on in its first bytes. Replies that a fault will destroy are seen
/// too. It runs on the proxy's only thread, so it must not wait for the proxy.
pub trait Tamper: Send {
    /// Takes a body and gives the one to send in its place.
    fn body(&mut self, seen: &Seen<'_>, body: Vec<u8>) -> Vec<u8>;
}

impl<F: FnMut(&Seen<'_>, Vec<u8>) -> Vec<u8> + Send> Tamper for F {
    fn body(&mut self, seen: &Seen<'_>, body: Vec<u8>) -> Vec<u8> {
        self(seen, body)
    }
}

/// Shows a message to the tamper and puts what it gives back in the body's place.
pub(super) fn apply(tamper: &mut dyn Tamper, message: &mut Message, seen: (Direction, &str, &str)) {
    let (direction, phone, path) = seen;
    let packed = message
        .head
        .value("content-encoding")
        .is_some_and(|coding| coding == "zstd");
    let carried = message.body();
    // A body that does not open is not ours to judge: it is shown as it came.
    let opened = if packed {
        zstd::decode_all(carried.as_slice()).ok()
    } else {
        None
    };
    let packed = opened.is_some();
    let plain = opened.unwrap_or(carried);
    let told = Seen {
        direction,
        phone,
        path,
        status: message.head.status(),
        headers: &message.head.headers,
    };
    let given = tamper.body(&told, plain.clone());
    if given == plain {
        return;
    }
    let level = zstd::DEFAULT_COMPRESSION_LEVEL;
    message.replace_body(if packed {
        zstd::encode_all(given.as_slice(), level).expect("writing to memory does not fail")
    } else {
        given
    });
}
