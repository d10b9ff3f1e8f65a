//! Several servers of one database, behind a proxy that deals requests out in turn.

use std::net::SocketAddr;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use super::server::Running;
use crate::cluster::{Balance, Database};

/// Where replicas find the address of their database.
const ADDRESS: &str = "OUTRIDER_DATABASE";

/// What replicas are made of.
#[derive(Debug, Clone)]
pub(super) struct Plan {
    pub(super) database: Arc<dyn Database>,
    pub(super) count: usize,
}

/// Replicas that run.
#[derive(Debug)]
pub(super) struct Replicas {
    front: Balance,
    servers: Vec<Running>,
}

impl Plan {
    /// Points a command of the server's binary at the database. The address has a password, which
    /// the arguments of a process would show to everybody.
    pub(super) fn point(&self, command: &mut Command) {
        command.env(ADDRESS, self.database.url());
    }

    /// Starts every replica, then the proxy before them.
    pub(super) fn start(&self, folder: &Path) -> Replicas {
        let servers: Vec<Running> = (0..self.count)
            .map(|index| self.server(folder, index))
            .collect();
        let addresses: Vec<SocketAddr> = servers.iter().map(Running::address).collect();
        let front = Balance::in_turn(&addresses);
        Replicas { front, servers }
    }

    fn server(&self, folder: &Path, index: usize) -> Running {
        let name = format!("replica-{index}");
        let mut command = Command::new(super::server::binary());
        self.point(&mut command);
        command.args([
            "serve",
            "--listen",
            "127.0.0.1:0",
            "--behind-proxy",
            "--name",
            &name,
        ]);
        Running::spawn(&mut command, folder)
    }
}

impl Replicas {
    /// Where the proxy listens.
    pub(super) fn address(&self) -> SocketAddr {
        self.front.address()
    }

    /// The process of the first replica.
    pub(super) fn process(&self) -> u32 {
        self.servers
            .first()
            .map(Running::process)
            .expect("there are replicas")
    }

    /// Kills every replica with signal 9.
    pub(super) fn kill(self) {
        self.servers.into_iter().for_each(Running::kill);
    }
}
