//! Connections: who may listen where, slow clients, the end.

use std::time::Duration;

use axum::Router;
use axum::routing::get;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::watch;

use super::{Door, ListenError};
use crate::config::{Listening, Patience};

fn listening(address: &str) -> Listening {
    Listening {
        address: address.parse().unwrap(),
        tls: None,
        is_behind_proxy: false,
    }
}

#[tokio::test]
async fn an_address_that_others_reach_is_refused_in_the_clear() {
    for address in ["0.0.0.0:0", "[::]:0", "192.0.2.1:80"] {
        let refused = Door::open(&listening(address), Patience::default()).await;
        assert!(
            matches!(refused, Err(ListenError::InTheClear(_))),
            "{address}"
        );
    }
    let behind_proxy = Listening {
        is_behind_proxy: true,
        ..listening("0.0.0.0:0")
    };
    assert!(Door::open(&behind_proxy, Patience::default()).await.is_ok());
}

#[tokio::test]
async fn clients_that_say_nothing_or_too_little_are_cut_and_a_stop_ends_all() {
    let patience = Patience {
        headers: Duration::from_millis(50),
        ..Patience::default()
    };
    let door = Door::open(&listening("127.0.0.1:0"), patience)
        .await
        .unwrap();
    let address = door.url().trim_start_matches("http://").to_owned();
    let (stop, stopping) = watch::channel(false);
    let router = Router::new().route("/", get(|| async { "here" }));
    let serving = tokio::spawn(door.serve(router, stopping));
    for said in ["", "GET / HT", "GET / HTTP/1.1\r\nhost: x\r\nx-slow: "] {
        let mut slow = TcpStream::connect(&address).await.unwrap();
        slow.write_all(said.as_bytes()).await.unwrap();
        let mut heard = Vec::new();
        // Ends when the server closes the connection, whatever it says before.
        slow.read_to_end(&mut heard).await.unwrap();
        assert!(!String::from_utf8_lossy(&heard).contains("here"), "{said}");
    }
    let mut quick = TcpStream::connect(&address).await.unwrap();
    quick
        .write_all(b"GET / HTTP/1.1\r\nhost: x\r\n\r\n")
        .await
        .unwrap();
    let mut first = [0; 12];
    quick.read_exact(&mut first).await.unwrap();
    assert_eq!(&first, b"HTTP/1.1 200");
    stop.send(true).unwrap();
    serving.await.unwrap();
    assert!(TcpStream::connect(&address).await.is_err());
}
