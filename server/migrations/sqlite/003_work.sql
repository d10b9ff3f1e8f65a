-- Work days, ways and looks at positions: what queries need of them.
CREATE TABLE work_day (
    rid    INTEGER PRIMARY KEY,
    org    INTEGER NOT NULL,
    person BLOB NOT NULL,
    day    TEXT NOT NULL,
    open   INTEGER NOT NULL
) STRICT;
CREATE INDEX work_day_by_person ON work_day (org, person, day);

CREATE TABLE track (
    rid    INTEGER PRIMARY KEY,
    org    INTEGER NOT NULL,
    person BLOB NOT NULL,
    begins INTEGER NOT NULL,                -- of the first point, by the device's clock
    ends   INTEGER NOT NULL,
    coarse TEXT                             -- how coarse its points were made
) STRICT;
CREATE INDEX track_by_person ON track (org, person, begins);
CREATE INDEX track_by_end ON track (org, ends);

CREATE TABLE location_view (
    rid     INTEGER PRIMARY KEY,
    org     INTEGER NOT NULL,
    subject BLOB NOT NULL,
    viewer  BLOB NOT NULL,
    day     TEXT NOT NULL,
    last    INTEGER NOT NULL
) STRICT;
CREATE INDEX location_view_by_subject ON location_view (org, subject, day);
