-- Times are milliseconds since 1970. What may be long stands last, as SQLite reads rows from the front.
CREATE TABLE task (
  seq INTEGER PRIMARY KEY,      -- the order of submission
  id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  state TEXT NOT NULL,
  ready INTEGER,                -- of a queued one: 1 when it is due, 0 when it is delayed
  priority INTEGER NOT NULL,    -- 0 goes first
  attempt INTEGER NOT NULL,
  attempts INTEGER NOT NULL,
  percent INTEGER NOT NULL,
  note TEXT NOT NULL,
  submitted INTEGER NOT NULL,
  not_before INTEGER NOT NULL,
  started INTEGER,
  ended INTEGER,
  deadline INTEGER,
  idempotency_key TEXT,
  error TEXT,
  keep INTEGER NOT NULL,        -- how long after its end, in milliseconds
  purge_at INTEGER,             -- of an ended one
  token TEXT,                   -- of a running one: its lease, whose it is and how long
  worker TEXT,
  lease_until INTEGER,
  payload TEXT NOT NULL,
  result TEXT
);
CREATE INDEX by_state ON task (state, seq, kind);
CREATE INDEX by_kind ON task (kind);
CREATE UNIQUE INDEX by_key ON task (kind, idempotency_key) WHERE idempotency_key IS NOT NULL;
CREATE INDEX due ON task (kind, priority, seq) WHERE ready = 1;
CREATE INDEX delayed ON task (not_before) WHERE ready = 0;
CREATE INDEX leased ON task (lease_until) WHERE lease_until IS NOT NULL;
CREATE INDEX too_late ON task (deadline) WHERE deadline IS NOT NULL AND ended IS NULL;
CREATE INDEX kept ON task (purge_at) WHERE purge_at IS NOT NULL;
