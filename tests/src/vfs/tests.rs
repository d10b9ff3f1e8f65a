//! Calibration against plain SQLite: the model must show each mode's known colour.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags, params};
use tempfile::TempDir;

use crate::rng::Rng;

use super::{CrashPoint, Fault, FaultKind, FaultVfs, Tear};

const SAVES: i64 = 12;

/// A way to run SQLite.
#[derive(Clone, Copy)]
struct Mode {
    journal: &'static str,
    synchronous: &'static str,
    lies: bool,
}

const fn mode(journal: &'static str, synchronous: &'static str) -> Mode {
    Mode {
        journal,
        synchronous,
        lies: false,
    }
}

fn open(path: &Path, vfs: &str, mode: Mode) -> rusqlite::Result<Connection> {
    let connection = Connection::open_with_flags_and_vfs(path, OpenFlags::default(), vfs)?;
    connection.pragma_update(None, "journal_mode", mode.journal)?;
    connection.pragma_update(None, "synchronous", mode.synchronous)?;
    connection.pragma_update(None, "wal_autocheckpoint", 12)?;
    Ok(connection)
}

fn create(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute_batch(
        "BEGIN; CREATE TABLE IF NOT EXISTS record(id INTEGER PRIMARY KEY, body BLOB NOT NULL);
         CREATE TABLE IF NOT EXISTS outbox(id INTEGER PRIMARY KEY); COMMIT;",
    )
}

fn save(connection: &mut Connection, id: i64, rng: &mut Rng) -> rusqlite::Result<()> {
    let mut body = vec![0; 100 + usize::try_from(rng.below(3000)).unwrap()];
    body.fill_with(|| rng.next_u64().to_le_bytes()[0]);
    let transaction = connection.transaction()?;
    transaction.execute("INSERT INTO record VALUES (?1, ?2)", params![id, body])?;
    transaction.execute("INSERT INTO outbox VALUES (?1)", [id])?;
    // Rewrites an older row, so that pages in the middle of the file move too.
    transaction.execute(
        "UPDATE record SET body = ?2 WHERE id = ?1 / 2",
        params![id, body],
    )?;
    transaction.commit()
}

/// Saves a dozen times, with one clean close in the middle, and marks each acknowledged save.
fn work(vfs: &FaultVfs, path: &Path, mode: Mode, seed: u64) {
    let mut rng = Rng::new(seed);
    if mode.lies {
        vfs.lie();
    }
    let mut connection = open(path, vfs.name(), mode).unwrap();
    create(&connection).unwrap();
    for id in 1..=SAVES {
        if id == SAVES / 2 {
            drop(connection);
            connection = open(path, vfs.name(), mode).unwrap();
        }
        save(&mut connection, id, &mut rng).unwrap();
        vfs.mark(id.to_string());
    }
}

fn ids(connection: &Connection, table: &str) -> rusqlite::Result<BTreeSet<i64>> {
    let mut statement = connection.prepare(&format!("SELECT id FROM {table}"))?;
    statement.query_map([], |row| row.get(0))?.collect()
}

/// Reopens with the system's VFS; says whether everything acknowledged is there and nothing torn.
fn sound(path: &Path, acknowledged: &[String]) -> rusqlite::Result<bool> {
    let mut connection = Connection::open(path)?;
    let answer: String = connection.query_row("PRAGMA integrity_check", [], |row| row.get(0))?;
    create(&connection)?;
    let records = ids(&connection, "record")?;
    let whole = answer == "ok"
        && records == ids(&connection, "outbox")?
        && acknowledged
            .iter()
            .all(|id| records.contains(&id.parse().unwrap()));
    connection.pragma_update(None, "synchronous", "OFF")?;
    save(&mut connection, 1000, &mut Rng::new(0))?;
    Ok(whole)
}

fn judge(point: &CrashPoint, scratch: &Path) -> (bool, super::Damage) {
    let folder = scratch.join(format!("{}-{}", point.index, point.tear.name()));
    let damage = point.build(&folder).unwrap();
    let good = sound(&folder.join("a.db"), point.marks()).unwrap_or(false);
    fs::remove_dir_all(folder).unwrap();
    (good, damage)
}

/// A folder in memory where the machine has one.
fn scratch() -> TempDir {
    let memory = PathBuf::from("/dev/shm");
    if memory.is_dir() {
        tempfile::tempdir_in(memory).unwrap()
    } else {
        tempfile::tempdir().unwrap()
    }
}

#[derive(Debug, Default)]
struct Picture {
    runs: u64,
    bad: BTreeMap<Tear, u64>,
    garbled: u64,
    entries_lost: u64,
    ghosts: u64,
}

fn cut_everywhere(mode: Mode) -> Picture {
    let mut picture = Picture::default();
    for seed in [1, 2] {
        let scratch = scratch();
        let vfs = FaultVfs::register(seed).unwrap();
        work(&vfs, &scratch.path().join("a.db"), mode, seed);
        for point in vfs.trace().images(seed) {
            let (good, damage) = judge(&point, scratch.path());
            picture.runs += 1;
            picture.garbled += damage.sectors_garbled;
            picture.entries_lost += damage.entries_lost;
            picture.ghosts += damage.ghosts;
            if !good {
                *picture.bad.entry(point.tear).or_default() += 1;
            }
        }
    }
    println!(
        "seeds 1, 2: {} + {}: {picture:?}",
        mode.journal, mode.synchronous
    );
    picture
}

impl Picture {
    fn bad(&self) -> u64 {
        self.bad.values().sum()
    }
}

#[test]
fn wal_with_extra_or_full_loses_nothing_at_any_cut() {
    for synchronous in ["EXTRA", "FULL"] {
        let picture = cut_everywhere(mode("WAL", synchronous));
        assert_eq!(picture.bad(), 0, "{picture:?}");
        assert!(
            picture.garbled > 0 && picture.entries_lost > 0,
            "{picture:?}"
        );
    }
}

#[test]
fn wal_with_normal_loses_acknowledged_saves() {
    let picture = cut_everywhere(mode("WAL", "NORMAL"));
    assert!(picture.bad() * 10 > picture.runs, "{picture:?}");
}

#[test]
fn a_rollback_journal_that_comes_back_undoes_a_save_unless_extra_syncs_the_folder() {
    let full = cut_everywhere(mode("DELETE", "FULL"));
    assert!(full.bad() > 0 && full.ghosts > 0, "{full:?}");
    let extra = cut_everywhere(mode("DELETE", "EXTRA"));
    assert_eq!(extra.bad(), 0, "{extra:?}");
}

#[test]
fn flash_that_lies_about_syncs_loses_nearly_always() {
    let picture = cut_everywhere(Mode {
        lies: true,
        ..mode("WAL", "EXTRA")
    });
    // A cut after everything arrived loses nothing: one pattern in five.
    assert!(picture.bad() * 10 > picture.runs * 6, "{picture:?}");
}

/// Saves with one fault armed; returns which saves were acknowledged and whether any was refused.
fn work_under(vfs: &FaultVfs, path: &Path, mode: Mode, fault: Fault) -> (Vec<String>, bool) {
    let mut rng = Rng::new(9);
    let mut acknowledged = Vec::new();
    let mut refused = false;
    let mut connection = open(path, vfs.name(), mode).unwrap();
    create(&connection).unwrap();
    vfs.arm(fault);
    for id in 1..=SAVES {
        match save(&mut connection, id, &mut rng) {
            Ok(()) => acknowledged.push(id.to_string()),
            Err(_) => refused = true,
        }
    }
    vfs.disarm();
    save(&mut connection, SAVES + 1, &mut rng).unwrap();
    acknowledged.push((SAVES + 1).to_string());
    (acknowledged, refused)
}

fn sweep(kind: FaultKind, mode: Mode) -> u64 {
    let mut fired = 0;
    for sticky in [false, true] {
        for at in 1.. {
            let scratch = scratch();
            let path = scratch.path().join("a.db");
            let vfs = FaultVfs::register(at).unwrap();
            let (acknowledged, refused) = work_under(&vfs, &path, mode, Fault { kind, at, sticky });
            let count = vfs.fired().get(&kind).copied().unwrap_or_default();
            fired += count;
            assert!(
                sound(&path, &acknowledged).unwrap(),
                "{kind:?} at {at}, sticky {sticky}"
            );
            if count == 0 {
                assert!(!refused, "refused without a fault: {kind:?} at {at}");
                break;
            }
            if sticky && kind == FaultKind::Full {
                assert!(refused, "a full disk went unseen at {at}");
            }
        }
    }
    println!("{kind:?} fired {fired}");
    fired
}

#[test]
fn a_full_disk_at_any_write_is_told_and_loses_nothing_acknowledged() {
    assert!(sweep(FaultKind::Full, mode("WAL", "EXTRA")) > 0);
}

#[test]
fn an_error_at_any_read_write_truncate_or_sync_loses_nothing_acknowledged() {
    let kinds = [
        FaultKind::ReadError,
        FaultKind::ShortRead,
        FaultKind::WriteError,
        FaultKind::SyncError,
    ];
    for kind in kinds {
        assert!(
            sweep(kind, mode("WAL", "EXTRA")) > 0,
            "{kind:?} never fired"
        );
    }
    // In WAL nothing is truncated here; a truncated journal is how this mode commits.
    assert!(sweep(FaultKind::TruncateError, mode("TRUNCATE", "EXTRA")) > 0);
}

/// What speaks against WAL being in force.
#[derive(Debug, PartialEq, Eq)]
enum Doubt {
    SecondConnection(String),
    LogUntouched,
}

/// The log's length and header; its header changes when SQLite begins it anew. Reading the log is
/// harmless; opening and closing the database file itself would drop SQLite's POSIX locks.
fn log(path: &Path) -> (usize, Vec<u8>) {
    let mut name = path.as_os_str().to_owned();
    name.push("-wal");
    let bytes = fs::read(name).unwrap_or_default();
    (bytes.len(), bytes.into_iter().take(32).collect())
}

/// Proves WAL from outside: another connection answers `wal`, and a write moves the log.
fn doubt(connection: &Connection, path: &Path, vfs: &str) -> rusqlite::Result<Option<Doubt>> {
    let before = log(path);
    let version: i64 = connection.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    connection.pragma_update(None, "user_version", version)?;
    if log(path) == before {
        return Ok(Some(Doubt::LogUntouched));
    }
    let second = Connection::open_with_flags_and_vfs(path, OpenFlags::default(), vfs)?;
    let answer: String = second.query_row("PRAGMA journal_mode", [], |row| row.get(0))?;
    Ok((answer != "wal").then_some(Doubt::SecondConnection(answer)))
}

#[test]
fn wal_in_force_raises_no_doubt_also_after_a_checkpoint_and_a_reopening() {
    let scratch = scratch();
    let path = scratch.path().join("a.db");
    let vfs = FaultVfs::register(1).unwrap();
    for _ in 0..2 {
        let connection = open(&path, vfs.name(), mode("WAL", "EXTRA")).unwrap();
        assert_eq!(doubt(&connection, &path, vfs.name()).unwrap(), None);
        connection
            .query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()))
            .unwrap();
        assert_eq!(doubt(&connection, &path, vfs.name()).unwrap(), None);
    }
}

/// Opens as most programs do, not looking at whether the switch to WAL worked, with one fault on
/// the way; returns the doubt, or an error when opening itself told of the fault.
fn open_in_doubt(path: &Path, fault: Fault) -> rusqlite::Result<Option<Doubt>> {
    let vfs = FaultVfs::register(fault.at)?;
    vfs.arm(fault);
    let connection = Connection::open_with_flags_and_vfs(path, OpenFlags::default(), vfs.name())?;
    let switched: rusqlite::Result<String> =
        connection.pragma_update_and_check(None, "journal_mode", "WAL", |row| row.get(0));
    vfs.disarm();
    let doubt = doubt(&connection, path, vfs.name())?;
    create(&connection)?;
    assert_eq!(
        doubt.is_none(),
        log(path).0 > 0,
        "{fault:?}: {switched:?}, {doubt:?}"
    );
    // The trap: the pragma may answer `wal` while a rollback journal is in use.
    Ok(doubt.filter(|_| switched.is_ok_and(|answer| answer == "wal")))
}

#[test]
fn a_switch_to_wal_that_failed_silently_is_noticed() {
    let mut silent = 0;
    for kind in FaultKind::ALL {
        for at in 1..=12 {
            let scratch = scratch();
            let fault = Fault {
                kind,
                at,
                sticky: false,
            };
            silent += u64::from(matches!(
                open_in_doubt(&scratch.path().join("a.db"), fault),
                Ok(Some(Doubt::LogUntouched))
            ));
        }
    }
    println!("silent failures noticed: {silent}");
    assert!(
        silent > 0,
        "no fault kept WAL from coming into force while the pragma said it was"
    );
}

#[test]
fn readers_and_a_writer_share_memory_through_the_vfs() {
    let scratch = scratch();
    let path = scratch.path().join("a.db");
    let vfs = FaultVfs::register(1).unwrap();
    let mut writer = open(&path, vfs.name(), mode("WAL", "EXTRA")).unwrap();
    create(&writer).unwrap();
    let reader = open(&path, vfs.name(), mode("WAL", "EXTRA")).unwrap();
    for id in 1..=SAVES {
        save(&mut writer, id, &mut Rng::new(1)).unwrap();
        assert_eq!(
            ids(&reader, "outbox").unwrap().len(),
            usize::try_from(id).unwrap()
        );
    }
}

#[test]
fn the_same_seed_builds_the_same_images() {
    let scratch = scratch();
    let vfs = FaultVfs::register(5).unwrap();
    work(&vfs, &scratch.path().join("a.db"), mode("WAL", "EXTRA"), 5);
    let trace = vfs.trace();
    for (left, right) in trace.images(5).zip(trace.images(5)).step_by(17) {
        let (one, two) = (scratch.path().join("one"), scratch.path().join("two"));
        assert_eq!(left.build(&one).unwrap(), right.build(&two).unwrap());
        assert_eq!(contents(&one), contents(&two));
        fs::remove_dir_all(one).unwrap();
        fs::remove_dir_all(two).unwrap();
    }
    assert_eq!(trace.images(5).last().unwrap().index, trace.operations());
}

fn contents(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| {
            (
                PathBuf::from(path.file_name().unwrap()),
                fs::read(path).unwrap(),
            )
        })
        .collect()
}

#[test]
fn files_that_stood_before_are_part_of_every_image() {
    let scratch = scratch();
    let path = scratch.path().join("a.db");
    let mut connection = Connection::open(&path).unwrap();
    create(&connection).unwrap();
    save(&mut connection, 1, &mut Rng::new(1)).unwrap();
    drop(connection);
    let vfs = FaultVfs::register(1).unwrap();
    vfs.mark("1");
    let mut connection = open(&path, vfs.name(), mode("WAL", "EXTRA")).unwrap();
    save(&mut connection, 2, &mut Rng::new(1)).unwrap();
    vfs.mark("2");
    drop(connection);
    for point in vfs.trace().images(1) {
        assert!(
            judge(&point, scratch.path()).0,
            "{} {:?}",
            point.index,
            point.tear
        );
    }
}
