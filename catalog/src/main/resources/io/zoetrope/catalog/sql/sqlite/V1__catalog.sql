-- Times are microseconds since 1970, in UTC.
CREATE TABLE events (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  at INTEGER NOT NULL,
  kind TEXT NOT NULL,
  camera TEXT,
  detail TEXT NOT NULL
) STRICT;

-- Each ends with seq, as all indexes of SQLite do.
CREATE INDEX events_by_time ON events (at);
CREATE INDEX events_by_kind_time ON events (kind, at);
CREATE INDEX events_by_camera_time ON events (camera, at);
CREATE INDEX events_by_camera_kind_time ON events (camera, kind, at);

CREATE TABLE tasks (
  id TEXT NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL,
  camera TEXT,
  state TEXT NOT NULL,
  attempt INTEGER NOT NULL,
  submitted INTEGER NOT NULL,
  started INTEGER,
  ended INTEGER,
  payload TEXT NOT NULL,
  result TEXT,
  error TEXT,
  file TEXT,
  type TEXT,
  size_bytes INTEGER
) STRICT;

CREATE INDEX tasks_by_time ON tasks (submitted, id);
CREATE INDEX tasks_by_kind_time ON tasks (kind, submitted, id);
CREATE INDEX tasks_by_camera_time ON tasks (camera, submitted, id);
CREATE INDEX tasks_by_camera_kind_time ON tasks (camera, kind, submitted, id);

-- What a table is at: another version after any change, and the event that was added last.
CREATE TABLE changes (
  table_name TEXT NOT NULL PRIMARY KEY,
  version INTEGER NOT NULL,
  newest TEXT
) STRICT;

INSERT INTO changes (table_name, version)
VALUES ('events', CAST(strftime('%s', 'now') AS INTEGER) * 1000000),
       ('tasks', CAST(strftime('%s', 'now') AS INTEGER) * 1000000);
