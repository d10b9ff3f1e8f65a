//! How the server is run, one struct for each concern.

mod map;

use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::time::Duration;

use reqwest::Url;

pub use map::{Ground, Map};

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

/// Where browsers find the server: what passkeys are bound to, and where OpenID providers send
/// people back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicUrl(Url);

impl PublicUrl {
    /// Reads `https://NAME[:PORT]`, or `http://` on this machine.
    ///
    /// # Errors
    /// What is wrong with it, in words.
    pub fn parse(text: &str) -> Result<PublicUrl, &'static str> {
        let why = "https://NAME[:PORT] without a path; http:// on this machine alone";
        let url = Url::parse(text).map_err(|_| why)?;
        let is_bare = url.username().is_empty()
            && url.password().is_none()
            && url.path() == "/"
            && url.query().is_none()
            && url.fragment().is_none();
        let url = PublicUrl(url);
        let is_safe = match url.0.scheme() {
            "https" => url.0.has_host(),
            "http" => url.host() == "localhost" || url.address().is_some_and(|it| it.is_loopback()),
            _ => false,
        };
        (is_bare && is_safe).then_some(url).ok_or(why)
    }

    /// Returns the address of a server that nobody gave one: on this machine alone.
    #[must_use]
    pub fn of_loopback(address: SocketAddr, is_tls: bool) -> Option<PublicUrl> {
        let scheme = if is_tls { "https" } else { "http" };
        let url = Url::parse(&format!("{scheme}://localhost:{}", address.port())).ok()?;
        address.ip().is_loopback().then_some(PublicUrl(url))
    }

    /// Returns what browsers call the origin: scheme, name and port, without a slash at the end.
    #[must_use]
    pub fn origin(&self) -> String {
        self.0.origin().ascii_serialization()
    }

    /// Returns the name.
    #[must_use]
    pub fn host(&self) -> &str {
        self.0.host_str().unwrap_or_default()
    }

    /// Says whether browsers come over TLS.
    #[must_use]
    pub fn is_secure(&self) -> bool {
        self.0.scheme() == "https"
    }

    /// Returns the name that passkeys are bound to; an address in numbers cannot have any.
    #[must_use]
    pub fn domain(&self) -> Option<&str> {
        self.address().is_none().then(|| self.host())
    }

    fn address(&self) -> Option<IpAddr> {
        let host = self.host();
        host.trim_start_matches('[')
            .trim_end_matches(']')
            .parse()
            .ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_public_url_is_an_origin_and_safe() {
        for (text, origin, domain) in [
            (
                "https://Outrider.Example.com/",
                "https://outrider.example.com",
                Some("outrider.example.com"),
            ),
            (
                "https://a.example:8443",
                "https://a.example:8443",
                Some("a.example"),
            ),
            (
                "https://a.example:443",
                "https://a.example",
                Some("a.example"),
            ),
            (
                "http://localhost:8080",
                "http://localhost:8080",
                Some("localhost"),
            ),
            ("http://127.0.0.1:8080", "http://127.0.0.1:8080", None),
            ("https://[2001:db8::1]", "https://[2001:db8::1]", None),
        ] {
            let url = PublicUrl::parse(text).unwrap();
            assert_eq!((url.origin().as_str(), url.domain()), (origin, domain));
        }
        for text in [
            "http://a.example",
            "http://localhost.a.example",
            "https://a.example/outrider",
            "https://me@a.example",
            "https://:x@a.example",
            "https://a.example?x",
            "https://a.example#x",
            "ftp://a.example",
            "a.example",
            "",
        ] {
            assert!(PublicUrl::parse(text).is_err(), "{text}");
        }
    }
}
