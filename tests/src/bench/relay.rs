//! Counts bytes on the wire: a relay between phone and server that hands on what it reads and
//! counts it. Only rounds that are not timed go through it.

use std::io::{self, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

/// A relay before one server; it lives as long as the bench.
#[derive(Debug)]
pub struct Relay {
    /// Where phones connect to.
    pub address: SocketAddr,
    counts: Arc<Counts>,
}

#[derive(Debug, Default)]
struct Counts {
    up: AtomicU64,
    down: AtomicU64,
}

/// Bytes of TCP payload, HTTP heads included.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Bytes {
    /// From the phone to the server.
    pub up: u64,
    /// From the server to the phone.
    pub down: u64,
}

impl Relay {
    /// Opens a relay before a server.
    ///
    /// # Errors
    /// What the system says.
    pub fn before(server: SocketAddr) -> io::Result<Relay> {
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let address = listener.local_addr()?;
        let counts = Arc::new(Counts::default());
        let counted = Arc::clone(&counts);
        thread::spawn(move || {
            for phone in listener.incoming().map_while(Result::ok) {
                // A connection that fails ends; whoever measures sees it.
                let _ = join(phone, server, &counted);
            }
        });
        Ok(Relay { address, counts })
    }

    /// Gives what has passed since this was last asked.
    pub fn take(&self) -> Bytes {
        Bytes {
            up: self.counts.up.swap(0, Ordering::SeqCst),
            down: self.counts.down.swap(0, Ordering::SeqCst),
        }
    }
}

fn join(phone: TcpStream, server: SocketAddr, counts: &Arc<Counts>) -> io::Result<()> {
    let server = TcpStream::connect(server)?;
    phone.set_nodelay(true)?;
    server.set_nodelay(true)?;
    let (phone_too, server_too) = (phone.try_clone()?, server.try_clone()?);
    let (up, down) = (Arc::clone(counts), Arc::clone(counts));
    thread::spawn(move || hand_on(phone, server, &up.up));
    thread::spawn(move || hand_on(server_too, phone_too, &down.down));
    Ok(())
}

fn hand_on(mut from: TcpStream, mut to: TcpStream, count: &AtomicU64) {
    let mut buffer = vec![0; 64 * 1024];
    while let Ok(read @ 1..) = from.read(&mut buffer) {
        count.fetch_add(u64::try_from(read).unwrap_or_default(), Ordering::SeqCst);
        if to.write_all(&buffer[..read]).is_err() {
            break;
        }
    }
    // Whoever is left learns that nothing more comes.
    let _ = to.shutdown(Shutdown::Both);
}
