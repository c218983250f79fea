-- Everything that became true of an incident, in order. Never updated, never deleted.
CREATE TABLE events (
  incident INTEGER NOT NULL,
  seq      INTEGER NOT NULL,
  at       INTEGER NOT NULL, -- UTC ms
  type     TEXT    NOT NULL,
  by       TEXT    NOT NULL, -- JSON: {"kind":"person","user":"U…"} or {"kind":"bot"}
  body     TEXT    NOT NULL, -- JSON: the event
  PRIMARY KEY (incident, seq)
) WITHOUT ROWID;

-- One row per incident, written with its events, so that lists never fold them. Times are UTC ms.
CREATE TABLE incidents (
  id             INTEGER PRIMARY KEY,
  seq            INTEGER NOT NULL,
  title          TEXT    NOT NULL,
  severity       TEXT    NOT NULL,
  status         TEXT    NOT NULL,
  commander      TEXT,
  channel        TEXT,
  channel_name   TEXT,
  opened_at      INTEGER NOT NULL,
  acknowledged_at INTEGER,
  resolved_at    INTEGER,
  closed_at      INTEGER,
  next_update_at INTEGER
);
CREATE INDEX incidents_by_status ON incidents (status, id);

-- Every channel that an incident has or had.
CREATE TABLE channels (
  channel  TEXT PRIMARY KEY,
  incident INTEGER NOT NULL REFERENCES incidents (id)
) WITHOUT ROWID;

-- What the bot owes the outside world. due_at is the whole state machine: new, later, leased, retried.
CREATE TABLE outbox (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  incident   INTEGER NOT NULL REFERENCES incidents (id),
  key        TEXT    NOT NULL,
  lane       TEXT    NOT NULL,
  effect     TEXT    NOT NULL, -- JSON
  owed_at    INTEGER NOT NULL, -- UTC ms
  due_at     INTEGER NOT NULL, -- UTC ms
  version    INTEGER NOT NULL DEFAULT 1,
  attempts   INTEGER NOT NULL DEFAULT 0,
  leased     INTEGER NOT NULL DEFAULT 0, -- 1 while claimed: a bot that starts anew takes these over at once
  last_error TEXT,
  dead_at    INTEGER,          -- UTC ms; kept for people to see
  todo       TEXT              -- what a person can do about a dead row
);
CREATE UNIQUE INDEX outbox_pending_key ON outbox (key) WHERE dead_at IS NULL;
CREATE INDEX outbox_by_lane ON outbox (lane, id) WHERE dead_at IS NULL;
CREATE INDEX outbox_by_due ON outbox (due_at) WHERE dead_at IS NULL;
CREATE INDEX outbox_dead ON outbox (incident, id) WHERE dead_at IS NOT NULL;

-- Payloads that have been acted on, so that a redelivery changes nothing.
CREATE TABLE inbox (
  id          TEXT PRIMARY KEY,
  received_at INTEGER NOT NULL -- UTC ms
) WITHOUT ROWID;
CREATE INDEX inbox_by_age ON inbox (received_at);

-- Names of people, for documents that are read outside Slack.
CREATE TABLE people (
  user TEXT PRIMARY KEY,
  name TEXT NOT NULL
) WITHOUT ROWID;

-- An incident's story for a person with a SQL shell.
CREATE VIEW timeline AS
WITH told AS (
  SELECT
    incident,
    seq,
    type,
    body,
    CASE type
      WHEN 'note_added' THEN json_extract(body, '$.when') / 1000
      WHEN 'message_captured' THEN CAST(json_extract(body, '$.ts') AS INTEGER)
      ELSE at / 1000
    END AS happened,
    CASE type WHEN 'message_captured' THEN json_extract(body, '$.author') ELSE json_extract(by, '$.user') END AS user
  FROM events
)
SELECT
  'INC-' || incident AS incident,
  seq,
  strftime('%Y-%m-%d %H:%M:%S', happened, 'unixepoch') AS utc,
  coalesce(name, told.user, 'bot') AS who,
  type,
  body
FROM told
LEFT JOIN people ON people.user = told.user;

CREATE VIEW request_ids AS
SELECT
  'INC-' || incident AS incident,
  json_extract(body, '$.requestId') AS request_id,
  json_extract(body, '$.source') AS source,
  json_extract(body, '$.where') AS first_seen_in,
  strftime('%Y-%m-%d %H:%M:%S', at / 1000, 'unixepoch') AS first_seen_utc
FROM events
WHERE type = 'request_id_seen';
