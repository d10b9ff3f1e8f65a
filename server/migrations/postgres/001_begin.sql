-- Everything of one server. The organisation's id leads every primary key and every index, and no
-- statement reaches beyond one organisation: `org` is what a distributed PostgreSQL would deal the
-- rows out by. No sequences, triggers, advisory locks or foreign keys. Row security shows the rows
-- of the organisation of the transaction alone, to the tables' owner too.
-- Times are microseconds since 1970 (UTC). Words that are sorted are sorted by their bytes.

-- The one table of all organisations; a distributed PostgreSQL keeps it whole on every node.
CREATE TABLE tenant (
    org  uuid NOT NULL,
    slug text COLLATE "C" NOT NULL,
    PRIMARY KEY (org)
);
CREATE UNIQUE INDEX tenant_by_slug ON tenant (slug);

-- The counters of an organisation, and its lock: every act begins with this row FOR UPDATE.
CREATE TABLE head (
    org       uuid NOT NULL,
    head      bigint NOT NULL DEFAULT 0,    -- the newest sequence
    received  bigint NOT NULL DEFAULT 0,    -- the newest receipt, rises with every change
    directory bigint NOT NULL DEFAULT 0,    -- rises when a person or team changes
    records   bigint NOT NULL DEFAULT 0,    -- the newest record's number
    PRIMARY KEY (org)
);

-- One life of this database, with the head that it found.
CREATE TABLE epoch (
    org    uuid NOT NULL,
    number bigint NOT NULL,
    epoch  uuid NOT NULL,
    first  bigint NOT NULL,
    life   text NOT NULL,                   -- by what the life is known again
    PRIMARY KEY (org, number)
);

CREATE TABLE record (
    org   uuid NOT NULL,
    rid   bigint NOT NULL,                  -- counted in head.records
    id    uuid NOT NULL,
    kind  text NOT NULL,
    home  uuid NOT NULL,                    -- the organisation's id for its home as a whole
    seq   bigint NOT NULL,                  -- of the last change of its bytes
    bytes bytea NOT NULL,                   -- canonical JSON
    PRIMARY KEY (org, rid)
);
CREATE UNIQUE INDEX record_by_id ON record (org, id);
CREATE INDEX record_by_home ON record (org, home);

-- Side tables: what queries need, filled by one function that phones use too.
CREATE TABLE task (
    org      uuid NOT NULL,
    rid      bigint NOT NULL,
    assignee uuid,
    team     uuid,
    customer uuid,
    plan_day text COLLATE "C",              -- ISO 8601
    status   text NOT NULL,
    open     boolean NOT NULL,
    since    bigint NOT NULL,
    removed  boolean NOT NULL,
    PRIMARY KEY (org, rid)
);
CREATE INDEX task_by_assignee ON task (org, assignee, plan_day);
CREATE INDEX task_by_customer ON task (org, customer) WHERE customer IS NOT NULL;
CREATE INDEX task_by_day ON task (org, plan_day);

CREATE TABLE customer (
    org     uuid NOT NULL,
    rid     bigint NOT NULL,
    name    text COLLATE "C" NOT NULL,
    code    text COLLATE "C" NOT NULL,
    address text COLLATE "C" NOT NULL,
    owner   uuid,
    removed boolean NOT NULL,
    PRIMARY KEY (org, rid)
);
CREATE INDEX customer_by_owner ON customer (org, owner);
CREATE INDEX customer_by_name ON customer (org, name);
CREATE INDEX customer_by_code ON customer (org, code) WHERE code <> '';

CREATE TABLE note (
    org      uuid NOT NULL,
    rid      bigint NOT NULL,
    person   uuid NOT NULL,
    customer uuid,
    task     uuid,
    time     bigint NOT NULL,
    PRIMARY KEY (org, rid)
);
CREATE INDEX note_by_person ON note (org, person, time);
CREATE INDEX note_by_customer ON note (org, customer, time) WHERE customer IS NOT NULL;
CREATE INDEX note_by_task ON note (org, task) WHERE task IS NOT NULL;

CREATE TABLE check_in (
    org       uuid NOT NULL,
    rid       bigint NOT NULL,
    person    uuid NOT NULL,
    customer  uuid NOT NULL,
    task      uuid,
    begins    bigint NOT NULL,
    withdrawn boolean NOT NULL,
    PRIMARY KEY (org, rid)
);
CREATE INDEX check_in_by_person ON check_in (org, person, begins);
CREATE INDEX check_in_by_customer ON check_in (org, customer, begins);
CREATE INDEX check_in_by_task ON check_in (org, task) WHERE task IS NOT NULL;

CREATE TABLE diary (
    org     uuid NOT NULL,
    rid     bigint NOT NULL,
    person  uuid NOT NULL,
    noticed bigint NOT NULL,
    settled boolean NOT NULL,
    PRIMARY KEY (org, rid)
);
CREATE INDEX diary_by_person ON diary (org, person, noticed);

CREATE TABLE person (
    org     uuid NOT NULL,
    rid     bigint NOT NULL,
    name    text COLLATE "C" NOT NULL,
    role    text NOT NULL,
    team    uuid,
    revoked boolean NOT NULL,
    PRIMARY KEY (org, rid)
);
CREATE INDEX person_by_name ON person (org, name);

CREATE TABLE work_day (
    org    uuid NOT NULL,
    rid    bigint NOT NULL,
    person uuid NOT NULL,
    day    text COLLATE "C" NOT NULL,
    open   boolean NOT NULL,
    PRIMARY KEY (org, rid)
);
CREATE INDEX work_day_by_person ON work_day (org, person, day);

CREATE TABLE track (
    org    uuid NOT NULL,
    rid    bigint NOT NULL,
    person uuid NOT NULL,
    begins bigint NOT NULL,                 -- of the first point, by the device's clock
    ends   bigint NOT NULL,
    coarse text,                            -- how coarse its points were made
    PRIMARY KEY (org, rid)
);
CREATE INDEX track_by_person ON track (org, person, begins);
CREATE INDEX track_by_end ON track (org, ends);

CREATE TABLE location_view (
    org     uuid NOT NULL,
    rid     bigint NOT NULL,
    subject uuid NOT NULL,
    viewer  uuid NOT NULL,
    day     text COLLATE "C" NOT NULL,
    last    bigint NOT NULL,
    PRIMARY KEY (org, rid)
);
CREATE INDEX location_view_by_subject ON location_view (org, subject, day);

-- Kinds of which there are few, and which have no side table of their own.
CREATE TABLE few (
    org  uuid NOT NULL,
    kind text NOT NULL,
    rid  bigint NOT NULL,
    PRIMARY KEY (org, kind, rid)
);

-- Every judged change, refused ones too.
CREATE TABLE history (
    org        uuid NOT NULL,
    seq        bigint NOT NULL,
    change     uuid NOT NULL,
    mends      uuid,
    author     uuid NOT NULL,
    device     uuid NOT NULL,
    sequence   bigint,                      -- none for other devices than phones, and after a fork
    from_phone boolean NOT NULL,
    stamp      bigint NOT NULL,             -- effective
    authority  bigint NOT NULL,
    received   bigint NOT NULL,
    hash       bytea NOT NULL,              -- SHA-256 (author ‖ canonical bytes)
    verdict    text NOT NULL,
    accepted   boolean NOT NULL,
    payload    bytea,
    PRIMARY KEY (org, seq)
);
CREATE UNIQUE INDEX history_by_change ON history (org, change);
CREATE INDEX history_by_mended ON history (org, mends) WHERE mends IS NOT NULL;
CREATE UNIQUE INDEX history_by_sequence ON history (org, device, sequence) WHERE sequence IS NOT NULL;
CREATE INDEX history_by_author ON history (org, author, seq) WHERE from_phone;
CREATE INDEX history_by_writer ON history (org, author, seq);

-- Which changes named or wrote a record: its timeline.
CREATE TABLE touched (
    org    uuid NOT NULL,
    record uuid NOT NULL,
    seq    bigint NOT NULL,
    PRIMARY KEY (org, record, seq)
);

-- One row for each audience and record, moved to the newest sequence.
CREATE TABLE feed (
    org      uuid NOT NULL,
    audience bytea NOT NULL,                -- a letter that names what it is, and an id
    seq      bigint NOT NULL,
    rid      bigint NOT NULL,
    gone     boolean NOT NULL,
    PRIMARY KEY (org, audience, seq, rid)
);
CREATE UNIQUE INDEX feed_by_record ON feed (org, rid, audience);

-- Why an audience stands at a home.
CREATE TABLE standing (
    org      uuid NOT NULL,
    home     uuid NOT NULL,
    audience bytea NOT NULL,
    cause    bigint NOT NULL,               -- the rid of the record because of which
    lapses   bigint,
    PRIMARY KEY (org, home, audience, cause)
);
CREATE INDEX standing_by_cause ON standing (org, cause);
CREATE INDEX standing_by_lapse ON standing (org, lapses) WHERE lapses IS NOT NULL;

CREATE TABLE membership (
    org      uuid NOT NULL,
    person   uuid NOT NULL,
    audience bytea NOT NULL,
    since    bigint NOT NULL,
    until    bigint,
    PRIMARY KEY (org, person, audience, since)
);

-- Every submitted and every merged long text: the bases of later merges.
CREATE TABLE text (
    org    uuid NOT NULL,
    record uuid NOT NULL,
    hash   bytea NOT NULL,
    kept   bigint NOT NULL,
    body   bytea NOT NULL,                  -- UTF-8; as text it could not hold every letter
    PRIMARY KEY (org, record, hash)
);
CREATE INDEX text_by_age ON text (org, kept);

CREATE TABLE account (
    org      uuid NOT NULL,
    person   uuid NOT NULL,
    login    text COLLATE "C" NOT NULL,
    argon2id text NOT NULL,
    email    text NOT NULL,
    PRIMARY KEY (org, person)
);
CREATE UNIQUE INDEX account_by_login ON account (org, login);

CREATE TABLE session (
    org        uuid NOT NULL,
    token_hash bytea NOT NULL,
    person     uuid NOT NULL,
    device     uuid NOT NULL,
    kind       text NOT NULL,
    name       text NOT NULL,
    scopes     text,                        -- words; NULL for all that its person may
    opened     bigint NOT NULL,
    expires    bigint NOT NULL,
    revoked    bigint,
    PRIMARY KEY (org, token_hash)
);
CREATE INDEX session_by_person ON session (org, person);

-- One-time secrets.
CREATE TABLE ticket (
    org     uuid NOT NULL,
    hash    bytea NOT NULL,
    purpose text NOT NULL,
    person  uuid,
    data    text NOT NULL,
    made    bigint NOT NULL,
    expires bigint NOT NULL,
    spent   bigint,
    PRIMARY KEY (org, hash)
);
CREATE INDEX ticket_by_purpose ON ticket (org, purpose, made);

CREATE TABLE credential (
    org    uuid NOT NULL,
    id     uuid NOT NULL,
    person uuid NOT NULL,
    kind   text NOT NULL,
    name   text NOT NULL,
    handle bytea NOT NULL,                  -- what it is found by
    data   text NOT NULL,                   -- JSON
    made   bigint NOT NULL,
    used   bigint,
    PRIMARY KEY (org, id)
);
CREATE UNIQUE INDEX credential_by_handle ON credential (org, kind, handle);
CREATE INDEX credential_by_person ON credential (org, person, made);

-- The refresh tokens of each phone, bound to its key.
CREATE TABLE family (
    org        uuid NOT NULL,
    device     uuid NOT NULL,
    person     uuid NOT NULL,
    key        bytea NOT NULL,
    seed       bytea NOT NULL,
    generation bigint NOT NULL,
    current    bytea NOT NULL,
    previous   bytea,
    nonce      bytea,
    expires    bigint NOT NULL,
    revoked    bigint,
    PRIMARY KEY (org, device)
);

CREATE TABLE device (
    org       uuid NOT NULL,
    device    uuid NOT NULL,
    person    uuid NOT NULL,
    kind      text NOT NULL,
    last_sync bigint,
    seq       bigint NOT NULL DEFAULT 0,
    forks     bigint NOT NULL DEFAULT 0,
    waiting   bigint NOT NULL DEFAULT 0,
    PRIMARY KEY (org, device)
);

CREATE TABLE quarantine (
    org        uuid NOT NULL,
    change     uuid NOT NULL,
    author     uuid NOT NULL,
    device     uuid NOT NULL,
    received   bigint NOT NULL,
    bytes      bytea NOT NULL,
    custody    text NOT NULL,
    settled_by uuid,
    settled    bigint,
    PRIMARY KEY (org, change)
);
CREATE INDEX quarantine_by_device ON quarantine (org, device);

CREATE TABLE parcel (
    org     uuid NOT NULL,
    id      uuid NOT NULL,
    person  uuid NOT NULL,
    sealed  bytea NOT NULL,
    expires bigint NOT NULL,
    taken   bigint,
    PRIMARY KEY (org, id)
);

CREATE TABLE setting (
    org   uuid NOT NULL,
    name  text NOT NULL,
    value text NOT NULL,
    PRIMARY KEY (org, name)
);

CREATE TABLE import (
    org    uuid NOT NULL,
    import uuid NOT NULL,
    what   text NOT NULL,
    file   text NOT NULL,
    person uuid NOT NULL,
    at     bigint NOT NULL,
    undone bigint,
    PRIMARY KEY (org, import)
);

CREATE TABLE brought (
    org    uuid NOT NULL,
    import uuid NOT NULL,
    rid    bigint NOT NULL,
    PRIMARY KEY (org, import, rid)
);

-- Lines are only ever added; erasing a person blanks the detail of his.
CREATE TABLE audit (
    org      uuid NOT NULL,
    number   bigint NOT NULL,
    at       bigint NOT NULL,
    actor    uuid,
    device   uuid,
    action   text NOT NULL,
    subject  uuid,
    keyed_by uuid,
    detail   text,
    digest   bytea NOT NULL,
    hash     bytea NOT NULL,
    PRIMARY KEY (org, number)
);
CREATE INDEX audit_by_subject ON audit (org, subject, number) WHERE subject IS NOT NULL;
CREATE INDEX audit_by_actor ON audit (org, actor, number) WHERE actor IS NOT NULL;
CREATE INDEX audit_by_key ON audit (org, keyed_by) WHERE keyed_by IS NOT NULL;

-- Without its key a digest says nothing. A destroyed key leaves its row.
CREATE TABLE audit_key (
    org    uuid NOT NULL,
    person uuid NOT NULL,
    key    bytea,
    PRIMARY KEY (org, person)
);

-- With no organisation set the condition is NULL, and no row is seen; after a transaction the
-- setting is an empty word.
ALTER TABLE head ENABLE ROW LEVEL SECURITY;
ALTER TABLE head FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON head USING (org = nullif(current_setting('app.org', true), '')::uuid);
ALTER TABLE epoch ENABLE ROW LEVEL SECURITY;
ALTER TABLE epoch FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON epoch USING (org = nullif(current_setting('app.org', true), '')::uuid);
ALTER TABLE record ENABLE ROW LEVEL SECURITY;
ALTER TABLE record FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON record USING (org = nullif(current_setting('app.org', true), '')::uuid);
ALTER TABLE task ENABLE ROW LEVEL SECURITY;
ALTER TABLE task FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON task USING (org = nullif(current_setting('app.org', true), '')::uuid);
ALTER TABLE customer ENABLE ROW LEVEL SECURITY;
ALTER TABLE customer FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON customer USING (org = nullif(current_setting('app.org', true), '')::uuid);
ALTER TABLE note ENABLE ROW LEVEL SECURITY;
ALTER TABLE note FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON note USING (org = nullif(current_setting('app.org', true), '')::uuid);
ALTER TABLE check_in ENABLE ROW LEVEL SECURITY;
ALTER TABLE check_in FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON check_in USING (org = nullif(current_setting('app.org', true), '')::uuid);
ALTER TABLE diary ENABLE ROW LEVEL SECURITY;
ALTER TABLE diary FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON diary USING (org = nullif(current_setting('app.org', true), '')::uuid);
ALTER TABLE person ENABLE ROW LEVEL SECURITY;
ALTER TABLE person FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON person USING (org = nullif(current_setting('app.org', true), '')::uuid);
ALTER TABLE work_day ENABLE ROW LEVEL SECURITY;
ALTER TABLE work_day FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON work_day USING (org = nullif(current_setting('app.org', true), '')::uuid);
ALTER TABLE track ENABLE ROW LEVEL SECURITY;
ALTER TABLE track FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON track USING (org = nullif(current_setting('app.org', true), '')::uuid);
ALTER TABLE location_view ENABLE ROW LEVEL SECURITY;
ALTER TABLE location_view FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON location_view USING (org = nullif(current_setting('app.org', true), '')::uuid);
ALTER TABLE few ENABLE ROW LEVEL SECURITY;
ALTER TABLE few FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON few USING (org = nullif(current_setting('app.org', true), '')::uuid);
ALTER TABLE history ENABLE ROW LEVEL SECURITY;
ALTER TABLE history FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON history USING (org = nullif(current_setting('app.org', true), '')::uuid);
ALTER TABLE touched ENABLE ROW LEVEL SECURITY;
ALTER TABLE touched FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON touched USING (org = nullif(current_setting('app.org', true), '')::uuid);
ALTER TABLE feed ENABLE ROW LEVEL SECURITY;
ALTER TABLE feed FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON feed USING (org = nullif(current_setting('app.org', true), '')::uuid);
ALTER TABLE standing ENABLE ROW LEVEL SECURITY;
ALTER TABLE standing FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON standing USING (org = nullif(current_setting('app.org', true), '')::uuid);
ALTER TABLE membership ENABLE ROW LEVEL SECURITY;
ALTER TABLE membership FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON membership USING (org = nullif(current_setting('app.org', true), '')::uuid);
ALTER TABLE text ENABLE ROW LEVEL SECURITY;
ALTER TABLE text FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON text USING (org = nullif(current_setting('app.org', true), '')::uuid);
ALTER TABLE account ENABLE ROW LEVEL SECURITY;
ALTER TABLE account FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON account USING (org = nullif(current_setting('app.org', true), '')::uuid);
ALTER TABLE session ENABLE ROW LEVEL SECURITY;
ALTER TABLE session FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON session USING (org = nullif(current_setting('app.org', true), '')::uuid);
ALTER TABLE ticket ENABLE ROW LEVEL SECURITY;
ALTER TABLE ticket FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON ticket USING (org = nullif(current_setting('app.org', true), '')::uuid);
ALTER TABLE credential ENABLE ROW LEVEL SECURITY;
ALTER TABLE credential FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON credential USING (org = nullif(current_setting('app.org', true), '')::uuid);
ALTER TABLE family ENABLE ROW LEVEL SECURITY;
ALTER TABLE family FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON family USING (org = nullif(current_setting('app.org', true), '')::uuid);
ALTER TABLE device ENABLE ROW LEVEL SECURITY;
ALTER TABLE device FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON device USING (org = nullif(current_setting('app.org', true), '')::uuid);
ALTER TABLE quarantine ENABLE ROW LEVEL SECURITY;
ALTER TABLE quarantine FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON quarantine USING (org = nullif(current_setting('app.org', true), '')::uuid);
ALTER TABLE parcel ENABLE ROW LEVEL SECURITY;
ALTER TABLE parcel FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON parcel USING (org = nullif(current_setting('app.org', true), '')::uuid);
ALTER TABLE setting ENABLE ROW LEVEL SECURITY;
ALTER TABLE setting FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON setting USING (org = nullif(current_setting('app.org', true), '')::uuid);
ALTER TABLE import ENABLE ROW LEVEL SECURITY;
ALTER TABLE import FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON import USING (org = nullif(current_setting('app.org', true), '')::uuid);
ALTER TABLE brought ENABLE ROW LEVEL SECURITY;
ALTER TABLE brought FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON brought USING (org = nullif(current_setting('app.org', true), '')::uuid);
ALTER TABLE audit ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON audit USING (org = nullif(current_setting('app.org', true), '')::uuid);
ALTER TABLE audit_key ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit_key FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON audit_key USING (org = nullif(current_setting('app.org', true), '')::uuid);
