//! Accepts connections and serves them: HTTP/1.1 in the clear on loopback, HTTP/1.1 and HTTP/2
//! behind TLS. Slow clients are cut off; a stop lets open requests end.

mod tls;

use std::net::SocketAddr;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::http::Request;
use hyper::body::Incoming;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::graceful::{GracefulShutdown, Watcher};
use thiserror::Error;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, watch};
use tokio_rustls::TlsAcceptor;
use tower::ServiceExt;

use crate::config::{Listening, Patience};

/// Why the server does not listen.
#[derive(Debug, Error)]
pub enum ListenError {
    /// Other machines could read along.
    #[error(
        "{0} can be reached from other machines: give --tls-cert and --tls-key, or --behind-proxy \
         when a proxy in front ends TLS"
    )]
    InTheClear(SocketAddr),
    /// The address cannot be bound.
    #[error("{address}: {why}")]
    Bind {
        /// Which.
        address: SocketAddr,
        /// What the system says.
        why: std::io::Error,
    },
    /// Certificate or key are not usable.
    #[error("TLS: {0}")]
    Tls(String),
}

/// Whom a request comes from, by the connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Peer(pub SocketAddr);

/// A bound address, ready to serve.
pub struct Door {
    listener: TcpListener,
    acceptor: Option<TlsAcceptor>,
    patience: Patience,
    address: SocketAddr,
}

impl Door {
    /// Binds the address.
    ///
    /// # Errors
    /// [`ListenError::InTheClear`] for an address that other machines reach without TLS,
    /// [`ListenError::Bind`] and [`ListenError::Tls`] as the system says; nothing then listens.
    pub async fn open(listening: &Listening, patience: Patience) -> Result<Door, ListenError> {
        let acceptor = listening.tls.as_ref().map(tls::acceptor).transpose()?;
        let address = listening.address;
        if acceptor.is_none() && !address.ip().is_loopback() && !listening.is_behind_proxy {
            return Err(ListenError::InTheClear(address));
        }
        let refuse = |why| ListenError::Bind { address, why };
        let listener = TcpListener::bind(address).await.map_err(refuse)?;
        let address = listener.local_addr().map_err(refuse)?;
        Ok(Door {
            listener,
            acceptor,
            patience,
            address,
        })
    }

    /// Returns the bound address, with the real port.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Returns the address as people open it, with the real port.
    #[must_use]
    pub fn url(&self) -> String {
        let scheme = if self.acceptor.is_some() {
            "https"
        } else {
            "http"
        };
        format!("{scheme}://{}", self.address)
    }

    /// Serves until `stop` says true, then lets open requests end for a while.
    pub async fn serve(self, router: Router, mut stop: watch::Receiver<bool>) {
        let graceful = GracefulShutdown::new();
        let seats = Arc::new(Semaphore::new(self.patience.connections));
        loop {
            let accepted = tokio::select! {
                accepted = self.listener.accept() => accepted,
                _ = stop.wait_for(|stopping| *stopping) => break,
            };
            let (stream, peer) = match accepted {
                Ok(accepted) => accepted,
                Err(why) => {
                    // Out of file handles, or a client that left early: others must go on.
                    tracing::warn!(%why, "a connection was not accepted");
                    tokio::task::yield_now().await;
                    continue;
                }
            };
            let Ok(seat) = Arc::clone(&seats).try_acquire_owned() else {
                continue;
            };
            let line = Line {
                router: router.clone(),
                peer: Peer(peer),
                patience: self.patience,
                watcher: graceful.watcher(),
            };
            let acceptor = self.acceptor.clone();
            tokio::spawn(async move {
                line.run(stream, acceptor).await;
                drop(seat);
            });
        }
        drop(self.listener);
        let _cut_after_patience =
            tokio::time::timeout(self.patience.stop, graceful.shutdown()).await;
    }
}

/// One connection.
struct Line {
    router: Router,
    peer: Peer,
    patience: Patience,
    watcher: Watcher,
}

impl Line {
    async fn run(self, stream: TcpStream, acceptor: Option<TlsAcceptor>) {
        let _kept_slow_without_it = stream.set_nodelay(true);
        let Some(acceptor) = acceptor else {
            return self.http1(stream).await;
        };
        let handshake =
            tokio::time::timeout(self.patience.handshake, acceptor.accept(stream)).await;
        let Ok(Ok(stream)) = handshake else {
            return;
        };
        let is_h2 = stream.get_ref().1.alpn_protocol() == Some(tls::H2);
        if is_h2 {
            self.http2(stream).await
        } else {
            self.http1(stream).await
        }
    }

    async fn http1(self, stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static) {
        let connection = hyper::server::conn::http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(self.patience.headers)
            .max_buf_size(64 * 1024)
            .serve_connection(TokioIo::new(stream), service(self.router, self.peer));
        let _ended_by_the_client = self.watcher.watch(connection).await;
    }

    async fn http2(self, stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static) {
        let connection = hyper::server::conn::http2::Builder::new(TokioExecutor::new())
            .timer(TokioTimer::new())
            .max_concurrent_streams(64)
            .max_header_list_size(32 * 1024)
            .keep_alive_interval(Some(self.patience.headers))
            .keep_alive_timeout(self.patience.headers)
            .serve_connection(TokioIo::new(stream), service(self.router, self.peer));
        let _ended_by_the_client = self.watcher.watch(connection).await;
    }
}

type Served = std::pin::Pin<
    Box<dyn Future<Output = Result<axum::response::Response, std::convert::Infallible>> + Send>,
>;

fn service(
    router: Router,
    peer: Peer,
) -> impl hyper::service::Service<
    Request<Incoming>,
    Response = axum::response::Response,
    Error = std::convert::Infallible,
    Future = Served,
> {
    hyper::service::service_fn(move |request: Request<Incoming>| {
        let mut request = request.map(Body::new);
        request.extensions_mut().insert(peer);
        Box::pin(router.clone().oneshot(request)) as Served
    })
}

#[cfg(test)]
mod tests;
