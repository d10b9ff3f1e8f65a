//! An error of the disk while a store is opened is told or overcome; it never leads to a store
//! outside the write-ahead log.

use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use outrider_core::command::customer;
use outrider_core::error::{AppError, Result};
use outrider_core::observe::Observers;
use outrider_core::store::{Profile, Store, StoreConfig, Turn};
use outrider_core::testing::{ManualClock, SeededRng};
use outrider_core::transact::Transactor;
use outrider_model::change::CustomerAdded;
use outrider_model::id::{DeviceId, OrganisationId, PersonId};
use outrider_tests::prove::scratch;
use outrider_tests::vfs::{Fault, FaultKind, FaultVfs};
use rusqlite::{Connection, OpenFlags};
use uuid::Uuid;

fn open(folder: &Path, vfs: &FaultVfs) -> Result<Transactor> {
    static OPENED: AtomicU64 = AtomicU64::new(0);
    let config = StoreConfig {
        vfs: Some(vfs.name().to_owned()),
        ..StoreConfig::new(folder)
    };
    // Opened again, a phone mints other ids.
    let rng = SeededRng::new(OPENED.fetch_add(1, Ordering::Relaxed));
    let clock = Arc::new(ManualClock::at(1_760_000_000_000_000));
    let store = Store::open(config, clock, Arc::new(rng))?;
    let profile = Profile {
        server: "http://localhost".into(),
        organisation: OrganisationId(Uuid::nil()),
        organisation_name: "Test".into(),
        person: PersonId(Uuid::from_u128(1)),
        person_name: "Anna".into(),
        device: DeviceId(Uuid::from_u128(2)),
    };
    store.write(Turn::Interactive, |writing| writing.enrol(profile))?;
    let observers = Arc::new(Observers::default());
    Ok(Transactor::new(Arc::new(store), observers))
}

fn save(door: &Transactor) {
    let shop = CustomerAdded {
        name: "Corner shop".into(),
        ..CustomerAdded::default()
    };
    customer::add(door, shop).unwrap();
}

/// A save moves the log, and another connection sees that there is one.
fn writes_ahead(door: &Transactor, folder: &Path, vfs: &FaultVfs) {
    let log = || fs::read(folder.join("outrider.db-wal")).unwrap_or_default();
    let before = log();
    save(door);
    assert_ne!(log(), before, "a save did not reach the log");
    let other = Connection::open_with_flags_and_vfs(
        folder.join("outrider.db"),
        OpenFlags::default(),
        vfs.name(),
    )
    .unwrap();
    let mode: String = other
        .query_row("PRAGMA journal_mode", [], |row| row.get(0))
        .unwrap();
    assert_eq!(mode, "wal");
}

/// Opens under each fault in turn until one finds nothing to strike; returns how many struck.
fn sweep(kind: FaultKind, sticky: bool, prepare: fn(&Path, &FaultVfs)) -> u64 {
    let mut struck = 0;
    for at in 1.. {
        let folder = scratch();
        let vfs = FaultVfs::register(at).unwrap();
        prepare(folder.path(), &vfs);
        vfs.arm(Fault { kind, at, sticky });
        let opened = open(folder.path(), &vfs);
        vfs.disarm();
        let door = match opened {
            Ok(door) => door,
            Err(error) => {
                let told = AppError::from(error);
                let expected = [AppError::StorageFull, AppError::StorageFailed];
                assert!(expected.contains(&told), "{kind:?} at {at}: {told:?}");
                open(folder.path(), &vfs).unwrap()
            }
        };
        writes_ahead(&door, folder.path(), &vfs);
        if !vfs.fired().contains_key(&kind) {
            break;
        }
        struck += 1;
    }
    println!("{kind:?}, sticky {sticky}: {struck} operations struck");
    struck
}

const KINDS: [FaultKind; 5] = [
    FaultKind::Full,
    FaultKind::ReadError,
    FaultKind::WriteError,
    FaultKind::SyncError,
    FaultKind::ShortRead,
];

#[test]
fn f04_no_error_while_a_profile_is_opened_for_the_first_time_leaves_it_outside_the_log() {
    for kind in KINDS {
        let struck = sweep(kind, false, |_, _| {});
        assert!(struck > 0, "{kind:?} never struck");
        sweep(kind, true, |_, _| {});
    }
}

#[test]
fn f04_no_error_while_a_profile_is_opened_again_leaves_it_outside_the_log() {
    for kind in KINDS {
        let struck = sweep(kind, false, |folder, vfs| save(&open(folder, vfs).unwrap()));
        assert!(struck > 0, "{kind:?} never struck");
        sweep(kind, true, |folder, vfs| save(&open(folder, vfs).unwrap()));
    }
}

/// A process that is killed leaves a log behind. Where it had begun that log anew, older frames
/// stand behind the newest, and the next write goes over them: the log does not grow.
#[test]
fn a_log_left_behind_with_older_frames_in_it_is_no_doubt() {
    let live = scratch();
    let vfs = FaultVfs::register(1).unwrap();
    let door = open(live.path(), &vfs).unwrap();
    for _ in 0..20 {
        save(&door);
    }
    door.store().rest().unwrap();
    save(&door);
    let left = scratch();
    for name in ["outrider.db", "outrider.db-wal"] {
        // The core's own files are open in this process, whose locks no longer matter here.
        fs::copy(live.path().join(name), left.path().join(name)).unwrap();
    }
    let log = left.path().join("outrider.db-wal");
    let length = fs::metadata(&log).unwrap().len();
    let door = open(left.path(), &vfs).unwrap();
    assert_eq!(fs::metadata(&log).unwrap().len(), length);
    writes_ahead(&door, left.path(), &vfs);
}
