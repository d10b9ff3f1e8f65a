//! Two PostgreSQL under Patroni with synchronous replication, an etcd, and a HAProxy that finds the
//! primary. One etcd on one machine: nothing here speaks of partitions or of the loss of etcd.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use tempfile::TempDir;

use super::balance::Balance;
use super::guard::{Guarded, Plan, as_owner, folder};
use super::postgres::programs;
use super::role::{self, Database, NAME, Psql, Rows};
use super::wait;

/// A pair of databases of which one may write.
#[derive(Debug)]
pub struct Pair {
    front: Balance,
    nodes: [Node; 2],
    _etcd: Guarded,
    folder: TempDir,
    programs: PathBuf,
}

#[derive(Debug)]
struct Node {
    patroni: Mutex<Option<Guarded>>,
    settings: PathBuf,
    data: PathBuf,
    rest: u16,
    port: u16,
}

impl Pair {
    /// Starts the pair and waits until the second node follows in step.
    ///
    /// # Panics
    /// When a program is not installed or does not start, with what it said.
    pub fn start() -> Pair {
        let folder = folder();
        let programs = programs();
        let (etcd, at) = start_etcd(folder.path());
        let nodes = [0, 1].map(|index| Node::plan(index, folder.path(), &programs, at));
        for (index, node) in nodes.iter().enumerate() {
            node.start(folder.path());
            let state = if index == 0 {
                "/primary"
            } else {
                "/synchronous"
            };
            node.until(state);
        }
        let fronts = nodes
            .each_ref()
            .map(|node| (wait::local(node.port), node.rest));
        let pair = Pair {
            front: Balance::to_primary(&fronts),
            nodes,
            _etcd: etcd,
            folder,
            programs,
        };
        role::make(&pair.psql(pair.primary()), NAME);
        pair
    }

    /// Kills the primary and the Patroni beside it with signal 9. Returns at once.
    pub fn kill_primary(&self) {
        let node = self.primary();
        let mut patroni = node.patroni();
        let guarded = patroni.take().expect("the primary runs");
        let postmaster = node.postmaster().expect("the primary has a postmaster");
        kill(&[guarded.process(), postmaster]);
    }

    /// Waits until a node may write again, and gives whether it is another than was killed.
    pub fn wait_for_primary(&self) {
        let alive = self.nodes.iter().find(|node| node.patroni().is_some());
        alive.expect("one node is left").until("/primary");
    }

    /// Starts the killed node again and waits until it follows in step.
    pub fn mend(&self) {
        for node in &self.nodes {
            if node.patroni().is_none() {
                node.start(self.folder.path());
                node.until("/synchronous");
            }
        }
    }

    fn primary(&self) -> &Node {
        let is_primary = |node: &&Node| wait::says_yes(wait::local(node.rest), "/primary");
        self.nodes
            .iter()
            .find(is_primary)
            .expect("one node is the primary")
    }

    fn psql(&self, node: &Node) -> Psql<'_> {
        Psql {
            programs: &self.programs,
            socket: self.folder.path(),
            port: node.port,
        }
    }
}

impl Database for Pair {
    fn url(&self) -> String {
        role::url(self.front.address().port(), NAME, NAME)
    }

    fn ask(&self, sql: &str) -> Rows {
        self.psql(self.primary()).run(NAME, sql)
    }
}

impl Drop for Pair {
    fn drop(&mut self) {
        // Patroni leaves its PostgreSQL behind when it is killed: both go, Patroni first.
        for node in &self.nodes {
            let guarded = node.patroni().take();
            let patroni = guarded.as_ref().map(Guarded::process);
            let all: Vec<u32> = patroni.into_iter().chain(node.postmaster()).collect();
            kill(&all);
        }
    }
}

impl Node {
    fn plan(index: usize, folder: &Path, programs: &Path, etcd: u16) -> Node {
        let (rest, port) = (wait::free_port(), wait::free_port());
        let data = folder.join(format!("data-{index}"));
        let settings = folder.join(format!("node-{index}.yml"));
        let text = format!(
            r#"scope: outrider
name: node-{index}
restapi: {{listen: "127.0.0.1:{rest}", connect_address: "127.0.0.1:{rest}"}}
etcd3: {{hosts: "127.0.0.1:{etcd}"}}
bootstrap:
  dcs:
    ttl: 20
    loop_wait: 2
    retry_timeout: 6
    maximum_lag_on_failover: 1048576
    synchronous_mode: true
    postgresql:
      use_pg_rewind: true
      parameters: {{max_connections: 100, shared_buffers: 64MB}}
  initdb: [{{encoding: UTF8}}, {{locale: C}}]
postgresql:
  listen: "127.0.0.1:{port}"
  connect_address: "127.0.0.1:{port}"
  data_dir: {data}
  bin_dir: {programs}
  pgpass: {folder}/pgpass-{index}
  pg_hba:
    - local all all trust
    - host all all 127.0.0.1/32 scram-sha-256
    - host replication all 127.0.0.1/32 scram-sha-256
  authentication:
    superuser: {{username: postgres, password: throwaway}}
    replication: {{username: follower, password: throwaway}}
    rewind: {{username: rewinder, password: throwaway}}
  parameters: {{unix_socket_directories: "{folder}", password_encryption: scram-sha-256}}
"#,
            data = data.display(),
            programs = programs.display(),
            folder = folder.display(),
        );
        std::fs::write(&settings, text).expect("a file can be written to a new folder");
        Node {
            patroni: Mutex::default(),
            settings,
            data,
            rest,
            port,
        }
    }

    fn start(&self, folder: &Path) {
        let command = vec![OsStr::new("patroni"), self.settings.as_os_str()];
        let plan = Plan {
            command,
            folder,
            end: "TERM",
            takes_folder: false,
        };
        *self.patroni() = Some(Guarded::start(&plan));
    }

    /// Waits until the node's Patroni says that it is so.
    fn until(&self, state: &str) {
        let patroni = self.patroni();
        let patroni = patroni.as_ref().expect("the node runs");
        patroni.until(state, || wait::says_yes(wait::local(self.rest), state));
    }

    fn patroni(&self) -> MutexGuard<'_, Option<Guarded>> {
        self.patroni.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn postmaster(&self) -> Option<u32> {
        let file = std::fs::read_to_string(self.data.join("postmaster.pid")).ok()?;
        file.lines().next()?.trim().parse().ok()
    }
}

fn start_etcd(folder: &Path) -> (Guarded, u16) {
    let (client, peer) = (wait::free_port(), wait::free_port());
    let data = folder.join("etcd");
    let [client_url, peer_url] = [client, peer].map(|port| format!("http://127.0.0.1:{port}"));
    let members = format!("default={peer_url}");
    let flags = [
        "--listen-client-urls",
        &client_url,
        "--advertise-client-urls",
        &client_url,
        "--listen-peer-urls",
        &peer_url,
        "--initial-advertise-peer-urls",
        &peer_url,
        "--initial-cluster",
        &members,
        "--unsafe-no-fsync",
    ];
    let mut command = vec![
        OsStr::new("etcd"),
        OsStr::new("--data-dir"),
        data.as_os_str(),
    ];
    command.extend(flags.map(OsStr::new));
    let plan = Plan {
        command,
        folder,
        end: "KILL",
        takes_folder: false,
    };
    let etcd = Guarded::start(&plan);
    etcd.until("etcd is healthy", || {
        wait::says_yes(wait::local(client), "/health")
    });
    (etcd, client)
}

/// Kills processes by their numbers.
fn kill(processes: &[u32]) {
    if processes.is_empty() {
        return;
    }
    let numbers = processes.iter().map(u32::to_string);
    // One that is gone already needs no kill.
    let _killed = as_owner("kill").arg("-9").args(numbers).output();
}
