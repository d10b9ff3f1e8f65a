//! Where the database is, and how the way to it is secured.

use std::path::Path;
use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;

use tokio_postgres::config::{SslMode, TargetSessionAttrs};
use tokio_postgres::tls::MakeTlsConnect;
use tokio_postgres::{Client, Config, Connection, Socket};
use tokio_postgres_rustls::MakeRustlsConnect;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::CertificateDer;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::{ClientConfig, RootCertStore};

use super::super::StoreError;
use super::failure::{Said, unreachable};
use super::unverified::Unverified;

/// How long a connection may take to come about.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long sent bytes may stay without an answer before the other side counts as gone.
const SILENCE: Duration = Duration::from_secs(20);

/// What a client's words go through.
pub(super) type Link = Connection<Socket, <MakeRustlsConnect as MakeTlsConnect<Socket>>::Stream>;

/// A database as its address names it.
pub(super) struct Address {
    /// What is asked of the database at each connection.
    pub(super) config: Config,
    /// How the connection is secured.
    pub(super) tls: MakeRustlsConnect,
}

impl Address {
    /// Connects. A server that takes the call and then says nothing is not there.
    pub(super) async fn connect(&self) -> Result<(Client, Link), StoreError> {
        let hosts = u32::try_from(self.config.get_hosts().len()).unwrap_or(u32::MAX);
        let each = self.config.get_connect_timeout().unwrap_or(&PATIENCE);
        let connecting = self.config.connect(self.tls.clone());
        let connected = tokio::time::timeout(each.saturating_mul(hosts.max(1)), connecting).await;
        connected
            .map_err(|_| StoreError::Unreachable("it does not answer".into()))?
            .map_err(unreachable)
    }

    /// Reads `postgres://user:password@host:port/database?…`. `sslmode` is one of `disable`,
    /// `prefer`, `require`, `verify-ca`, `verify-full`; with `sslrootcert`, a PEM file whose path
    /// stands as it is, the certificate and the host's name are proven in every mode.
    pub(super) fn parse(url: &str) -> Result<Address, StoreError> {
        let mut asked = Asked::default();
        let rest = asked.take_from(url);
        let mut config = Config::from_str(&rest).map_err(|why| {
            StoreError::database("reading the address of the database", Said::of(&why))
        })?;
        if config.get_dbname().is_none() {
            return Err(refused("the address names no database"));
        }
        let must_prove = asked.settle(&mut config)?;
        if config.get_connect_timeout().is_none() {
            config.connect_timeout(PATIENCE);
        }
        if config.get_tcp_user_timeout().is_none() {
            config.tcp_user_timeout(SILENCE);
        }
        if config.get_target_session_attrs() == TargetSessionAttrs::Any {
            config.target_session_attrs(TargetSessionAttrs::ReadWrite);
        }
        if config.get_application_name().is_none() {
            config.application_name("outrider");
        }
        let tls = MakeRustlsConnect::new(tls(must_prove.as_deref())?);
        Ok(Address { config, tls })
    }
}

/// What an address says about security.
#[derive(Default)]
struct Asked {
    mode: Option<String>,
    roots: Option<String>,
}

impl Asked {
    /// Takes its own words out of the address and returns what is left.
    fn take_from(&mut self, url: &str) -> String {
        let Some((base, query)) = url.split_once('?') else {
            return url.to_owned();
        };
        let mut left = Vec::new();
        for pair in query.split('&') {
            match pair.split_once('=') {
                Some(("sslmode", mode)) => self.mode = Some(mode.to_owned()),
                Some(("sslrootcert", path)) => self.roots = Some(path.to_owned()),
                Some(_) | None => left.push(pair),
            }
        }
        format!("{base}?{}", left.join("&"))
    }

    /// Sets the mode; returns the file of certificates that the server's has to follow from.
    fn settle(self, config: &mut Config) -> Result<Option<String>, StoreError> {
        let (mode, needs_roots) = match self.mode.as_deref() {
            Some("disable") => (SslMode::Disable, false),
            Some("prefer") | None => (SslMode::Prefer, false),
            Some("require") => (SslMode::Require, false),
            Some("verify-ca" | "verify-full") => (SslMode::Require, true),
            Some(_) => {
                return Err(refused(
                    "sslmode is none of disable, prefer, require, verify-ca, verify-full",
                ));
            }
        };
        config.ssl_mode(mode);
        if needs_roots && self.roots.is_none() {
            return Err(refused(
                "sslmode=verify-full needs sslrootcert, a PEM file of certificates to trust",
            ));
        }
        Ok(self.roots)
    }
}

fn tls(roots: Option<&str>) -> Result<ClientConfig, StoreError> {
    let provider = Arc::new(ring::default_provider());
    let config = ClientConfig::builder_with_provider(Arc::clone(&provider))
        .with_safe_default_protocol_versions()
        .map_err(|why| StoreError::database("preparing TLS", why))?;
    let Some(path) = roots else {
        let any = Arc::new(Unverified::new(provider));
        return Ok(config
            .dangerous()
            .with_custom_certificate_verifier(any)
            .with_no_client_auth());
    };
    let mut trusted = RootCertStore::empty();
    let read = |why| StoreError::database("reading sslrootcert", why);
    for certificate in CertificateDer::pem_file_iter(Path::new(path)).map_err(read)? {
        trusted
            .add(certificate.map_err(read)?)
            .map_err(|why| StoreError::database("reading sslrootcert", why))?;
    }
    if trusted.is_empty() {
        return Err(refused("sslrootcert holds no certificate"));
    }
    Ok(config.with_root_certificates(trusted).with_no_client_auth())
}

fn refused(why: &'static str) -> StoreError {
    StoreError::database("reading the address of the database", why)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(url: &str) -> String {
        match Address::parse(url) {
            Ok(_) => String::new(),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn an_address_says_how_the_way_is_secured() {
        let mode = |url: &str| Address::parse(url).unwrap().config.get_ssl_mode();
        assert_eq!(mode("postgres://o@db/outrider"), SslMode::Prefer);
        assert_eq!(
            mode("postgres://o@db/outrider?sslmode=disable"),
            SslMode::Disable
        );
        assert_eq!(
            mode("postgresql://o@db/outrider?connect_timeout=3&sslmode=require"),
            SslMode::Require
        );
    }

    #[test]
    fn an_address_that_asks_for_what_cannot_be_is_refused_with_the_reason() {
        for (url, why) in [
            ("postgres://o@db", "names no database"),
            ("postgres://o@db/x?sslmode=maybe", "sslmode is none of"),
            ("postgres://o@db/x?sslmode=verify-full", "needs sslrootcert"),
            (
                "postgres://o@db/x?sslrootcert=/nowhere/at/all.pem",
                "reading sslrootcert",
            ),
            ("postgres://o@db/x?colour=red", "colour"),
        ] {
            assert!(refusal(url).contains(why), "{url}: {}", refusal(url));
        }
    }
}
