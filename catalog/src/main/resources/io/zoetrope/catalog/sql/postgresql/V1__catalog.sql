CREATE TABLE events (
  seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  id text COLLATE "C" NOT NULL UNIQUE,
  at timestamptz NOT NULL,
  kind text COLLATE "C" NOT NULL,
  camera text COLLATE "C",
  detail text NOT NULL
);

CREATE INDEX events_by_time ON events (at, seq);
CREATE INDEX events_by_kind_time ON events (kind, at, seq);
CREATE INDEX events_by_camera_time ON events (camera, at, seq);
CREATE INDEX events_by_camera_kind_time ON events (camera, kind, at, seq);

CREATE TABLE tasks (
  id text COLLATE "C" PRIMARY KEY,
  kind text COLLATE "C" NOT NULL,
  camera text COLLATE "C",
  state text NOT NULL,
  attempt integer NOT NULL,
  submitted timestamptz NOT NULL,
  started timestamptz,
  ended timestamptz,
  payload text NOT NULL,
  result text,
  error text,
  file text,
  type text,
  size_bytes bigint
);

CREATE INDEX tasks_by_time ON tasks (submitted, id);
CREATE INDEX tasks_by_kind_time ON tasks (kind, submitted, id);
CREATE INDEX tasks_by_camera_time ON tasks (camera, submitted, id);
CREATE INDEX tasks_by_camera_kind_time ON tasks (camera, kind, submitted, id);

-- What a table is at: another version after any change, and the event that was added last.
CREATE TABLE changes (
  table_name text PRIMARY KEY,
  version bigint NOT NULL,
  newest text
);

INSERT INTO changes (table_name, version)
VALUES ('events', floor(extract(epoch FROM now()) * 1000000)),
       ('tasks', floor(extract(epoch FROM now()) * 1000000));
