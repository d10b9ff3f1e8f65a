-- Who somebody is and what he may, what came too late, what was done and seen. `org` leads every
-- key; nothing is looked up without it.

ALTER TABLE account ADD COLUMN email TEXT NOT NULL DEFAULT '';

ALTER TABLE session ADD COLUMN name TEXT NOT NULL DEFAULT '';
ALTER TABLE session ADD COLUMN scopes TEXT;                -- words; NULL for all that its person may
ALTER TABLE session ADD COLUMN opened INTEGER NOT NULL DEFAULT 0;
DROP INDEX session_by_token;

ALTER TABLE device ADD COLUMN waiting INTEGER NOT NULL DEFAULT 0;

-- One-time secrets. Codes of the table before were good for a day.
DROP TABLE enrol_code;
CREATE TABLE ticket (
    org     INTEGER NOT NULL,
    hash    BLOB NOT NULL,
    purpose TEXT NOT NULL,
    person  BLOB,
    data    TEXT NOT NULL,
    made    INTEGER NOT NULL,
    expires INTEGER NOT NULL,
    spent   INTEGER,
    PRIMARY KEY (org, hash)
) STRICT, WITHOUT ROWID;
CREATE INDEX ticket_by_purpose ON ticket (org, purpose, made);

CREATE TABLE credential (
    org    INTEGER NOT NULL,
    id     BLOB NOT NULL,
    person BLOB NOT NULL,
    kind   TEXT NOT NULL,
    name   TEXT NOT NULL,
    handle BLOB NOT NULL,                                  -- what it is found by
    data   TEXT NOT NULL,                                  -- JSON
    made   INTEGER NOT NULL,
    used   INTEGER,
    PRIMARY KEY (org, id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX credential_by_handle ON credential (org, kind, handle);
CREATE INDEX credential_by_person ON credential (org, person, made);

-- The refresh tokens of each phone, bound to its key.
CREATE TABLE family (
    org        INTEGER NOT NULL,
    device     BLOB NOT NULL,
    person     BLOB NOT NULL,
    key        BLOB NOT NULL,
    seed       BLOB NOT NULL,
    generation INTEGER NOT NULL,
    current    BLOB NOT NULL,
    previous   BLOB,
    nonce      BLOB,
    expires    INTEGER NOT NULL,
    revoked    INTEGER,
    PRIMARY KEY (org, device)
) STRICT, WITHOUT ROWID;

CREATE TABLE quarantine (
    org        INTEGER NOT NULL,
    change     BLOB NOT NULL,
    author     BLOB NOT NULL,
    device     BLOB NOT NULL,
    received   INTEGER NOT NULL,
    bytes      BLOB NOT NULL,
    custody    TEXT NOT NULL,
    settled_by BLOB,
    settled    INTEGER,
    PRIMARY KEY (org, change)
) STRICT;
CREATE INDEX quarantine_by_device ON quarantine (org, device);

CREATE TABLE parcel (
    org     INTEGER NOT NULL,
    id      BLOB NOT NULL,
    person  BLOB NOT NULL,
    sealed  BLOB NOT NULL,
    expires INTEGER NOT NULL,
    taken   INTEGER,
    PRIMARY KEY (org, id)
) STRICT;

CREATE TABLE setting (
    org   INTEGER NOT NULL,
    name  TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (org, name)
) STRICT, WITHOUT ROWID;

-- Lines are only ever added; erasing a person blanks the detail of his.
CREATE TABLE audit (
    org      INTEGER NOT NULL,
    number   INTEGER NOT NULL,
    at       INTEGER NOT NULL,
    actor    BLOB,
    device   BLOB,
    action   TEXT NOT NULL,
    subject  BLOB,
    keyed_by BLOB,
    detail   TEXT,
    digest   BLOB NOT NULL,
    hash     BLOB NOT NULL,
    PRIMARY KEY (org, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX audit_by_subject ON audit (org, subject, number) WHERE subject IS NOT NULL;
CREATE INDEX audit_by_actor ON audit (org, actor, number) WHERE actor IS NOT NULL;
CREATE INDEX audit_by_key ON audit (org, keyed_by) WHERE keyed_by IS NOT NULL;

-- Without its key a digest says nothing. A destroyed key leaves its row.
CREATE TABLE audit_key (
    org    INTEGER NOT NULL,
    person BLOB NOT NULL,
    key    BLOB,
    PRIMARY KEY (org, person)
) STRICT, WITHOUT ROWID;

CREATE INDEX history_by_writer ON history (org, author, seq);
