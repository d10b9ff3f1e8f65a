-- Work days, ways and looks at positions, filled by model::columns.
CREATE TABLE work_day (
    rid     INTEGER PRIMARY KEY,
    person  BLOB NOT NULL,
    day     TEXT NOT NULL,
    is_open INTEGER NOT NULL
) STRICT;

CREATE TABLE track (
    rid      INTEGER PRIMARY KEY,
    person   BLOB NOT NULL,
    work_day BLOB NOT NULL,
    begun    INTEGER NOT NULL,
    ended    INTEGER NOT NULL
) STRICT;

CREATE TABLE location_view (
    rid     INTEGER PRIMARY KEY,
    subject BLOB NOT NULL,
    viewer  BLOB NOT NULL,
    day     TEXT NOT NULL,
    last    INTEGER NOT NULL
) STRICT;
