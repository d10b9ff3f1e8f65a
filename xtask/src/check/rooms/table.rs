//! The table: which room may use which, which packages a package may depend on, and which outside
//! crates stay in which room.

/// Packages whose rooms are ruled.
pub(super) const RULED: [&str; 4] = [
    "outrider-model",
    "outrider-core",
    "outrider-server",
    "outrider-bindings",
];

/// What a room may use.
#[derive(Debug, Clone, Copy)]
pub(super) enum May {
    /// These rooms, and the open ones of its package.
    Use(&'static [&'static str]),
    /// Every room but these.
    UseAllBut(&'static [&'static str]),
}

/// One row of the table.
#[derive(Debug)]
pub(super) struct Room {
    pub(super) package: &'static str,
    pub(super) name: &'static str,
    pub(super) may: May,
}

/// Rooms that every room of the package may use: errors and seams, which know nobody.
pub(super) const OPEN: [(&str, &[&str]); 2] = [
    (
        "outrider-core",
        &[
            "error",
            "clock",
            "rng",
            "seam",
            "keystore",
            "blob",
            "space",
            "background",
        ],
    ),
    ("outrider-server", &["error", "clock", "rng", "seam"]),
];

const fn core(name: &'static str, may: May) -> Room {
    Room {
        package: "outrider-core",
        name,
        may,
    }
}

const fn server(name: &'static str, may: May) -> Room {
    Room {
        package: "outrider-server",
        name,
        may,
    }
}

/// Who may know whom.
pub(super) const ROOMS: &[Room] = &[
    core("store", May::Use(&[])),
    core("transact", May::Use(&["store", "observe"])),
    core("command", May::Use(&["transact", "query"])),
    core("query", May::Use(&["store"])),
    core("view", May::Use(&["query"])),
    core("sync", May::Use(&["transact", "query"])),
    core("transport", May::Use(&[])),
    core("observe", May::Use(&[])),
    core("clock", May::Use(&[])),
    core(
        "error",
        May::UseAllBut(&["command", "query", "view", "app"]),
    ),
    server("store", May::Use(&[])),
    server("audit", May::Use(&["store"])),
    server("ingest", May::Use(&["audit", "store"])),
    server("privacy", May::Use(&["audit", "ingest", "store"])),
    server("feed", May::Use(&["store"])),
    server("report", May::Use(&["store"])),
    server("post", May::Use(&["store"])),
    server("console", May::Use(&["config"])),
    server("setting", May::Use(&["auth", "post", "store"])),
    server("auth", May::UseAllBut(&["api", "router"])),
    server("api", May::UseAllBut(&["store"])),
];

/// An outside crate, or a part of the standard library, that stays in certain rooms.
#[derive(Debug)]
pub(super) struct Outside {
    pub(super) package: &'static str,
    /// The path as it stands in code.
    pub(super) path: &'static str,
    /// The rooms that may name it.
    pub(super) rooms: &'static [&'static str],
}

const fn outside(
    package: &'static str,
    path: &'static str,
    rooms: &'static [&'static str],
) -> Outside {
    Outside {
        package,
        path,
        rooms,
    }
}

/// Which outside paths stay where.
pub(super) const OUTSIDE: &[Outside] = &[
    outside("outrider-core", "rusqlite", &["store"]),
    outside("outrider-core", "reqwest", &["transport"]),
    outside("outrider-core", "rustls", &["transport"]),
    outside("outrider-core", "tokio::net", &["transport"]),
    outside("outrider-core", "std::net", &["transport"]),
    outside("outrider-server", "rusqlite", &["store"]),
    outside("outrider-server", "lettre", &["post"]),
    outside("outrider-server", "reqwest", &["auth", "config"]),
    outside("outrider-server", "tokio_postgres", &["store"]),
    outside("outrider-server", "tokio_postgres_rustls", &["store"]),
    outside("outrider-model", "std::fs", &[]),
    outside("outrider-model", "std::net", &[]),
    outside("outrider-model", "std::env", &[]),
    outside("outrider-model", "std::io", &[]),
    outside("outrider-model", "std::process", &[]),
    outside("outrider-model", "std::thread", &[]),
    outside("outrider-model", "std::time::SystemTime", &[]),
    outside("outrider-model", "std::time::Instant", &[]),
];

/// What a package may depend on.
#[derive(Debug)]
pub(super) struct Arrows {
    pub(super) package: &'static str,
    /// When given, nothing else may ship with it.
    pub(super) only: Option<&'static [&'static str]>,
    /// What it must not depend on, in tests either.
    pub(super) never: &'static [&'static str],
}

/// Arrows between packages.
pub(super) const PACKAGES: [Arrows; 4] = [
    Arrows {
        package: "outrider-model",
        only: Some(&[
            "serde",
            "serde_json",
            "uuid",
            "jiff",
            "rust_decimal",
            "geo",
            "libm",
            "sha2",
            "utoipa",
            "uniffi",
            "thiserror",
            "similar",
        ]),
        never: &[
            "outrider-core",
            "outrider-server",
            "rusqlite",
            "reqwest",
            "tokio",
        ],
    },
    Arrows {
        package: "outrider-core",
        only: None,
        never: &["outrider-server", "axum"],
    },
    Arrows {
        package: "outrider-server",
        only: None,
        never: &["outrider-core"],
    },
    Arrows {
        package: "outrider-bindings",
        only: Some(&[
            "outrider-core",
            "outrider-model",
            "jiff",
            "thiserror",
            "uniffi",
            "uuid",
        ]),
        never: &["outrider-server", "rusqlite", "reqwest"],
    },
];
