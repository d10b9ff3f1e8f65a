-- The phone's store, version 1. Ids are 16 bytes, times are microseconds since 1970 (UTC).

-- Small facts about this profile, each a JSON value written and read by Rust.
CREATE TABLE meta (
    name  TEXT NOT NULL PRIMARY KEY,
    value BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- What the phone shows: the server's copy with everything that is pending laid over it.
-- slots: the audiences (bits, see slot) in which the server showed it; 0 = it goes once all its
-- changes are judged. generation: the last full fetch that brought it.
CREATE TABLE record (
    rid        INTEGER PRIMARY KEY,
    kind       TEXT NOT NULL,
    id         BLOB NOT NULL UNIQUE,
    slots      INTEGER NOT NULL DEFAULT 0,
    generation INTEGER NOT NULL DEFAULT 0,
    bytes      BLOB NOT NULL
) STRICT;

-- The server's copy, kept only while changes of the record pend. NULL = born on this phone.
CREATE TABLE mirror (
    rid   INTEGER PRIMARY KEY,
    bytes BLOB
) STRICT;

-- What queries need, a table for each kind, filled by model::columns.
CREATE TABLE task (
    rid         INTEGER PRIMARY KEY,
    title       TEXT NOT NULL,
    assignee    BLOB,
    team        BLOB,
    customer    BLOB,
    plan_day    TEXT,
    status      TEXT NOT NULL,
    is_open     INTEGER NOT NULL,
    priority    TEXT NOT NULL,
    window_from INTEGER,
    window_to   INTEGER,
    since       INTEGER NOT NULL,
    removed     INTEGER NOT NULL
) STRICT;

CREATE TABLE customer (
    rid     INTEGER PRIMARY KEY,
    name    TEXT NOT NULL,
    code    TEXT NOT NULL,
    address TEXT NOT NULL,
    owner   BLOB,
    removed INTEGER NOT NULL
) STRICT;

CREATE TABLE note (
    rid       INTEGER PRIMARY KEY,
    person    BLOB NOT NULL,
    customer  BLOB,
    task      BLOB,
    outcome   TEXT,
    time      INTEGER NOT NULL,
    withdrawn INTEGER NOT NULL
) STRICT;

CREATE TABLE check_in (
    rid       INTEGER PRIMARY KEY,
    person    BLOB NOT NULL,
    customer  BLOB NOT NULL,
    task      BLOB,
    begun     INTEGER NOT NULL,
    ended     INTEGER,
    withdrawn INTEGER NOT NULL
) STRICT;

-- Drafts as records: what the server keeps for their author, of all devices.
CREATE TABLE draft_record (
    rid     INTEGER PRIMARY KEY,
    person  BLOB NOT NULL,
    note    BLOB NOT NULL,
    removed INTEGER NOT NULL
) STRICT;

CREATE TABLE diary (
    rid        INTEGER PRIMARY KEY,
    person     BLOB NOT NULL,
    about      BLOB NOT NULL,
    noticed    INTEGER NOT NULL,
    is_settled INTEGER NOT NULL
) STRICT;

CREATE TABLE person (
    rid     INTEGER PRIMARY KEY,
    name    TEXT NOT NULL,
    role    TEXT NOT NULL,
    team    BLOB,
    revoked INTEGER NOT NULL
) STRICT;

-- Near me: one entry a site; place holds the box of each, in 10^-7 degrees.
CREATE TABLE site (
    entry INTEGER PRIMARY KEY,
    rid   INTEGER NOT NULL,
    site  BLOB NOT NULL
) STRICT;
CREATE INDEX site_rid ON site (rid);
CREATE VIRTUAL TABLE place USING rtree_i32 (entry, south, north, west, east);

-- Words of customers and notes; rowid = rid.
CREATE VIRTUAL TABLE search USING fts5 (
    title, body,
    content = '', contentless_delete = 1, tokenize = "unicode61 remove_diacritics 2"
);

-- Changes: waiting, parked, and (judged, settled) the journal of at least 30 days.
-- place: where it is replayed and sent; its sequence, or that of the change it mends.
-- key: the id under which it writes. batch, operation, undoes: what one tap did, for undo;
-- inverse: the body that takes it back, from what its author saw.
-- forecast: what this phone thinks the server will say, when that is a refusal.
CREATE TABLE outbox (
    sequence  INTEGER PRIMARY KEY AUTOINCREMENT,
    place     INTEGER NOT NULL,
    change    BLOB NOT NULL UNIQUE,
    key       BLOB NOT NULL,
    batch     INTEGER NOT NULL,
    operation TEXT NOT NULL,
    undoes    INTEGER,
    inverse   BLOB,
    bytes     BLOB NOT NULL,
    hash      BLOB NOT NULL,
    state     TEXT NOT NULL CHECK (state IN ('unsent', 'sent', 'parked', 'judged', 'settled')),
    stamp     INTEGER NOT NULL,
    authority INTEGER NOT NULL,
    forecast  BLOB,
    verdict   BLOB,
    epoch     BLOB,
    seq       INTEGER,
    retry_at  INTEGER,
    saved_at  INTEGER NOT NULL,
    judged_at INTEGER
) STRICT;
CREATE INDEX outbox_pending ON outbox (place, sequence) WHERE state IN ('unsent', 'sent', 'parked');
CREATE INDEX outbox_key ON outbox (key);

-- Which records a change writes (writes = 1) or only names.
CREATE TABLE touch (
    record   BLOB NOT NULL,
    sequence INTEGER NOT NULL,
    writes   INTEGER NOT NULL,
    makes    INTEGER NOT NULL,
    PRIMARY KEY (record, sequence)
) STRICT, WITHOUT ROWID;
CREATE INDEX touch_sequence ON touch (sequence);

-- Which changes a change names as its bases.
CREATE TABLE base (
    change   BLOB NOT NULL,
    sequence INTEGER NOT NULL,
    PRIMARY KEY (change, sequence)
) STRICT, WITHOUT ROWID;
CREATE INDEX base_sequence ON base (sequence);

-- What the server said a change waits for.
CREATE TABLE awaited (
    record   BLOB NOT NULL,
    sequence INTEGER NOT NULL,
    PRIMARY KEY (record, sequence)
) STRICT, WITHOUT ROWID;

-- Texts that edits started from, were submitted as or merged into.
CREATE TABLE text (
    record  BLOB NOT NULL,
    hash    BLOB NOT NULL,
    body    BLOB NOT NULL,
    kept_at INTEGER NOT NULL,
    PRIMARY KEY (record, hash)
) STRICT, WITHOUT ROWID;

-- Texts that the server asked for; they ride in the next request.
CREATE TABLE owed (
    record BLOB NOT NULL,
    hash   BLOB NOT NULL,
    PRIMARY KEY (record, hash)
) STRICT, WITHOUT ROWID;

-- What is being typed on this phone. base: what the editor had opened. saved_at: the last
-- keystroke that is safe; sent_at: when it last became a change.
CREATE TABLE draft (
    note     BLOB NOT NULL PRIMARY KEY,
    base     BLOB,
    content  BLOB NOT NULL,
    saved_at INTEGER NOT NULL,
    sent_at  INTEGER
) STRICT, WITHOUT ROWID;

-- Where this phone stands. epoch is NULL before the first page of a full fetch; is_sweeping: what
-- that fetch does not bring goes at its end.
CREATE TABLE cursor (
    one         INTEGER PRIMARY KEY CHECK (one = 1),
    epoch       BLOB,
    seq         INTEGER NOT NULL DEFAULT 0,
    scope       INTEGER NOT NULL DEFAULT 0,
    generation  INTEGER NOT NULL DEFAULT 0,
    is_sweeping INTEGER NOT NULL DEFAULT 0
) STRICT;
INSERT INTO cursor (one) VALUES (1);

-- The audiences of this phone, each a bit of record.slots. until: older records up to there are
-- still to be fetched, and are here up to backfilled.
CREATE TABLE slot (
    slot       INTEGER PRIMARY KEY CHECK (slot BETWEEN 0 AND 61),
    audience   TEXT NOT NULL UNIQUE,
    backfilled INTEGER,
    until      INTEGER
) STRICT;
