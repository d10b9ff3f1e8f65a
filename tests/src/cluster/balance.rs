//! A HAProxy: requests go to replicas in turn, or connections to the one database that may write.

use std::ffi::OsStr;
use std::net::SocketAddr;

use tempfile::TempDir;

use super::guard::{Guarded, Plan, folder};
use super::wait;

/// A proxy before several servers; it stops when it is dropped.
#[derive(Debug)]
pub struct Balance {
    _proxy: Guarded,
    _folder: TempDir,
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
        Balance::start(&lines)
    }

    fn start(lines: &[String]) -> Balance {
        let folder = folder();
        let port = wait::free_port();
        let file = folder.path().join("haproxy.cfg");
        let text = format!(
            "defaults\n  timeout connect 2s\n  timeout client 90s\n  timeout server 90s\n  retries 3\n\
             listen front\n  bind 127.0.0.1:{port}\n{}\n",
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
            _proxy: proxy,
            _folder: folder,
            port,
        }
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        wait::local(self.port)
    }
}
