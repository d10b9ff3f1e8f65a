//! TLS by files: certificate chain and key as PEM, HTTP/2 offered first.

use std::sync::Arc;

use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};

use super::ListenError;
use crate::config::TlsFiles;

/// The name of HTTP/2 in the handshake.
pub(super) const H2: &[u8] = b"h2";

/// Reads the files and makes what accepts TLS connections.
///
/// # Errors
/// [`ListenError::Tls`] when a file cannot be read, or key and certificate do not fit.
pub(super) fn acceptor(files: &TlsFiles) -> Result<TlsAcceptor, ListenError> {
    let refuse = |why: &dyn std::fmt::Display| ListenError::Tls(why.to_string());
    let chain = CertificateDer::pem_file_iter(&files.certificate)
        .and_then(Iterator::collect::<Result<Vec<_>, _>>)
        .map_err(|why| refuse(&format!("{}: {why}", files.certificate.display())))?;
    let key = PrivateKeyDer::from_pem_file(&files.key)
        .map_err(|why| refuse(&format!("{}: {why}", files.key.display())))?;
    let provider = Arc::new(ring::default_provider());
    let mut config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|why| refuse(&why))?
        .with_no_client_auth()
        .with_single_cert(chain, key)
        .map_err(|why| refuse(&why))?;
    config.alpn_protocols = vec![H2.to_vec(), b"http/1.1".to_vec()];
    Ok(TlsAcceptor::from(Arc::new(config)))
}
