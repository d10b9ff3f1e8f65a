//! What a server is pointed at, and a look at it from outside.

use std::path::Path;
use std::process::Stdio;

use super::guard::as_owner;

/// The role and the database of the server; it is no superuser, and row-level security binds it.
pub(super) const NAME: &str = "outrider";

/// A database that servers can be pointed at.
pub trait Database: std::fmt::Debug + Send + Sync {
    /// The address for `--database`.
    fn url(&self) -> String;

    /// Asks as a superuser, whom no row is hidden from. Rows come as text.
    fn ask(&self, sql: &str) -> Rows;
}

/// Rows of text cells; an absent value is empty.
pub type Rows = Vec<Vec<String>>;

/// Makes a role and a database that belongs to it.
pub(super) fn make(psql: &Psql<'_>, password: &str) {
    psql.run(
        "postgres",
        &format!("CREATE ROLE {NAME} LOGIN NOSUPERUSER NOBYPASSRLS PASSWORD '{password}'"),
    );
    psql.run("postgres", &format!("CREATE DATABASE {NAME} OWNER {NAME}"));
}

pub(super) fn url(port: u16, password: &str, database: &str) -> String {
    format!("postgres://{NAME}:{password}@127.0.0.1:{port}/{database}")
}

/// A way in as a superuser, over a socket that only the machine's owner reaches.
#[derive(Debug)]
pub(super) struct Psql<'a> {
    /// The folder of PostgreSQL's programs.
    pub(super) programs: &'a Path,
    /// The folder of the socket.
    pub(super) socket: &'a Path,
    pub(super) port: u16,
}

impl Psql<'_> {
    /// Runs SQL; its rows are lines, its cells are parted by tabs.
    ///
    /// # Errors
    /// What psql said.
    pub(super) fn try_run(&self, database: &str, sql: &str) -> Result<Rows, String> {
        let ended = as_owner(self.programs.join("psql"))
            .args(["-X", "-q", "-A", "-t", "-F", "\t", "-v", "ON_ERROR_STOP=1"])
            .args([
                "-U",
                "postgres",
                "-d",
                database,
                "-p",
                &self.port.to_string(),
                "-h",
            ])
            .arg(self.socket)
            .args(["-c", sql])
            .current_dir(self.socket)
            .stdin(Stdio::null())
            .output()
            .map_err(|why| why.to_string())?;
        if !ended.status.success() {
            return Err(String::from_utf8_lossy(&ended.stderr).into_owned());
        }
        let text = String::from_utf8_lossy(&ended.stdout).into_owned();
        let cells = |line: &str| line.split('\t').map(str::to_owned).collect();
        Ok(text.lines().map(cells).collect())
    }

    /// As [`Psql::try_run`].
    ///
    /// # Panics
    /// When psql fails, with what it said.
    pub(super) fn run(&self, database: &str, sql: &str) -> Rows {
        self.try_run(database, sql)
            .unwrap_or_else(|why| panic!("{sql}: {why}"))
    }
}
