//! TLS in front of the cluster, which speaks by a socket of the file system and has none itself.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread::JoinHandle;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _, copy_bidirectional};
use tokio::net::{TcpListener, TcpStream, UnixStream};
use tokio::sync::oneshot;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};

/// The folder of the certificates: an authority, `localhost` by it, and a stranger to both. They
/// protect nothing.
pub(in crate::store) fn papers() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src/store/postgres/testing/tls")
}

/// Listens until it is dropped.
pub(in crate::store) struct Proxy {
    pub(in crate::store) address: SocketAddr,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Proxy {
    /// Listens in front of a folder of sockets.
    pub(in crate::store) fn start(sockets: &str) -> Proxy {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap();
        let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0")).unwrap();
        let address = listener.local_addr().unwrap();
        let (stop, stopped) = oneshot::channel::<()>();
        let socket = Path::new(sockets).join(".s.PGSQL.5432");
        let thread = std::thread::spawn(move || {
            runtime.spawn(serve(listener, socket));
            // The sender goes with the proxy.
            let _stopped = runtime.block_on(stopped);
        });
        Proxy {
            address,
            stop: Some(stop),
            thread: Some(thread),
        }
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            thread.join().unwrap();
        }
    }
}

async fn serve(listener: TcpListener, socket: PathBuf) {
    let acceptor = acceptor();
    while let Ok((stream, _)) = listener.accept().await {
        let (acceptor, socket) = (acceptor.clone(), socket.clone());
        tokio::spawn(async move {
            // A client that does not trust the certificate goes away in the midst.
            let _gone = carry(acceptor, stream, &socket).await;
        });
    }
}

async fn carry(acceptor: TlsAcceptor, mut stream: TcpStream, socket: &Path) -> std::io::Result<()> {
    // A client asks first whether there is TLS: eight bytes, answered by a letter.
    let mut question = [0; 8];
    stream.read_exact(&mut question).await?;
    assert_eq!(question, [0, 0, 0, 8, 4, 210, 22, 47]);
    stream.write_all(b"S").await?;
    let mut stream = acceptor.accept(stream).await?;
    let mut server = UnixStream::connect(socket).await?;
    copy_bidirectional(&mut stream, &mut server).await?;
    Ok(())
}

fn acceptor() -> TlsAcceptor {
    let chain = vec![CertificateDer::from_pem_file(papers().join("localhost.pem")).unwrap()];
    let key = PrivateKeyDer::from_pem_file(papers().join("localhost.key")).unwrap();
    let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(chain, key)
        .unwrap();
    TlsAcceptor::from(Arc::new(config))
}
