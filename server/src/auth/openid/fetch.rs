//! Asking a provider: no redirects, a limit on time and size, and no address that was not allowed,
//! whatever a name resolves to. A name is resolved once, and the connection goes to what was looked
//! at.

use std::net::SocketAddr;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use reqwest::redirect::Policy;
use reqwest::{Client, RequestBuilder, StatusCode, Url};
use rustls::crypto::ring;
use rustls::{ClientConfig, RootCertStore};
use thiserror::Error;

use super::provider::{Provider, may_reach};

/// How long a provider may take for one answer.
const PATIENCE: Duration = Duration::from_secs(10);
/// The most bytes of an answer.
const LIMIT: usize = 512 * 1024;

/// Why a provider gave no answer that counts.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Trouble {
    /// It is not there, or too slow.
    #[error("the provider cannot be reached")]
    Unreachable,
    /// It answers with something else.
    #[error("the provider answers with {0}")]
    Status(u16),
    /// Its answer is not what the standards say.
    #[error("the provider's {0} is not as it should be")]
    Form(&'static str),
}

/// The three ways to a provider.
#[derive(Debug, Default)]
pub(super) struct Lines {
    public: OnceLock<Client>,
    private: OnceLock<Client>,
    loopback: OnceLock<Client>,
}

impl Lines {
    fn client(&self, provider: &Provider) -> Result<&Client, Trouble> {
        let (held, is_secure) = if provider.issuer.starts_with("http://") {
            (&self.loopback, false)
        } else if provider.private_network {
            (&self.private, true)
        } else {
            (&self.public, true)
        };
        if let Some(client) = held.get() {
            return Ok(client);
        }
        let client = open(provider.private_network, is_secure)?;
        Ok(held.get_or_init(|| client))
    }

    /// Fetches a document.
    pub(super) async fn get(
        &self,
        provider: &Provider,
        url: Url,
        bearer: Option<&str>,
    ) -> Result<Vec<u8>, Trouble> {
        let request = self.client(provider)?.get(url);
        let request = bearer
            .into_iter()
            .fold(request, RequestBuilder::bearer_auth);
        let (status, body) = answer(request).await?;
        if status == StatusCode::OK {
            Ok(body)
        } else {
            Err(Trouble::Status(status.as_u16()))
        }
    }

    /// Sends a form, and returns the answer whatever its status.
    pub(super) async fn post(
        &self,
        provider: &Provider,
        url: Url,
        form: String,
        authorization: Option<String>,
    ) -> Result<(StatusCode, Vec<u8>), Trouble> {
        let mut request = self
            .client(provider)?
            .post(url)
            .header("content-type", "application/x-www-form-urlencoded")
            .body(form);
        if let Some(value) = authorization {
            request = request.header("authorization", value);
        }
        answer(request).await
    }
}

fn open(private_network: bool, is_secure: bool) -> Result<Client, Trouble> {
    let builder = Client::builder()
        .connect_timeout(PATIENCE)
        .timeout(PATIENCE)
        .redirect(Policy::none())
        .no_proxy()
        .dns_resolver(Arc::new(Guarded { private_network }));
    let builder = if is_secure {
        // Whoever was first has installed a provider; the platform says whom to trust.
        let _ = ring::default_provider().install_default();
        builder.https_only(true)
    } else {
        builder.tls_backend_preconfigured(trusting_nobody()?)
    };
    builder.build().map_err(|_| Trouble::Unreachable)
}

/// On this machine no TLS is spoken, so that no certificates need to be on it.
fn trusting_nobody() -> Result<ClientConfig, Trouble> {
    let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(|_| Trouble::Unreachable)?;
    let config = config.with_root_certificates(RootCertStore::empty());
    Ok(config.with_no_client_auth())
}

async fn answer(request: RequestBuilder) -> Result<(StatusCode, Vec<u8>), Trouble> {
    let unreachable = |_: reqwest::Error| Trouble::Unreachable;
    let request = request.header("accept", "application/json");
    let mut response = request.send().await.map_err(unreachable)?;
    let status = response.status();
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(unreachable)? {
        if body.len() + chunk.len() > LIMIT {
            return Err(Trouble::Form("answer's length"));
        }
        body.extend_from_slice(&chunk);
    }
    Ok((status, body))
}

/// Resolves names, and passes over every address that the server is not to speak to.
struct Guarded {
    private_network: bool,
}

impl Resolve for Guarded {
    fn resolve(&self, name: Name) -> Resolving {
        let private_network = self.private_network;
        Box::pin(async move {
            let found = tokio::net::lookup_host((name.as_str(), 0)).await?;
            let allowed: Vec<SocketAddr> = found
                .filter(|address| may_reach(address.ip(), private_network))
                .collect();
            if allowed.is_empty() {
                return Err("the name has no address that may be spoken to".into());
            }
            Ok(Box::new(allowed.into_iter()) as Addrs)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_name_that_resolves_to_this_machine_is_not_followed_unless_that_was_allowed() {
        let resolve = |private_network| {
            let name: Name = "localhost".parse().unwrap();
            Guarded { private_network }.resolve(name)
        };
        assert!(resolve(false).await.is_err());
        assert!(
            resolve(true)
                .await
                .unwrap()
                .all(|address| address.ip().is_loopback())
        );
    }
}
