//! HTTP over TLS.

use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use reqwest::redirect::Policy;
use reqwest::{Client, Response, Url};
use rustls::pki_types::CertificateDer;
use rustls::{ClientConfig, RootCertStore};
use tokio::runtime::{Builder, Runtime};
use tokio::sync::watch;
use tokio::time::timeout;

use super::{
    Headers, HttpReply, HttpRequest, MAX_REPLY, Method, Network, Sink, Transport, Trouble,
};

/// How long until a server must have been reached.
const CONNECT: Duration = Duration::from_secs(10);
/// How long a reply may stand still.
const IDLE: Duration = Duration::from_secs(15);
/// The same for a stream of events, in which the server speaks up every now and then.
const QUIET: Duration = Duration::from_secs(90);
/// How long a connection may rest and still be used again: servers close theirs after 15 seconds,
/// and nobody reads the end of it before the next request is lost on it.
const REST: Duration = Duration::from_secs(10);
/// How slowly bytes may move, on average, beyond the first moments: a second for so many.
const BYTES_A_SECOND: u64 = 512;

/// A server by its address, over HTTP/2 or HTTP/1.1 with TLS; without TLS on loopback only.
///
/// Redirects are never followed: a server has none, a captive portal has.
pub struct HttpTransport {
    base: Url,
    trust: Trust,
    client: Client,
    runtime: Own,
    hung_up: watch::Sender<bool>,
}

/// A runtime that waits for nothing when it is let go: looking up a name may take very long.
struct Own(Option<Runtime>);

impl Own {
    fn new() -> Result<Own, Trouble> {
        let runtime = Builder::new_current_thread()
            .enable_io()
            .enable_time()
            .build();
        runtime
            .map(Some)
            .map(Own)
            .map_err(|error| Trouble::Unreachable(error.kind().to_string()))
    }

    fn block_on<T>(&self, work: impl Future<Output = Result<T, Trouble>>) -> Result<T, Trouble> {
        self.0
            .as_ref()
            .map_or(Err(Trouble::HungUp), |runtime| runtime.block_on(work))
    }
}

impl Drop for Own {
    fn drop(&mut self) {
        if let Some(runtime) = self.0.take() {
            runtime.shutdown_background();
        }
    }
}

impl HttpTransport {
    /// Prepares for a server; connects only when something is sent.
    ///
    /// # Errors
    /// [`Trouble::Unreachable`] for an address that is none, or is without TLS and not on this
    /// device, and when the system has no certificates or no threads to give.
    pub fn new(address: &str) -> Result<HttpTransport, Trouble> {
        HttpTransport::trusting(address, &[])
    }

    /// As [`HttpTransport::new`], with root certificates (DER) that count in place of the
    /// platform's; with none of them the platform says whom to trust.
    ///
    /// # Errors
    /// Those of [`HttpTransport::new`], and [`Trouble::Unreachable`] when no certificate among them
    /// can be read.
    pub fn trusting(address: &str, roots: &[Vec<u8>]) -> Result<HttpTransport, Trouble> {
        let base = base(address)?;
        let trust = Trust::of(&base, roots)?;
        let client = client(&trust)?;
        let runtime = Own::new()?;
        Ok(HttpTransport {
            base,
            trust,
            client,
            runtime,
            hung_up: watch::Sender::new(false),
        })
    }

    /// Runs until it is done, or until somebody hangs up.
    fn run<T>(
        &self,
        runtime: &Own,
        work: impl Future<Output = Result<T, Trouble>>,
    ) -> Result<T, Trouble> {
        let mut hung_up = self.hung_up.subscribe();
        runtime.block_on(async {
            tokio::select! {
                biased;
                _ = hung_up.wait_for(|is_so| *is_so) => Err(Trouble::HungUp),
                result = work => result,
            }
        })
    }

    async fn open(&self, client: &Client, request: &HttpRequest) -> Result<Response, Trouble> {
        let url = self
            .base
            .join(&request.path)
            .map_err(|_| Trouble::Unreachable("no such path".into()))?;
        let mut builder = match request.method {
            Method::Get => client.get(url),
            Method::Post => client.post(url),
        };
        for (name, value) in &request.headers {
            builder = builder.header(name, value);
        }
        let patience = CONNECT + IDLE + moving(request.body.len());
        let sent = timeout(patience, builder.body(request.body.clone()).send()).await;
        sent.map_err(|_| Trouble::Timeout)?
            .map_err(|error| trouble(&error))
    }

    async fn whole(&self, request: &HttpRequest) -> Result<HttpReply, Trouble> {
        let mut response = self.open(&self.client, request).await?;
        let (status, headers) = head(&response);
        let begun = tokio::time::Instant::now();
        let mut body = Vec::new();
        loop {
            let patience = (IDLE + moving(body.len()))
                .saturating_sub(begun.elapsed())
                .min(IDLE);
            let chunk = timeout(patience, response.chunk())
                .await
                .map_err(|_| Trouble::Timeout)?;
            let Some(chunk) = chunk.map_err(|error| trouble(&error))? else {
                break;
            };
            if body.len() + chunk.len() > MAX_REPLY {
                return Err(Trouble::Cut);
            }
            body.extend_from_slice(&chunk);
        }
        Ok(HttpReply {
            status,
            headers,
            body,
        })
    }
}

impl Transport for HttpTransport {
    fn send(&self, request: &HttpRequest) -> Result<HttpReply, Trouble> {
        self.run(&self.runtime, self.whole(request))
    }

    /// Has a connection and a runtime of its own, so that it ends with the call.
    fn listen(&self, request: &HttpRequest, sink: &mut dyn Sink) -> Result<(), Trouble> {
        let client = client(&self.trust)?;
        self.run(&Own::new()?, async {
            let mut response = self.open(&client, request).await?;
            let (status, headers) = head(&response);
            sink.opened(status, &headers)?;
            loop {
                let chunk = timeout(QUIET, response.chunk())
                    .await
                    .map_err(|_| Trouble::Timeout)?;
                match chunk.map_err(|error| trouble(&error))? {
                    Some(chunk) => sink.chunk(&chunk),
                    None => return Ok(()),
                }
            }
        })
    }

    fn hang_up(&self) {
        self.hung_up.send_replace(true);
    }
}

/// The network of the device.
#[derive(Clone, Debug, Default)]
pub struct HttpNetwork {
    roots: Vec<Vec<u8>>,
}

impl HttpNetwork {
    /// Trusts root certificates (DER) in place of the platform's, for systems whose own cannot be
    /// asked from here: Android's shell hands in those of its `AndroidCAStore`. Those that cannot
    /// be read are passed over; with none at all the platform says whom to trust.
    #[must_use]
    pub fn trusting(roots: Vec<Vec<u8>>) -> HttpNetwork {
        HttpNetwork { roots }
    }
}

impl Network for HttpNetwork {
    fn open(&self, address: &str) -> Result<Arc<dyn Transport>, Trouble> {
        Ok(Arc::new(HttpTransport::trusting(address, &self.roots)?))
    }
}

/// Reads the address of a server, which always ends in a slash.
fn base(address: &str) -> Result<Url, Trouble> {
    let no_address = || Trouble::Unreachable("this is no server's address".into());
    let url = Url::parse(address.trim()).map_err(|_| no_address())?;
    let is_allowed = match url.scheme() {
        "https" => true,
        "http" => is_loopback(&url),
        _ => false,
    };
    let is_bare = url.username().is_empty() && url.password().is_none() && url.query().is_none();
    if is_allowed && is_bare && url.has_host() && url.path() == "/" {
        Ok(url)
    } else {
        Err(no_address())
    }
}

fn is_loopback(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default();
    let host = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost"
        || host
            .parse()
            .is_ok_and(|address: IpAddr| address.is_loopback())
}

/// Whom to believe that he is the server.
enum Trust {
    /// On loopback no TLS is spoken, so that no certificates need to be on the device.
    Nobody(ClientConfig),
    /// Whom the platform believes.
    Platform,
    /// Whom these certificates speak for.
    Roots(ClientConfig),
}

impl Trust {
    fn of(base: &Url, roots: &[Vec<u8>]) -> Result<Trust, Trouble> {
        if base.scheme() != "https" {
            return Ok(Trust::Nobody(configured(RootCertStore::empty())?));
        }
        if roots.is_empty() {
            return Ok(Trust::Platform);
        }
        let mut store = RootCertStore::empty();
        let roots = roots.iter().map(|root| CertificateDer::from_slice(root));
        if store.add_parsable_certificates(roots).0 == 0 {
            let none = "none of the certificates can be read";
            return Err(Trouble::Unreachable(none.into()));
        }
        let mut config = configured(store)?;
        // What is asked for by itself where the platform decides.
        config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
        Ok(Trust::Roots(config))
    }
}

fn configured(roots: RootCertStore) -> Result<ClientConfig, Trouble> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|error| Trouble::Unreachable(error.to_string()))?
        .with_root_certificates(roots)
        .with_no_client_auth();
    Ok(config)
}

fn client(trust: &Trust) -> Result<Client, Trouble> {
    let builder = Client::builder()
        .connect_timeout(CONNECT)
        .redirect(Policy::none())
        .pool_idle_timeout(REST)
        .tcp_nodelay(true);
    let builder = match trust {
        Trust::Nobody(config) => builder.no_proxy().tls_backend_preconfigured(config.clone()),
        Trust::Platform => {
            // Whoever was first has installed a provider.
            let _ = rustls::crypto::ring::default_provider().install_default();
            builder.https_only(true)
        }
        Trust::Roots(config) => builder
            .https_only(true)
            .tls_backend_preconfigured(config.clone()),
    };
    builder.build().map_err(|error| trouble(&error))
}

fn head(response: &Response) -> (u16, Headers) {
    let headers = response.headers().iter().filter_map(|(name, value)| {
        Some((name.as_str().to_owned(), value.to_str().ok()?.to_owned()))
    });
    (response.status().as_u16(), headers.collect())
}

/// How long so many bytes may take at the slowest.
fn moving(bytes: usize) -> Duration {
    Duration::from_secs(u64::try_from(bytes).unwrap_or(u64::MAX) / BYTES_A_SECOND)
}

/// Says what an error means, without the address that it names.
fn trouble(error: &reqwest::Error) -> Trouble {
    if error.is_timeout() && !error.is_connect() {
        Trouble::Timeout
    } else if error.is_connect() || error.is_builder() || error.is_dns() {
        Trouble::Unreachable(innermost(error))
    } else {
        Trouble::Cut
    }
}

fn innermost(error: &reqwest::Error) -> String {
    let mut cause: &dyn std::error::Error = error;
    while let Some(next) = cause.source() {
        cause = next;
    }
    cause.to_string()
}
