//! A PostgreSQL of its own for the tests of one process: made at the first use, gone with the
//! process, however that ends.
//!
//! Only the standard library is used, and the programs of PostgreSQL.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;

/// Without durability, since nothing outlives the process; a folder of sockets and no port. When the
/// pipe from the tests closes, everything is taken down.
const KEEPER: &str = r#"
cd /tmp
if [ "$(id -u)" = 0 ] && [ -z "$OUTRIDER_KEEPER" ]; then
    OUTRIDER_KEEPER=1 exec runuser -u postgres -- sh -c "$0"
fi
newest=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1)
PATH=${PG_BIN:-$newest}:$PATH
command -v initdb >/dev/null || { echo "there is no initdb" >&2; exit 1; }
dir=$(mktemp -d /tmp/outrider-pg.XXXXXX) || exit 1
chmod 755 "$dir"
initdb -D "$dir/data" -A trust -U keeper --no-sync -E UTF8 --locale=C >"$dir/log" 2>&1 &&
pg_ctl -D "$dir/data" -w -s -l "$dir/log" start -o "-k $dir -c listen_addresses='' -c fsync=off \
    -c full_page_writes=off -c max_connections=300 -c shared_buffers=64MB" >>"$dir/log" 2>&1 ||
    { cat "$dir/log" >&2; rm -rf "$dir"; exit 1; }
trap : INT TERM HUP
echo "$dir"
cat >/dev/null
pg_ctl -D "$dir/data" -m immediate -s stop
rm -rf "$dir"
"#;

/// A running cluster.
pub(in crate::store) struct Cluster {
    folder: String,
    /// Holds the pipe whose end is the cluster's.
    _keeper: Child,
}

/// Returns the cluster of this process.
///
/// # Panics
/// When PostgreSQL cannot be started; says how it is installed.
pub(in crate::store) fn cluster() -> &'static Cluster {
    static CLUSTER: OnceLock<Cluster> = OnceLock::new();
    CLUSTER.get_or_init(|| {
        let cluster = Cluster::start().unwrap_or_else(|why| {
            panic!(
                "these tests need PostgreSQL, which could not be started: {why}. Install it with \
                 `apt-get install postgresql-15`, or name the folder of its programs in PG_BIN"
            )
        });
        cluster.tell(
            "postgres",
            "CREATE ROLE outrider LOGIN NOSUPERUSER NOBYPASSRLS",
        );
        cluster
    })
}

impl Cluster {
    fn start() -> Result<Cluster, String> {
        let mut keeper = Command::new("sh")
            .args(["-c", "exec sh -c \"$0\" \"$0\"", KEEPER])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(|why| why.to_string())?;
        let mut folder = String::new();
        if let Some(said) = keeper.stdout.take() {
            BufReader::new(said)
                .read_line(&mut folder)
                .map_err(|why| why.to_string())?;
        }
        let folder = folder.trim().to_owned();
        if folder.is_empty() {
            let mut why = String::new();
            if let Some(mut said) = keeper.stderr.take() {
                said.read_to_string(&mut why)
                    .map_err(|why| why.to_string())?;
            }
            return Err(why.trim().to_owned());
        }
        Ok(Cluster {
            folder,
            _keeper: keeper,
        })
    }

    /// Returns the folder of its sockets.
    pub(in crate::store) fn sockets(&self) -> &str {
        &self.folder
    }

    /// Returns the address of a database for the role of the server.
    pub(in crate::store) fn url(&self, database: &str) -> String {
        self.url_as("outrider", database)
    }

    /// Returns the address of a database for a role; `keeper` may do anything.
    pub(in crate::store) fn url_as(&self, role: &str, database: &str) -> String {
        format!("postgres://{role}@/{database}?host={}", self.folder)
    }

    /// Makes a database that belongs to the role of the server, empty or like another.
    pub(in crate::store) fn create(&self, database: &str, like: Option<&str>) {
        let like = like.unwrap_or("template0");
        self.tell(
            "postgres",
            &format!("CREATE DATABASE {database} OWNER outrider TEMPLATE {like} STRATEGY wal_log"),
        );
    }

    /// Does statements as the keeper, and returns the rows as lines.
    ///
    /// # Panics
    /// When the database refuses them.
    pub(in crate::store) fn tell(&self, database: &str, sql: &str) -> String {
        self.psql("keeper", database, sql)
            .unwrap_or_else(|why| panic!("{sql}: {why}"))
    }

    /// Does statements as the server's role, and returns the rows as lines.
    ///
    /// # Errors
    /// What the database said.
    pub(in crate::store) fn ask(&self, database: &str, sql: &str) -> Result<String, String> {
        self.psql("outrider", database, sql)
    }

    fn psql(&self, role: &str, database: &str, sql: &str) -> Result<String, String> {
        let mut said = Command::new("psql")
            .args(["-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1"])
            .args(["-h", &self.folder, "-U", role, "-d", database])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(|why| why.to_string())?;
        if let Some(mut words) = said.stdin.take() {
            words
                .write_all(sql.as_bytes())
                .map_err(|why| why.to_string())?;
        }
        let done = said.wait_with_output().map_err(|why| why.to_string())?;
        if done.status.success() {
            Ok(String::from_utf8_lossy(&done.stdout).trim().to_owned())
        } else {
            Err(String::from_utf8_lossy(&done.stderr).trim().to_owned())
        }
    }
}
