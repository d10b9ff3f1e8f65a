-- Everything of one server. `org` is the organisation's short number and leads every key.
-- Ids, hashes and audiences are BLOB: a UUID has 16 bytes, a hash 32, an audience 17 (a letter
-- that names what it is, and an id). Times are microseconds since 1970 (UTC).

CREATE TABLE organisation (
    org       INTEGER PRIMARY KEY,
    id        BLOB NOT NULL UNIQUE,
    slug      TEXT NOT NULL UNIQUE,
    head      INTEGER NOT NULL DEFAULT 0,   -- the newest sequence
    received  INTEGER NOT NULL DEFAULT 0,   -- the newest receipt, rises with every change
    directory INTEGER NOT NULL DEFAULT 0    -- rises when a person or team changes
) STRICT;

-- One life of this file: each start of `serve` adds one, with the head that it found.
CREATE TABLE epoch (
    org     INTEGER NOT NULL,
    number  INTEGER NOT NULL,
    epoch   BLOB NOT NULL,
    first   INTEGER NOT NULL,
    PRIMARY KEY (org, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE record (
    rid   INTEGER PRIMARY KEY,
    org   INTEGER NOT NULL,
    id    BLOB NOT NULL,
    kind  TEXT NOT NULL,
    home  BLOB NOT NULL,                    -- the organisation's id for its home as a whole
    seq   INTEGER NOT NULL,                 -- of the last change of its bytes
    bytes BLOB NOT NULL                     -- canonical JSON
) STRICT;
CREATE UNIQUE INDEX record_by_id ON record (org, id);
CREATE INDEX record_by_home ON record (org, home);

-- Side tables: what queries need, filled by one function that phones use too.
CREATE TABLE task (
    rid      INTEGER PRIMARY KEY,
    org      INTEGER NOT NULL,
    assignee BLOB,
    team     BLOB,
    customer BLOB,
    plan_day TEXT,                          -- ISO 8601
    status   TEXT NOT NULL,
    open     INTEGER NOT NULL,
    since    INTEGER NOT NULL,
    removed  INTEGER NOT NULL
) STRICT;
CREATE INDEX task_by_assignee ON task (org, assignee, plan_day);
CREATE INDEX task_by_customer ON task (org, customer) WHERE customer IS NOT NULL;
CREATE INDEX task_by_day ON task (org, plan_day);

CREATE TABLE customer (
    rid     INTEGER PRIMARY KEY,
    org     INTEGER NOT NULL,
    name    TEXT NOT NULL,
    code    TEXT NOT NULL,
    address TEXT NOT NULL,
    owner   BLOB,
    removed INTEGER NOT NULL
) STRICT;
CREATE INDEX customer_by_owner ON customer (org, owner);
CREATE INDEX customer_by_name ON customer (org, name);
CREATE INDEX customer_by_code ON customer (org, code) WHERE code <> '';

CREATE TABLE note (
    rid      INTEGER PRIMARY KEY,
    org      INTEGER NOT NULL,
    person   BLOB NOT NULL,
    customer BLOB,
    task     BLOB,
    time     INTEGER NOT NULL
) STRICT;
CREATE INDEX note_by_person ON note (org, person, time);
CREATE INDEX note_by_customer ON note (org, customer, time) WHERE customer IS NOT NULL;
CREATE INDEX note_by_task ON note (org, task) WHERE task IS NOT NULL;

CREATE TABLE check_in (
    rid       INTEGER PRIMARY KEY,
    org       INTEGER NOT NULL,
    person    BLOB NOT NULL,
    customer  BLOB NOT NULL,
    task      BLOB,
    begins    INTEGER NOT NULL,
    withdrawn INTEGER NOT NULL
) STRICT;
CREATE INDEX check_in_by_person ON check_in (org, person, begins);
CREATE INDEX check_in_by_customer ON check_in (org, customer, begins);
CREATE INDEX check_in_by_task ON check_in (org, task) WHERE task IS NOT NULL;

CREATE TABLE diary (
    rid     INTEGER PRIMARY KEY,
    org     INTEGER NOT NULL,
    person  BLOB NOT NULL,
    noticed INTEGER NOT NULL,
    settled INTEGER NOT NULL
) STRICT;
CREATE INDEX diary_by_person ON diary (org, person, noticed);

CREATE TABLE person (
    rid     INTEGER PRIMARY KEY,
    org     INTEGER NOT NULL,
    name    TEXT NOT NULL,
    role    TEXT NOT NULL,
    team    BLOB,
    revoked INTEGER NOT NULL
) STRICT;
CREATE INDEX person_by_name ON person (org, name);

-- Kinds of which there are few, and which have no side table of their own.
CREATE TABLE few (
    org  INTEGER NOT NULL,
    kind TEXT NOT NULL,
    rid  INTEGER NOT NULL,
    PRIMARY KEY (org, kind, rid)
) STRICT, WITHOUT ROWID;

-- Every judged change, refused ones too.
CREATE TABLE history (
    org        INTEGER NOT NULL,
    seq        INTEGER NOT NULL,
    change     BLOB NOT NULL,
    mends      BLOB,
    author     BLOB NOT NULL,
    device     BLOB NOT NULL,
    sequence   INTEGER,                     -- none for other devices than phones, and after a fork
    from_phone INTEGER NOT NULL,
    stamp      INTEGER NOT NULL,            -- effective
    authority  INTEGER NOT NULL,
    received   INTEGER NOT NULL,
    hash       BLOB NOT NULL,               -- SHA-256 (author ‖ canonical bytes)
    verdict    TEXT NOT NULL,
    accepted   INTEGER NOT NULL,
    payload    BLOB,
    PRIMARY KEY (org, seq)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX history_by_change ON history (org, change);
CREATE INDEX history_by_mended ON history (org, mends) WHERE mends IS NOT NULL;
CREATE UNIQUE INDEX history_by_sequence ON history (org, device, sequence) WHERE sequence IS NOT NULL;
CREATE INDEX history_by_author ON history (org, author, seq) WHERE from_phone = 1;

-- Which changes named or wrote a record: its timeline.
CREATE TABLE touched (
    org    INTEGER NOT NULL,
    record BLOB NOT NULL,
    seq    INTEGER NOT NULL,
    PRIMARY KEY (org, record, seq)
) STRICT, WITHOUT ROWID;

-- One row for each audience and record, moved to the newest sequence.
CREATE TABLE feed (
    org      INTEGER NOT NULL,
    audience BLOB NOT NULL,
    seq      INTEGER NOT NULL,
    rid      INTEGER NOT NULL,
    gone     INTEGER NOT NULL,
    PRIMARY KEY (org, audience, seq, rid)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX feed_by_record ON feed (org, rid, audience);

-- Why an audience stands at a home.
CREATE TABLE standing (
    org      INTEGER NOT NULL,
    home     BLOB NOT NULL,
    audience BLOB NOT NULL,
    cause    INTEGER NOT NULL,              -- the rid of the record because of which
    lapses   INTEGER,
    PRIMARY KEY (org, home, audience, cause)
) STRICT, WITHOUT ROWID;
CREATE INDEX standing_by_cause ON standing (org, cause);
CREATE INDEX standing_by_lapse ON standing (org, lapses) WHERE lapses IS NOT NULL;

CREATE TABLE membership (
    org      INTEGER NOT NULL,
    person   BLOB NOT NULL,
    audience BLOB NOT NULL,
    since    INTEGER NOT NULL,
    until    INTEGER,
    PRIMARY KEY (org, person, audience, since)
) STRICT, WITHOUT ROWID;

-- Every submitted and every merged long text: the bases of later merges.
CREATE TABLE text (
    org    INTEGER NOT NULL,
    record BLOB NOT NULL,
    hash   BLOB NOT NULL,
    kept   INTEGER NOT NULL,
    body   TEXT NOT NULL,
    PRIMARY KEY (org, record, hash)
) STRICT;
CREATE INDEX text_by_age ON text (org, kept);

CREATE TABLE account (
    org      INTEGER NOT NULL,
    person   BLOB NOT NULL,
    login    TEXT NOT NULL,
    argon2id TEXT NOT NULL,
    PRIMARY KEY (org, person)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX account_by_login ON account (org, login);

CREATE TABLE session (
    org        INTEGER NOT NULL,
    token_hash BLOB NOT NULL,
    person     BLOB NOT NULL,
    device     BLOB NOT NULL,
    kind       TEXT NOT NULL,
    expires    INTEGER NOT NULL,
    revoked    INTEGER,
    PRIMARY KEY (org, token_hash)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX session_by_token ON session (token_hash);
CREATE INDEX session_by_person ON session (org, person);

CREATE TABLE enrol_code (
    org       INTEGER NOT NULL,
    code_hash BLOB NOT NULL,
    person    BLOB NOT NULL,
    expires   INTEGER NOT NULL,
    used      INTEGER,
    PRIMARY KEY (org, code_hash)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX enrol_code_by_code ON enrol_code (code_hash);

CREATE TABLE device (
    org       INTEGER NOT NULL,
    device    BLOB NOT NULL,
    person    BLOB NOT NULL,
    kind      TEXT NOT NULL,
    last_sync INTEGER,
    seq       INTEGER NOT NULL DEFAULT 0,
    forks     INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (org, device)
) STRICT, WITHOUT ROWID;

CREATE TABLE import (
    org    INTEGER NOT NULL,
    import BLOB NOT NULL,
    what   TEXT NOT NULL,
    file   TEXT NOT NULL,
    person BLOB NOT NULL,
    at     INTEGER NOT NULL,
    undone INTEGER,
    PRIMARY KEY (org, import)
) STRICT, WITHOUT ROWID;

CREATE TABLE brought (
    org    INTEGER NOT NULL,
    import BLOB NOT NULL,
    rid    INTEGER NOT NULL,
    PRIMARY KEY (org, import, rid)
) STRICT, WITHOUT ROWID;
