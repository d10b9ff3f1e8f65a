-- What the console sorts, filters and searches by. The rows are written anew of their records.
ALTER TABLE task ADD COLUMN title text COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE task ADD COLUMN priority bigint NOT NULL DEFAULT 2;    -- the most urgent is the least
ALTER TABLE task ADD COLUMN series uuid;
ALTER TABLE task ADD COLUMN since_day text COLLATE "C";        -- that the device showed with its status
CREATE INDEX task_by_title ON task (org, title);
CREATE INDEX task_by_status ON task (org, status, since);
CREATE INDEX task_by_priority ON task (org, priority);
CREATE INDEX task_by_since ON task (org, since);
CREATE INDEX task_by_series ON task (org, series) WHERE series IS NOT NULL;

ALTER TABLE customer ADD COLUMN territory uuid;
ALTER TABLE customer ADD COLUMN tags text NOT NULL DEFAULT '';     -- each between two line ends
ALTER TABLE customer ADD COLUMN lat bigint;                        -- of its first site, degrees × 10⁷
ALTER TABLE customer ADD COLUMN lon bigint;
CREATE INDEX customer_by_territory ON customer (org, territory) WHERE territory IS NOT NULL;

ALTER TABLE note ADD COLUMN day text COLLATE "C";                  -- that the device showed
ALTER TABLE note ADD COLUMN outcome text;
ALTER TABLE note ADD COLUMN body text NOT NULL DEFAULT '';
ALTER TABLE note ADD COLUMN withdrawn boolean NOT NULL DEFAULT false;
CREATE INDEX note_by_time ON note (org, time);

ALTER TABLE check_in ADD COLUMN ends bigint;
ALTER TABLE check_in ADD COLUMN day text COLLATE "C";              -- that the device showed
ALTER TABLE check_in ADD COLUMN verdict text;
ALTER TABLE check_in ADD COLUMN evidence text NOT NULL DEFAULT ''; -- each between two spaces
CREATE INDEX check_in_by_time ON check_in (org, begins);

ALTER TABLE work_day ADD COLUMN asks boolean NOT NULL DEFAULT false;
CREATE INDEX work_day_by_day ON work_day (org, day);

CREATE INDEX diary_by_time ON diary (org, noticed);
