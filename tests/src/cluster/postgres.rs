//! One PostgreSQL that lives as long as its owner.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::atomic::{AtomicU64, Ordering};

use tempfile::TempDir;

use super::guard::{Guarded, Plan, as_owner, folder};
use super::role::{self, Database, NAME, Psql, Rows};
use super::wait;

/// How often another port is tried when somebody was quicker.
const ATTEMPTS: usize = 5;
/// What every line says with which PostgreSQL begins to serve.
const READY: &str = "database system is ready to accept connections";

/// A cluster of one.
#[derive(Debug)]
pub struct Postgres {
    // Ends before its folder goes.
    server: Guarded,
    folder: TempDir,
    programs: PathBuf,
    port: u16,
    next: AtomicU64,
}

/// A database of a [`Postgres`].
#[derive(Debug)]
pub struct Throwaway {
    cluster: std::sync::Arc<Postgres>,
    name: String,
}

impl Postgres {
    /// Starts a cluster with one role, `outrider`, and one database that belongs to it.
    ///
    /// # Panics
    /// When PostgreSQL is not installed or does not start, with what it said.
    pub fn start() -> Postgres {
        Postgres::run(&["fsync=off", "full_page_writes=off"])
    }

    /// As [`Postgres::start`], with regard for power cuts: for whoever measures.
    ///
    /// # Panics
    /// As [`Postgres::start`].
    pub fn start_durable() -> Postgres {
        Postgres::run(&[])
    }

    fn run(settings: &[&str]) -> Postgres {
        let programs = programs();
        let folder = folder();
        let data = folder.path().join("data");
        initialise(&programs, folder.path(), &data);
        let mut said = String::new();
        for _ in 0..ATTEMPTS {
            let port = wait::free_port();
            let server = serve(&programs, folder.path(), &data, port, settings);
            let line = server.says(|line| line.contains(READY) || line.contains("FATAL"));
            if !line.contains(READY) {
                said = line;
                continue;
            }
            let cluster = Postgres {
                server,
                folder,
                programs,
                port,
                next: AtomicU64::new(1),
            };
            role::make(&cluster.psql(), NAME);
            return cluster;
        }
        panic!("PostgreSQL does not start: {said}");
    }

    /// Makes a further database.
    pub fn database(self: &std::sync::Arc<Self>) -> Throwaway {
        let name = format!("{NAME}_{}", self.next.fetch_add(1, Ordering::Relaxed));
        self.psql()
            .run("postgres", &format!("CREATE DATABASE {name} OWNER {NAME}"));
        Throwaway {
            cluster: std::sync::Arc::clone(self),
            name,
        }
    }

    /// The process of the postmaster.
    pub fn process(&self) -> u32 {
        self.server.process()
    }

    fn psql(&self) -> Psql<'_> {
        Psql {
            programs: &self.programs,
            socket: self.folder.path(),
            port: self.port,
        }
    }
}

impl Database for Postgres {
    fn url(&self) -> String {
        role::url(self.port, NAME, NAME)
    }

    fn ask(&self, sql: &str) -> Rows {
        self.psql().run(NAME, sql)
    }
}

impl Database for Throwaway {
    fn url(&self) -> String {
        role::url(self.cluster.port, NAME, &self.name)
    }

    fn ask(&self, sql: &str) -> Rows {
        self.cluster.psql().run(&self.name, sql)
    }
}

fn initialise(programs: &Path, folder: &Path, data: &Path) {
    let made = as_owner(programs.join("initdb"))
        .arg("-D")
        .arg(data)
        .args([
            "-U",
            "postgres",
            "--auth-local=trust",
            "--auth-host=scram-sha-256",
        ])
        .args(["--no-sync", "--no-instructions", "-E", "UTF8", "--locale=C"])
        .current_dir(folder)
        .stdin(Stdio::null())
        .output()
        .expect("initdb can be started");
    assert!(
        made.status.success(),
        "initdb: {}",
        String::from_utf8_lossy(&made.stderr)
    );
}

fn serve(programs: &Path, folder: &Path, data: &Path, port: u16, more: &[&str]) -> Guarded {
    let program = programs.join("postgres");
    let port = format!("port={port}");
    let sockets = format!("unix_socket_directories={}", folder.display());
    let mut command: Vec<&OsStr> = vec![program.as_os_str(), OsStr::new("-D"), data.as_os_str()];
    let settings = [
        "listen_addresses=127.0.0.1",
        &port,
        &sockets,
        "max_connections=100",
        "shared_buffers=64MB",
    ];
    for setting in settings.iter().chain(more) {
        command.extend([OsStr::new("-c"), OsStr::new(setting)]);
    }
    Guarded::start(&Plan {
        command,
        folder,
        end: "QUIT",
        takes_folder: true,
    })
}

/// The folder of PostgreSQL's programs: what `PG_BIN` says, else Debian's newest.
pub(super) fn programs() -> PathBuf {
    if let Some(said) = std::env::var_os("PG_BIN") {
        return said.into();
    }
    let versions = std::fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten();
    let number = |path: &PathBuf| path.file_name()?.to_str()?.parse::<u32>().ok();
    let newest = versions
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.join("bin/initdb").exists())
        .max_by_key(number);
    let newest = newest.expect(
        "PostgreSQL is installed (`apt-get install postgresql-15`), or PG_BIN names its programs",
    );
    newest.join("bin")
}
