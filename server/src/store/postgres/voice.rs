//! Telling other servers of a commit, and hearing of theirs: `ORGANISATION:HEAD`, on a connection of
//! its own and after the commit, so that no writer waits for it. Nothing depends on it: who misses
//! a word looks himself within a second.

use std::collections::BTreeMap;
use std::future::poll_fn;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use outrider_model::id::OrganisationId;
use tokio::sync::{Notify, broadcast};
use tokio_postgres::AsyncMessage;

use super::super::{Heard, StoreError};
use super::address::{Address, Link};
use super::engine::Engine;

const LISTEN: &str = "LISTEN outrider";
const TELL: &str = "SELECT pg_notify('outrider', $1)";
/// Between two attempts to connect.
const PAUSE: Duration = Duration::from_secs(1);
/// How many words may wait for a slow listener, who then misses the oldest.
const WAITING: usize = 1024;

/// Speaks and listens.
#[derive(Debug)]
pub(super) struct Voice {
    unsaid: Arc<Unsaid>,
    heard: broadcast::Sender<Heard>,
}

/// The newest head of each organisation that was not told yet.
#[derive(Debug, Default)]
struct Unsaid {
    heads: Mutex<BTreeMap<OrganisationId, u64>>,
    bell: Notify,
}

impl Voice {
    /// Begins to listen.
    pub(super) fn start(engine: &Engine, address: Arc<Address>) -> Voice {
        let unsaid = Arc::new(Unsaid::default());
        let heard = broadcast::Sender::new(WAITING);
        let (said, told) = (Arc::clone(&unsaid), heard.clone());
        engine.handle().spawn(async move {
            loop {
                if let Err(error) = speak(&address, &said, &told).await {
                    tracing::warn!(%error, "other servers are not heard for a moment");
                }
                tokio::time::sleep(PAUSE).await;
            }
        });
        Voice { unsaid, heard }
    }

    /// Tells of a commit; of several that were not told yet, the newest.
    pub(super) fn say(&self, organisation: OrganisationId, head: u64) {
        let mut heads = self.unsaid.heads();
        let newest = heads.entry(organisation).or_default();
        *newest = head.max(*newest);
        drop(heads);
        self.unsaid.bell.notify_one();
    }

    /// Hears what is told from now on.
    pub(super) fn hear(&self) -> broadcast::Receiver<Heard> {
        self.heard.subscribe()
    }
}

impl Unsaid {
    fn heads(&self) -> std::sync::MutexGuard<'_, BTreeMap<OrganisationId, u64>> {
        self.heads.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Speaks and listens on one connection until it breaks.
async fn speak(
    address: &Address,
    unsaid: &Unsaid,
    heard: &broadcast::Sender<Heard>,
) -> Result<(), StoreError> {
    let (client, connection) = address.connect().await?;
    let listening = listen(connection, heard.clone());
    let speaking = async {
        client.batch_execute(LISTEN).await?;
        let tell = client.prepare(TELL).await?;
        loop {
            let heads = std::mem::take(&mut *unsaid.heads());
            for (organisation, head) in heads {
                client
                    .execute(&tell, &[&written((organisation, head))])
                    .await?;
            }
            unsaid.bell.notified().await;
        }
    };
    tokio::select! {
        ended = listening => ended,
        failed = speaking => failed,
    }
}

async fn listen(mut connection: Link, heard: broadcast::Sender<Heard>) -> Result<(), StoreError> {
    while let Some(message) = poll_fn(|context| connection.poll_message(context)).await {
        if let AsyncMessage::Notification(said) = message?
            && let Some(word) = read(said.payload())
        {
            // Without a listener nobody misses it.
            let _listeners = heard.send(word);
        }
    }
    Ok(())
}

fn written((organisation, head): Heard) -> String {
    format!("{}:{head}", organisation.0.hyphenated())
}

fn read(payload: &str) -> Option<Heard> {
    let (organisation, head) = payload.split_once(':')?;
    Some((
        OrganisationId(organisation.parse().ok()?),
        head.parse().ok()?,
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_is_read_and_anything_else_is_nothing() {
        let word = (OrganisationId(uuid::Uuid::from_u128(7)), 42);
        assert_eq!(read(&written(word)), Some(word));
        for payload in ["", "7", "x:1", "00000000-0000-0000-0000-000000000007:-1"] {
            assert_eq!(read(payload), None, "{payload}");
        }
    }
}
