-- Points of the way on duty that are no change yet; the newest of those that are stays as `sent`,
-- so that the next gap is seen. A row comes in through the gate alone: on duty and with consent.
CREATE TABLE way (
    time        INTEGER PRIMARY KEY,        -- the device's clock
    work_day    BLOB NOT NULL,
    lat         INTEGER NOT NULL,
    lon         INTEGER NOT NULL,
    accuracy_mm INTEGER NOT NULL,
    gap         INTEGER NOT NULL,
    sent        INTEGER NOT NULL DEFAULT 0
) STRICT;
