//! A copy of every organisation as it was, before the database is brought up to this version.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tokio_postgres::Config;
use tokio_postgres::config::{Host, SslMode};

use super::super::{StoreError, Tenant};

/// What is being done when it fails.
const DOING: &str = "copying the database aside before bringing it up to this version";
/// Row security binds the role of the server: it reads one organisation at a time, and what it reads
/// goes in again by inserting.
const HOW: [&str; 4] = [
    "--format=custom",
    "--enable-row-security",
    "--rows-per-insert=500",
    "--no-password",
];

/// Whether a database of an older version is copied before it is migrated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Aside {
    /// By pg_dump into a folder; without pg_dump it is not migrated.
    Dumped(PathBuf),
    /// It is not: whoever asks for this has a copy.
    Nothing,
}

/// Copies every organisation into a file of its own, `outrider-SLUG.before-N.dump`, for the schema
/// `next` that is to come; the files are on the disk when this returns.
///
/// # Errors
/// [`StoreError::Database`] when pg_dump is not there, or fails, or there is no room; no part of a
/// copy is then left.
pub(super) fn before(
    config: &Config,
    tenants: &[Tenant],
    next: u32,
    folder: &Path,
) -> Result<Vec<PathBuf>, StoreError> {
    let program = program().ok_or_else(|| {
        refused(
            "there is no pg_dump: install PostgreSQL's client programs, or say --without-backup \
             when there is another copy",
        )
    })?;
    let copy = |tenant: &Tenant| {
        let copy = folder.join(format!("outrider-{}.before-{next}.dump", tenant.slug));
        let part = copy.with_extension(format!("part-{}", std::process::id()));
        let made = dump(&program, config, tenant, &part)
            .and_then(|()| fs::rename(&part, &copy).map_err(unwritten));
        if made.is_err() {
            // What cannot be removed was perhaps never made.
            let _left = fs::remove_file(&part);
        }
        made.map(|()| copy)
    };
    let copies = tenants.iter().map(copy).collect::<Result<Vec<_>, _>>()?;
    sync(folder)?;
    Ok(copies)
}

fn dump(program: &Path, config: &Config, tenant: &Tenant, part: &Path) -> Result<(), StoreError> {
    let mut command = Command::new(program);
    point(&mut command, config);
    command
        .args(HOW)
        .arg("--file")
        .arg(part)
        .env(
            "PGOPTIONS",
            format!("-c app.org={}", tenant.id.0.hyphenated()),
        )
        .stdin(Stdio::null())
        .stdout(Stdio::null());
    let ended = command.output().map_err(unwritten)?;
    if !ended.status.success() {
        let said = String::from_utf8_lossy(&ended.stderr).trim().to_owned();
        return Err(StoreError::database(DOING, format!("pg_dump: {said}")));
    }
    sync(part)
}

/// Points pg_dump at the database by its environment: its arguments everybody could read.
fn point(command: &mut Command, config: &Config) {
    let hosts: Vec<String> = config.get_hosts().iter().map(host).collect();
    let ports: Vec<String> = config.get_ports().iter().map(u16::to_string).collect();
    let password = config.get_password().map(String::from_utf8_lossy);
    let mode = match config.get_ssl_mode() {
        SslMode::Disable => "disable",
        SslMode::Require => "require",
        SslMode::Prefer | _ => "prefer",
    };
    for (name, value) in [
        ("PGHOST", hosts.join(",")),
        ("PGPORT", ports.join(",")),
        ("PGUSER", config.get_user().unwrap_or_default().to_owned()),
        (
            "PGDATABASE",
            config.get_dbname().unwrap_or_default().to_owned(),
        ),
        ("PGPASSWORD", password.unwrap_or_default().into_owned()),
        ("PGSSLMODE", mode.to_owned()),
    ] {
        if !value.is_empty() {
            command.env(name, value);
        }
    }
}

fn host(host: &Host) -> String {
    match host {
        Host::Tcp(name) => name.clone(),
        #[cfg(unix)]
        Host::Unix(folder) => folder.display().to_string(),
    }
}

/// Finds pg_dump: in the path, or where Debian keeps the newest.
fn program() -> Option<PathBuf> {
    let named = std::env::var_os("PATH").unwrap_or_default();
    let mut folders: Vec<PathBuf> = std::env::split_paths(&named).collect();
    let mut versions: Vec<PathBuf> = fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .flatten()
        .map(|version| version.path().join("bin"))
        .collect();
    versions.sort_unstable();
    folders.extend(versions.into_iter().rev());
    let programs = folders.into_iter().map(|folder| folder.join("pg_dump"));
    programs.into_iter().find(|program| program.is_file())
}

fn sync(path: &Path) -> Result<(), StoreError> {
    File::open(path)
        .and_then(|file| file.sync_all())
        .map_err(unwritten)
}

fn unwritten(error: io::Error) -> StoreError {
    StoreError::database(DOING, error)
}

fn refused(why: &'static str) -> StoreError {
    StoreError::database(DOING, why)
}
