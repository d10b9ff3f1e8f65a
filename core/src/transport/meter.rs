//! Counts what goes over the network.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::{Headers, HttpReply, HttpRequest, Network, Sink, Transport, Trouble};

/// What went over the network.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Traffic {
    /// How many requests were made.
    pub exchanges: u64,
    /// Bytes of their heads and bodies, as they travelled; what TLS adds is not counted.
    pub sent: u64,
    /// Bytes of the replies to them.
    pub received: u64,
}

/// What went over the network since it was last asked.
#[derive(Debug, Default)]
pub struct Meter {
    exchanges: AtomicU64,
    sent: AtomicU64,
    received: AtomicU64,
}

impl Meter {
    /// Returns what was counted, and begins anew.
    #[must_use]
    pub fn take(&self) -> Traffic {
        Traffic {
            exchanges: self.exchanges.swap(0, Ordering::Relaxed),
            sent: self.sent.swap(0, Ordering::Relaxed),
            received: self.received.swap(0, Ordering::Relaxed),
        }
    }

    /// Counts this too.
    pub fn add(&self, more: Traffic) {
        self.exchanges.fetch_add(more.exchanges, Ordering::Relaxed);
        self.sent.fetch_add(more.sent, Ordering::Relaxed);
        self.received.fetch_add(more.received, Ordering::Relaxed);
    }

    fn asked(&self, request: &HttpRequest) {
        let head = request.path.len() + size(&request.headers);
        self.add(Traffic {
            exchanges: 1,
            sent: (head + request.body.len()) as u64,
            received: 0,
        });
    }

    fn came(&self, bytes: usize) {
        self.received.fetch_add(bytes as u64, Ordering::Relaxed);
    }
}

/// How long headers are: each name and value with what stands between them.
fn size(headers: &Headers) -> usize {
    headers
        .iter()
        .map(|(name, value)| name.len() + value.len() + 4)
        .sum()
}

/// A network of which every way is counted.
pub struct MeteredNetwork {
    network: Arc<dyn Network>,
    meter: Arc<Meter>,
}

impl MeteredNetwork {
    /// Counts what goes over a network.
    #[must_use]
    pub fn new(network: Arc<dyn Network>, meter: Arc<Meter>) -> MeteredNetwork {
        MeteredNetwork { network, meter }
    }
}

impl Network for MeteredNetwork {
    fn open(&self, address: &str) -> Result<Arc<dyn Transport>, Trouble> {
        Ok(Arc::new(MeteredWay {
            way: self.network.open(address)?,
            meter: self.meter.clone(),
        }))
    }
}

struct MeteredWay {
    way: Arc<dyn Transport>,
    meter: Arc<Meter>,
}

impl Transport for MeteredWay {
    fn send(&self, request: &HttpRequest) -> Result<HttpReply, Trouble> {
        self.meter.asked(request);
        let reply = self.way.send(request)?;
        self.meter.came(size(&reply.headers) + reply.body.len());
        Ok(reply)
    }

    fn listen(&self, request: &HttpRequest, sink: &mut dyn Sink) -> Result<(), Trouble> {
        self.meter.asked(request);
        let mut sink = MeteredSink {
            sink,
            meter: &self.meter,
        };
        self.way.listen(request, &mut sink)
    }

    fn hang_up(&self) {
        self.way.hang_up();
    }
}

struct MeteredSink<'a> {
    sink: &'a mut dyn Sink,
    meter: &'a Meter,
}

impl Sink for MeteredSink<'_> {
    fn opened(&mut self, status: u16, headers: &Headers) -> Result<(), Trouble> {
        self.meter.came(size(headers));
        self.sink.opened(status, headers)
    }

    fn chunk(&mut self, bytes: &[u8]) {
        self.meter.came(bytes.len());
        self.sink.chunk(bytes);
    }
}
