//! What the server of the day keeps everything in.

use std::sync::Arc;

use clap::ValueEnum;

use crate::cluster::{Pair, Postgres};
use crate::world::Server;

/// What to keep everything in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum Store {
    /// One server, SQLite in a folder.
    #[default]
    Sqlite,
    /// Three replicas of the server on one PostgreSQL, behind a HAProxy.
    Postgres,
    /// The same on two PostgreSQL under Patroni; the one that may write is killed during the day.
    PostgresHa,
}

/// How many replicas share a database.
pub(super) const REPLICAS: usize = 3;

/// The servers of the day.
pub(super) struct Servers {
    pub(super) server: Arc<Server>,
    /// The databases of which one may be killed.
    pub(super) pair: Option<Arc<Pair>>,
}

impl Servers {
    pub(super) fn start(store: Store) -> Servers {
        match store {
            Store::Sqlite => Servers {
                server: Arc::new(Server::start()),
                pair: None,
            },
            Store::Postgres => Servers {
                server: Arc::new(Server::replicas(Arc::new(Postgres::start()), REPLICAS)),
                pair: None,
            },
            Store::PostgresHa => {
                let pair = Arc::new(Pair::start());
                let database: Arc<Pair> = Arc::clone(&pair);
                Servers {
                    server: Arc::new(Server::replicas(database, REPLICAS)),
                    pair: Some(pair),
                }
            }
        }
    }
}
