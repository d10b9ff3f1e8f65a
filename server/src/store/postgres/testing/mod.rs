//! Databases for tests.

mod cluster;
mod proxy;

use std::path::Path;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

pub(in crate::store) use cluster::cluster;
pub(in crate::store) use proxy::{Proxy, papers};

use super::Postgres;

const TEMPLATE: &str = "outrider_template";
/// The file in a folder that names its database.
const KEPT: &str = "database";

/// Returns the name of a folder's database, which is made at the first call.
pub(in crate::store) fn name(folder: &Path) -> String {
    let kept = folder.join(KEPT);
    if let Ok(name) = std::fs::read_to_string(&kept) {
        return name;
    }
    static MADE: OnceLock<()> = OnceLock::new();
    MADE.get_or_init(|| {
        cluster().create(TEMPLATE, None);
        drop(Postgres::open(&cluster().url(TEMPLATE)).unwrap());
    });
    let name = fresh(TEMPLATE);
    std::fs::write(kept, &name).unwrap();
    name
}

/// Makes a database for a folder like that of another folder; says whether that one has any.
pub(in crate::store) fn copy(from: &Path, to: &Path) -> bool {
    let Ok(like) = std::fs::read_to_string(from.join(KEPT)) else {
        return false;
    };
    let name = fresh(&like);
    std::fs::write(to.join(KEPT), name).unwrap();
    true
}

/// Makes a further database like another one.
fn fresh(like: &str) -> String {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let name = format!("t{}", COUNT.fetch_add(1, Ordering::Relaxed));
    cluster().create(&name, Some(like));
    name
}

/// Returns the address of a folder's database.
pub(in crate::store) fn url(folder: &Path) -> String {
    cluster().url(&name(folder))
}
