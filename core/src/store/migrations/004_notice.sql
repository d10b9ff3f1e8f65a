-- What a shell is to tell the person, and for a while what it has told: nothing is told twice.
-- about: the record, or the change, that it is about; a work day; the device.
CREATE TABLE notice (
    number  INTEGER PRIMARY KEY AUTOINCREMENT,
    kind    TEXT NOT NULL,
    about   BLOB NOT NULL,
    title   TEXT NOT NULL,
    at      INTEGER NOT NULL,
    told_at INTEGER
) STRICT;
CREATE INDEX notice_about ON notice (about);
