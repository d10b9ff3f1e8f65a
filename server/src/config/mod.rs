//! How the server is run, one struct for each concern.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

/// Where and how the server listens.
#[derive(Clone, Debug)]
pub struct Listening {
    /// The address; port 0 asks for any free one.
    pub address: SocketAddr,
    /// Certificate chain and key, both PEM files.
    pub tls: Option<TlsFiles>,
    /// Set when a proxy in front ends TLS and names the client in `X-Forwarded-For`.
    pub is_behind_proxy: bool,
}

/// The files of a TLS identity.
#[derive(Clone, Debug)]
pub struct TlsFiles {
    /// The certificate chain, PEM.
    pub certificate: PathBuf,
    /// The private key, PEM.
    pub key: PathBuf,
}

/// How long the server waits for a client, and for how many.
#[derive(Clone, Copy, Debug)]
pub struct Patience {
    /// For the headers of a request, and between two requests.
    pub headers: Duration,
    /// For a TLS handshake.
    pub handshake: Duration,
    /// For open requests once the server is to stop.
    pub stop: Duration,
    /// The most connections at a time.
    pub connections: usize,
}

impl Default for Patience {
    fn default() -> Self {
        Patience {
            headers: Duration::from_secs(15),
            handshake: Duration::from_secs(10),
            stop: Duration::from_secs(10),
            connections: 4096,
        }
    }
}
