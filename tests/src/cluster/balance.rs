//! A HAProxy: requests go to replicas in turn, or connections to the one database that may write.

use std::ffi::OsStr;
use std::io::{Read as _, Write as _};
use std::net::SocketAddr;
use std::os::unix::net::UnixStream;

use tempfile::TempDir;

use super::guard::{Guarded, Plan, folder};
use super::wait;

/// The column of `show stat` that says whether a server is well.
const STATUS: usize = 17;

/// A proxy before several servers; it stops when it is dropped.
#[derive(Debug)]
pub struct Balance {
    proxy: Guarded,
    folder: TempDir,
    port: u16,
}

impl Balance {
    /// Deals the requests of every connection out to replicas of the server, one after another,
    /// those that are not healthy left out. Long answers stay open.
    pub fn in_turn(replicas: &[SocketAddr]) -> Balance {
        let mut lines = vec![
            "  mode http".to_owned(),
            "  balance roundrobin".to_owned(),
            "  option httpchk GET /health".to_owned(),
            "  option forwardfor".to_owned(),
            "  option redispatch 1".to_owned(),
            "  default-server check inter 200ms fall 2 rise 1".to_owned(),
        ];
        for (index, replica) in replicas.iter().enumerate() {
            lines.push(format!("  server replica-{index} {replica}"));
        }
        Balance::start(&lines)
    }

    /// Sends connections to the node of a Patroni pair that says it is the primary; the others'
    /// are closed when it no longer is.
    pub(super) fn to_primary(nodes: &[(SocketAddr, u16)]) -> Balance {
        let mut lines = vec![
            "  mode tcp".to_owned(),
            "  option httpchk GET /primary".to_owned(),
            "  http-check expect status 200".to_owned(),
            "  default-server inter 300ms fall 2 rise 1 on-marked-down shutdown-sessions"
                .to_owned(),
        ];
        for (index, (node, check)) in nodes.iter().enumerate() {
            lines.push(format!("  server node-{index} {node} check port {check}"));
        }
        let balance = Balance::start(&lines);
        // Until its first checks it takes every node for the primary.
        balance
            .proxy
            .until("one node is the primary", || balance.healthy() == 1);
        balance
    }

    /// Counts the servers that the last checks found well.
    fn healthy(&self) -> usize {
        let ask = || -> std::io::Result<String> {
            let mut line = UnixStream::connect(self.folder.path().join("stats"))?;
            line.write_all(b"show stat\n")?;
            let mut told = String::new();
            line.read_to_string(&mut told)?;
            Ok(told)
        };
        let told = ask().unwrap_or_default();
        told.lines()
            .map(|row| row.split(',').collect::<Vec<_>>())
            .filter(|cells| cells.get(1).is_some_and(|name| name.starts_with("node-")))
            .filter(|cells| {
                cells
                    .get(STATUS)
                    .is_some_and(|status| status.starts_with("UP"))
            })
            .count()
    }

    fn start(lines: &[String]) -> Balance {
        let folder = folder();
        let port = wait::free_port();
        let file = folder.path().join("haproxy.cfg");
        let stats = folder.path().join("stats");
        let text = format!(
            "global\n  stats socket {}\ndefaults\n  timeout connect 2s\n  timeout client 90s\n  timeout server 90s\n  retries 3\n\
             listen front\n  bind 127.0.0.1:{port}\n{}\n",
            stats.display(),
            lines.join("\n")
        );
        std::fs::write(&file, text).expect("a file can be written to a new folder");
        let words = [
            OsStr::new("haproxy"),
            OsStr::new("-db"),
            OsStr::new("-f"),
            file.as_os_str(),
        ];
        let plan = Plan {
            command: words.to_vec(),
            folder: folder.path(),
            end: "KILL",
            takes_folder: true,
        };
        let proxy = Guarded::start(&plan);
        proxy.until("HAProxy listens", || wait::is_open(wait::local(port)));
        Balance {
            proxy,
            folder,
            port,
        }
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        wait::local(self.port)
    }
}
