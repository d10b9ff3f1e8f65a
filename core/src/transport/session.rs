//! The protocol over a transport.

use outrider_model::wire::{
    CONTENT_TYPE, EnrolReply, EnrolRequest, Exchange, HandoverParcel, HandoverReply,
    HandoverRequest, PROTOCOL, PROTOCOL_HEADER, RemintReply, RemintRequest, TokenReply,
    TokenRequest, WipedRequest,
};
use serde::Serialize;
use serde::de::{DeserializeOwned, IgnoredAny};
use uuid::Uuid;

use super::body::{ENCODING, compress};
use super::proof::{is_of_type, prove, prove_head};
use super::{EventLines, Headers, HttpRequest, Method, Sink, Transport, Trouble};

const JSON: &str = "application/json";
const HANDOVERS: &str = "/v1/handovers";
const EVENTS: &str = "text/event-stream";

/// Speaks for one enrolled phone.
pub struct Session<'a> {
    transport: &'a dyn Transport,
    token: &'a str,
}

impl<'a> Session<'a> {
    /// Speaks over a transport with the token of the enrolment.
    #[must_use]
    pub fn new(transport: &'a dyn Transport, token: &'a str) -> Session<'a> {
        Session { transport, token }
    }

    /// Listens for the numbers that say that there is something new, until the stream ends.
    ///
    /// # Errors
    /// Every [`Trouble`]; nothing depends on it.
    pub fn listen(&self, heard: &mut dyn FnMut(u64)) -> Result<(), Trouble> {
        let mut headers = self.headers();
        headers.insert("accept".into(), EVENTS.into());
        let request = HttpRequest {
            method: Method::Get,
            path: "/v1/events".into(),
            headers,
            body: Vec::new(),
        };
        let mut ear = Ear {
            lines: EventLines::default(),
            heard,
        };
        self.transport.listen(&request, &mut ear)
    }

    /// Asks for a device of the phone's own.
    ///
    /// # Errors
    /// Every [`Trouble`]; after a lost reply the same request brings the same device.
    pub fn remint(&self, request: &RemintRequest) -> Result<RemintReply, Trouble> {
        post(self.transport, "/v1/remint", self.headers(), request)
    }

    /// Says that the phone destroys its content now.
    ///
    /// # Errors
    /// Every [`Trouble`]; saying it again changes nothing.
    pub fn wiped(&self, request: &WipedRequest) -> Result<(), Trouble> {
        let _empty: IgnoredAny = post(self.transport, "/v1/wiped", self.headers(), request)?;
        Ok(())
    }

    /// Leaves a sealed parcel for the person's new phone.
    ///
    /// # Errors
    /// Every [`Trouble`]; the same request again leaves the same parcel.
    pub fn leave_parcel(&self, request: &HandoverRequest) -> Result<HandoverReply, Trouble> {
        post(self.transport, HANDOVERS, self.headers(), request)
    }

    /// Returns a parcel of the person's own.
    ///
    /// # Errors
    /// Every [`Trouble`].
    pub fn parcel(&self, handover: Uuid) -> Result<HandoverParcel, Trouble> {
        let mut headers = self.headers();
        headers.insert("accept".into(), JSON.into());
        let request = HttpRequest {
            method: Method::Get,
            path: format!("{HANDOVERS}/{handover}"),
            headers,
            body: Vec::new(),
        };
        read(self.transport, &request)
    }

    /// Says that everything of a parcel is on this phone.
    ///
    /// # Errors
    /// Every [`Trouble`]; saying it again changes nothing.
    pub fn take_parcel(&self, handover: Uuid) -> Result<(), Trouble> {
        let path = format!("{HANDOVERS}/{handover}/taken");
        let _empty: IgnoredAny = post(self.transport, &path, self.headers(), &())?;
        Ok(())
    }

    fn headers(&self) -> Headers {
        let mut headers = plain_headers();
        headers.insert("authorization".into(), format!("Bearer {}", self.token));
        headers
    }
}

impl Exchange for Session<'_> {
    type Error = Trouble;

    /// Sends the lines of a request and returns those of the reply, proven to come from a server;
    /// whether they are whole, and answer this request, is for whoever reads them.
    fn exchange(&self, request: &[u8]) -> Result<Vec<u8>, Trouble> {
        let mut headers = self.headers();
        headers.insert("accept".into(), CONTENT_TYPE.into());
        headers.insert("accept-encoding".into(), ENCODING.into());
        headers.insert("content-encoding".into(), ENCODING.into());
        headers.insert("content-type".into(), CONTENT_TYPE.into());
        let body = compress(request)?;
        let request = HttpRequest {
            method: Method::Post,
            path: "/v1/sync".into(),
            headers,
            body,
        };
        prove(self.transport.send(&request)?, CONTENT_TYPE)
    }
}

/// Exchanges a one-time code for a session.
///
/// # Errors
/// [`Trouble::Denied`] when the server would not, every other [`Trouble`] on the way. A lost reply
/// leaves a spent code: a new one is needed.
pub fn enrol(transport: &dyn Transport, request: &EnrolRequest) -> Result<EnrolReply, Trouble> {
    post(transport, "/v1/enrol", plain_headers(), request)
}

/// Exchanges a refresh token for the next tokens.
///
/// # Errors
/// As [`enrol`]; after a lost reply the same request brings the same again.
pub fn renew(transport: &dyn Transport, request: &TokenRequest) -> Result<TokenReply, Trouble> {
    post(transport, "/v1/token", plain_headers(), request)
}

fn post<T: DeserializeOwned>(
    transport: &dyn Transport,
    path: &str,
    mut headers: Headers,
    request: &impl Serialize,
) -> Result<T, Trouble> {
    headers.insert("accept".into(), JSON.into());
    headers.insert("content-type".into(), JSON.into());
    let body = serde_json::to_vec(request).map_err(|_| Trouble::Cut)?;
    let request = HttpRequest {
        method: Method::Post,
        path: path.into(),
        headers,
        body,
    };
    read(transport, &request)
}

fn read<T: DeserializeOwned>(
    transport: &dyn Transport,
    request: &HttpRequest,
) -> Result<T, Trouble> {
    let body = prove(transport.send(request)?, JSON)?;
    serde_json::from_slice(&body).map_err(|_| Trouble::Cut)
}

fn plain_headers() -> Headers {
    Headers::from([(PROTOCOL_HEADER.to_owned(), PROTOCOL.to_owned())])
}

struct Ear<'a> {
    lines: EventLines,
    heard: &'a mut dyn FnMut(u64),
}

impl Sink for Ear<'_> {
    fn opened(&mut self, status: u16, headers: &Headers) -> Result<(), Trouble> {
        prove_head(status, headers)?;
        if status == 200 && is_of_type(headers, EVENTS) {
            Ok(())
        } else {
            Err(Trouble::Foreign("no stream of events"))
        }
    }

    fn chunk(&mut self, bytes: &[u8]) {
        for number in self.lines.take(bytes) {
            (self.heard)(number);
        }
    }
}
