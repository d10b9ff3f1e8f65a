-- What the console sorts, filters and searches by. The rows are written anew of their records.
ALTER TABLE task ADD COLUMN title TEXT NOT NULL DEFAULT '';
ALTER TABLE task ADD COLUMN priority INTEGER NOT NULL DEFAULT 2;   -- the most urgent is the least
ALTER TABLE task ADD COLUMN series BLOB;
ALTER TABLE task ADD COLUMN since_day TEXT;        -- that the device showed with its status
CREATE INDEX task_by_title ON task (org, title);
CREATE INDEX task_by_status ON task (org, status, since);
CREATE INDEX task_by_priority ON task (org, priority);
CREATE INDEX task_by_since ON task (org, since);
CREATE INDEX task_by_series ON task (org, series) WHERE series IS NOT NULL;

ALTER TABLE customer ADD COLUMN territory BLOB;
ALTER TABLE customer ADD COLUMN tags TEXT NOT NULL DEFAULT '';     -- each between two line ends
ALTER TABLE customer ADD COLUMN lat INTEGER;                       -- of its first site, degrees × 10⁷
ALTER TABLE customer ADD COLUMN lon INTEGER;
CREATE INDEX customer_by_territory ON customer (org, territory) WHERE territory IS NOT NULL;

ALTER TABLE note ADD COLUMN day TEXT;                              -- that the device showed
ALTER TABLE note ADD COLUMN outcome TEXT;
ALTER TABLE note ADD COLUMN body TEXT NOT NULL DEFAULT '';
ALTER TABLE note ADD COLUMN withdrawn INTEGER NOT NULL DEFAULT 0;
CREATE INDEX note_by_time ON note (org, time);

ALTER TABLE check_in ADD COLUMN ends INTEGER;
ALTER TABLE check_in ADD COLUMN day TEXT;                          -- that the device showed
ALTER TABLE check_in ADD COLUMN verdict TEXT;
ALTER TABLE check_in ADD COLUMN evidence TEXT NOT NULL DEFAULT ''; -- each between two spaces
CREATE INDEX check_in_by_time ON check_in (org, begins);

ALTER TABLE work_day ADD COLUMN asks INTEGER NOT NULL DEFAULT 0;
CREATE INDEX work_day_by_day ON work_day (org, day);

CREATE INDEX diary_by_time ON diary (org, noticed);
