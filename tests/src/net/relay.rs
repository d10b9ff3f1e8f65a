//! One connection of a phone: exchange after exchange, whole or as a fault leaves it.

use std::io;
use std::ops::ControlFlow;
use std::sync::Arc;

use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};

use super::line::Wire;
use super::message::{Head, Message};
use super::plan::Fault;
use super::proxy::{Shared, locked};
use super::source::Source;
use super::tamper::{self, Direction};

/// Whether the phone's connection may carry another exchange.
type Flow = ControlFlow<()>;

/// Where the portal's own pages stand.
const PORTAL: &str = "/portal/";

const PORTAL_PAGE: &str = "<!doctype html><html><head><title>Welcome to our guest network</title>\
</head><body><form method=\"post\" action=\"/portal/accept\"><p>Please accept our terms to go on.\
</p><button>Accept</button></form></body></html>";

/// Carries what a phone sends on one connection, until either side ends it or the line goes dead.
pub(super) async fn carry(client: TcpStream, wire: &Arc<Wire>, shared: &Arc<Shared>) {
    let mut switch = wire.online.subscribe();
    // Without it small replies only wait longer; nothing else changes.
    let _ = client.set_nodelay(true);
    let mut phone = Phone {
        client: Source::new(client),
        wire,
        shared,
    };
    // The switch is read first: a connection taken while the line is dead carries nothing.
    let died = tokio::select! {
        biased;
        _ = switch.wait_for(|online| !online) => true,
        ended = phone.exchanges() => ended.is_err(),
    };
    if died {
        phone.reset();
    }
}

struct Phone<'a> {
    client: Source<TcpStream>,
    wire: &'a Arc<Wire>,
    shared: &'a Arc<Shared>,
}

impl Phone<'_> {
    async fn exchanges(&mut self) -> io::Result<()> {
        while let Some(head) = self.client.head().await? {
            if head.expects_leave() {
                self.answer(b"HTTP/1.1 100 Continue\r\n\r\n").await?;
            }
            let framing = head.request_framing()?;
            let request = self.client.body(head, framing).await?;
            let last = request.head.closes();
            if self.exchange(request).await?.is_break() || last {
                break;
            }
        }
        Ok(())
    }

    async fn exchange(&mut self, mut request: Message) -> io::Result<Flow> {
        let path = request.head.path().to_owned();
        if path.starts_with(PORTAL) {
            return self.show_page().await;
        }
        // Connected first: where there is no server, no fault is used up.
        let mut server = Server::connect(self.shared).await?;
        let fault = self.wire.draw(&path);
        match fault {
            Some(Fault::CutBeforeCommit) => return self.cut_before_commit(request, server).await,
            Some(Fault::Portal) => return self.stand_in().await,
            Some(Fault::CutAfterCommit | Fault::Truncated | Fault::LostReply | Fault::Delay)
            | None => {}
        }
        self.tamper(Direction::Up, &path, &mut request);
        if fault == Some(Fault::CutAfterCommit) {
            return self.cut_after_commit(request, server).await;
        }
        let head = server.ask(&request).await?;
        if head.is_event_stream() {
            return self.stream(head, server, fault).await;
        }
        let framing = head.reply_framing(request.head.method())?;
        let mut reply = server.replies.body(head, framing).await?;
        self.tamper(Direction::Down, &path, &mut reply);
        self.hand_on(reply, fault).await
    }

    fn tamper(&self, direction: Direction, path: &str, message: &mut Message) {
        if !path.starts_with("/v1/sync") {
            return;
        }
        if let Some(tamper) = locked(&self.shared.tamper).as_deref_mut() {
            tamper::apply(tamper, message, (direction, &self.wire.name, path));
        }
    }

    async fn hand_on(&mut self, reply: Message, fault: Option<Fault>) -> io::Result<Flow> {
        match fault {
            Some(Fault::LostReply) => {
                self.shared.count(fault);
                self.reset();
                return Ok(Flow::Break(()));
            }
            Some(Fault::Truncated) => return self.truncate(reply).await,
            Some(Fault::Delay) => {
                self.shared.count(fault);
                tokio::time::sleep(self.wire.hold()).await;
            }
            Some(Fault::CutBeforeCommit | Fault::CutAfterCommit | Fault::Portal) | None => {}
        }
        self.shared.count(None);
        self.answer(&reply.bytes()).await?;
        Ok(if reply.ends_by_closing() {
            Flow::Break(())
        } else {
            Flow::Continue(())
        })
    }

    /// Sends less than the whole request and leaves both sides with a dead connection.
    async fn cut_before_commit(&mut self, request: Message, server: Server) -> io::Result<Flow> {
        let bytes = request.bytes();
        let head = request.head_length();
        // In the body where there is one, else inside the head.
        let low = if bytes.len() > head { head } else { 1 };
        let Server {
            mut requests,
            replies: _replies,
        } = server;
        requests
            .write_all(&bytes[..self.wire.within(low, bytes.len())])
            .await?;
        self.shared.count(Some(Fault::CutBeforeCommit));
        self.reset();
        Ok(Flow::Break(()))
    }

    /// Sends the whole request, cuts the phone off, and lets the server finish its answer: a
    /// server that sees its peer leave may drop the request, and then nothing was committed.
    async fn cut_after_commit(&mut self, request: Message, mut server: Server) -> io::Result<Flow> {
        server.requests.write_all(&request.bytes()).await?;
        tokio::spawn(async move {
            let head = reply_head(&mut server.replies).await?;
            if head.is_event_stream() {
                return Ok(());
            }
            let framing = head.reply_framing(request.head.method())?;
            server.replies.body(head, framing).await.map(drop)
        });
        self.shared.count(Some(Fault::CutAfterCommit));
        self.reset();
        Ok(Flow::Break(()))
    }

    /// Sends the beginning of a reply: cut, or framed as if it were the whole.
    async fn truncate(&mut self, mut reply: Message) -> io::Result<Flow> {
        let mut body = reply.body();
        self.shared.count(Some(Fault::Truncated));
        if !body.is_empty() && self.wire.within(0, 2) == 1 {
            body.truncate(self.wire.within(0, body.len()));
            reply.replace_body(body);
            self.answer(&reply.bytes()).await?;
            return Ok(Flow::Continue(()));
        }
        let bytes = reply.bytes();
        let head = reply.head_length();
        let low = if bytes.len() > head { head } else { 1 };
        // Ended in order rather than reset, so that the part before the cut does arrive.
        self.answer(&bytes[..self.wire.within(low, bytes.len())])
            .await?;
        Ok(Flow::Break(()))
    }

    async fn stand_in(&mut self) -> io::Result<Flow> {
        self.shared.count(Some(Fault::Portal));
        if self.wire.within(0, 2) == 1 {
            return self.show_page().await;
        }
        let local = self.client.stream().local_addr()?;
        let moved = format!(
            "HTTP/1.1 302 Found\r\nlocation: http://{local}{PORTAL}\r\ncontent-length: 0\r\n\r\n"
        );
        self.answer(moved.as_bytes()).await?;
        Ok(Flow::Continue(()))
    }

    async fn show_page(&mut self) -> io::Result<Flow> {
        let length = PORTAL_PAGE.len();
        let page = format!(
            "HTTP/1.1 200 OK\r\ncontent-type: text/html; charset=utf-8\r\n\
             content-length: {length}\r\n\r\n{PORTAL_PAGE}"
        );
        self.answer(page.as_bytes()).await?;
        Ok(Flow::Continue(()))
    }

    /// Passes events on as they come, until either side ends; a fault ends them at their head.
    async fn stream(
        &mut self,
        head: Head,
        server: Server,
        fault: Option<Fault>,
    ) -> io::Result<Flow> {
        self.shared.count(fault);
        match fault {
            None => {}
            Some(Fault::Delay) => tokio::time::sleep(self.wire.hold()).await,
            Some(
                Fault::CutBeforeCommit
                | Fault::CutAfterCommit
                | Fault::Truncated
                | Fault::Portal
                | Fault::LostReply,
            ) => {
                self.reset();
                return Ok(Flow::Break(()));
            }
        }
        self.answer(head.bytes()).await?;
        // Held until the end: a server may take a closed half for a phone that left.
        let Server {
            requests: _requests,
            mut replies,
        } = server;
        loop {
            let events = tokio::select! {
                events = replies.any() => events?,
                _ = self.client.any() => return Ok(Flow::Break(())),
            };
            if events.is_empty() {
                return Ok(Flow::Break(()));
            }
            self.answer(&events).await?;
        }
    }

    async fn answer(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.client.stream_mut().write_all(bytes).await
    }

    /// Makes the end of the phone's connection a reset.
    fn reset(&self) {
        // A socket that refuses the option is closed in order, which the phone survives as well.
        let _ = self.client.stream().set_zero_linger();
    }
}

/// A connection to the server, one for each exchange, so that a restarted server is found again.
struct Server {
    requests: OwnedWriteHalf,
    replies: Source<OwnedReadHalf>,
}

impl Server {
    async fn connect(shared: &Shared) -> io::Result<Self> {
        let stream = TcpStream::connect(shared.upstream()).await?;
        stream.set_nodelay(true)?;
        let (replies, requests) = stream.into_split();
        Ok(Self {
            requests,
            replies: Source::new(replies),
        })
    }

    /// Sends a request and reads the head of its reply, which may come before all was taken.
    async fn ask(&mut self, request: &Message) -> io::Result<Head> {
        let bytes = request.bytes();
        let Self { requests, replies } = self;
        let sending = async {
            // A server that refuses early stops reading; its reply decides, not this error.
            let _ = requests.write_all(&bytes).await;
            std::future::pending::<io::Result<Head>>().await
        };
        tokio::select! {
            head = reply_head(replies) => head,
            head = sending => head,
        }
    }
}

/// Reads the head of a reply, past those that only announce it.
async fn reply_head(replies: &mut Source<OwnedReadHalf>) -> io::Result<Head> {
    loop {
        let head = replies.head().await?.ok_or(io::ErrorKind::UnexpectedEof)?;
        if !matches!(head.status(), 100..=199) {
            return Ok(head);
        }
    }
}
