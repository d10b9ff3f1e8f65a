//! What an organisation is made of: every table but the one of all organisations and the counters.

/// What a column holds, whatever type the database has for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// A whole number.
    Whole,
    /// Yes or no.
    Flag,
    /// Words.
    Text,
    /// Bytes.
    Bytes,
    /// An id of 16 bytes.
    Id,
    /// The number under which this store keeps a record; it differs from store to store.
    Place,
}

/// A column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name.
    pub name: &'static str,
    /// What it holds.
    pub holds: Holds,
}

/// A table, without the column that names the organisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Table {
    /// Its name.
    pub name: &'static str,
    /// How many of the first columns are its key.
    pub key: usize,
    /// Its columns.
    pub columns: &'static [Column],
}

/// A value on its way. Flags are 0 and 1, ids are bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// None.
    Absent,
    /// A number, a flag or a place.
    Whole(i64),
    /// Words.
    Text(String),
    /// Bytes or an id.
    Bytes(Vec<u8>),
}

macro_rules! tables {
    ($($table:ident [$key:literal]: $($column:ident $holds:ident),+;)+) => {
        /// Every table of an organisation.
        pub const TABLES: &[Table] = &[$(Table {
            name: stringify!($table),
            key: $key,
            columns: &[$(Column { name: stringify!($column), holds: Holds::$holds }),+],
        }),+];
    };
}

tables! {
    epoch [1]: number Whole, epoch Id, first Whole;
    record [1]: rid Place, id Id, kind Text, home Id, seq Whole, bytes Bytes;
    task [1]: rid Place, assignee Id, team Id, customer Id, plan_day Text, status Text, open Flag,
        since Whole, removed Flag, title Text, priority Whole, series Id,
        since_day Text;
    customer [1]: rid Place, name Text, code Text, address Text, owner Id, removed Flag,
        territory Id, tags Text, lat Whole, lon Whole;
    note [1]: rid Place, person Id, customer Id, task Id, time Whole, day Text, outcome Text,
        body Text, withdrawn Flag;
    check_in [1]: rid Place, person Id, customer Id, task Id, begins Whole, withdrawn Flag,
        ends Whole, day Text, verdict Text, evidence Text;
    diary [1]: rid Place, person Id, noticed Whole, settled Flag;
    work_day [1]: rid Place, person Id, day Text, open Flag, asks Flag;
    track [1]: rid Place, person Id, begins Whole, ends Whole, coarse Text;
    location_view [1]: rid Place, subject Id, viewer Id, day Text, last Whole;
    person [1]: rid Place, name Text, role Text, team Id, revoked Flag;
    few [2]: kind Text, rid Place;
    history [1]: seq Whole, change Id, mends Id, author Id, device Id, sequence Whole,
        from_phone Flag, stamp Whole, authority Whole, received Whole, hash Bytes, verdict Text,
        accepted Flag, payload Bytes;
    touched [2]: record Id, seq Whole;
    feed [3]: audience Bytes, seq Whole, rid Place, gone Flag;
    standing [3]: home Id, audience Bytes, cause Place, lapses Whole;
    membership [3]: person Id, audience Bytes, since Whole, until Whole;
    text [2]: record Id, hash Bytes, kept Whole, body Text;
    account [1]: person Id, login Text, argon2id Text, email Text;
    session [1]: token_hash Bytes, person Id, device Id, kind Text, name Text, scopes Text,
        opened Whole, expires Whole, revoked Whole;
    ticket [1]: hash Bytes, purpose Text, person Id, data Text, made Whole, expires Whole,
        spent Whole;
    credential [1]: id Id, person Id, kind Text, name Text, handle Bytes, data Text, made Whole,
        used Whole;
    family [1]: device Id, person Id, key Bytes, seed Bytes, generation Whole, current Bytes,
        previous Bytes, nonce Bytes, expires Whole, revoked Whole;
    device [1]: device Id, person Id, kind Text, last_sync Whole, seq Whole, forks Whole,
        waiting Whole;
    quarantine [1]: change Id, author Id, device Id, received Whole, bytes Bytes, custody Text,
        settled_by Id, settled Whole;
    parcel [1]: id Id, person Id, sealed Bytes, expires Whole, taken Whole;
    setting [1]: name Text, value Text;
    import [1]: import Id, what Text, file Text, person Id, at Whole, undone Whole;
    brought [2]: import Id, rid Place;
    audit [1]: number Whole, at Whole, actor Id, device Id, action Text, subject Id, keyed_by Id,
        detail Text, digest Bytes, hash Bytes;
    audit_key [1]: person Id, key Bytes;
}
