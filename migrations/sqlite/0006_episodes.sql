-- Episodes of the watch: trouble that two checks in a row saw, each with the proposal of an incident. JSON, see
-- src/domain/episode.ts. The id is what the buttons of the proposal hold: the time of the first bad check, UTC ms,
-- moved on where an earlier episode has that number or a later one.
CREATE TABLE episodes (
  id    INTEGER PRIMARY KEY,
  state TEXT    NOT NULL
);

-- What is owed belongs to an incident or to an episode.
CREATE TABLE owed (
  id            INTEGER PRIMARY KEY AUTOINCREMENT,
  incident      INTEGER REFERENCES incidents (id),
  episode       INTEGER REFERENCES episodes (id),
  key           TEXT    NOT NULL,
  lane          TEXT    NOT NULL,
  effect        TEXT    NOT NULL,           -- JSON
  owed_at       INTEGER NOT NULL,           -- UTC ms
  due_at        INTEGER NOT NULL,           -- UTC ms
  version       INTEGER NOT NULL DEFAULT 1,
  attempts      INTEGER NOT NULL DEFAULT 0,
  leased        INTEGER NOT NULL DEFAULT 0, -- 1 while claimed: a bot that starts anew takes these over at once
  last_error    TEXT,
  dead_at       INTEGER,                    -- UTC ms; kept for people to see
  todo          TEXT,                       -- what a person can do about a dead row
  behind        TEXT,                       -- runs when no effect of this key is pending
  background    INTEGER NOT NULL DEFAULT 0, -- 1: nobody waits for it
  promised_at   INTEGER,                    -- UTC ms people were told; null: as soon as can be
  unread        INTEGER NOT NULL DEFAULT 0, -- 1: waits for a version that can read it
  maybe_sent    INTEGER NOT NULL DEFAULT 0, -- 1: a try may have arrived, though nobody heard of it
  tried_from    INTEGER,                    -- since when it may stand there, UTC ms by Slack's clock
  failed_tries  INTEGER NOT NULL DEFAULT 0, -- in a row, while Slack took other calls
  failing_since INTEGER,                    -- UTC ms, the first of them
  asides        INTEGER NOT NULL DEFAULT 0, -- how often it was put aside
  again_at      INTEGER,                    -- UTC ms, when a dead one comes back by itself
  CHECK ((incident IS NULL) <> (episode IS NULL))
);
INSERT INTO owed (id, incident, key, lane, effect, owed_at, due_at, version, attempts, leased, last_error, dead_at, todo,
    behind, background, promised_at, unread, maybe_sent, tried_from, failed_tries, failing_since, asides, again_at)
  SELECT id, incident, key, lane, effect, owed_at, due_at, version, attempts, leased, last_error, dead_at, todo,
    behind, background, promised_at, unread, maybe_sent, tried_from, failed_tries, failing_since, asides, again_at
  FROM outbox;
-- No number is given twice: messages in Slack are found again by it.
DELETE FROM sqlite_sequence WHERE name = 'owed';
INSERT INTO sqlite_sequence (name, seq) SELECT 'owed', seq FROM sqlite_sequence WHERE name = 'outbox';
DROP TABLE outbox;
ALTER TABLE owed RENAME TO outbox;
CREATE UNIQUE INDEX outbox_pending_key ON outbox (key) WHERE dead_at IS NULL;
CREATE INDEX outbox_by_lane ON outbox (lane, id) WHERE dead_at IS NULL;
CREATE INDEX outbox_by_due ON outbox (due_at) WHERE dead_at IS NULL;
CREATE INDEX outbox_dead ON outbox (incident, id) WHERE dead_at IS NOT NULL;
CREATE INDEX outbox_behind ON outbox (behind) WHERE behind IS NOT NULL;
CREATE INDEX outbox_again ON outbox (again_at) WHERE dead_at IS NOT NULL AND again_at IS NOT NULL;

-- The proposal that the watch had in its one row becomes an episode, with the incident that was opened from it.
INSERT INTO episodes (id, state)
  SELECT
    state ->> '$.firstBadAt',
    json_object(
      'id', state ->> '$.firstBadAt',
      'firstBadAt', state ->> '$.firstBadAt',
      'proposedAt', state ->> '$.firstBadAt',
      'cameBackAt', NULL,
      'diagnosis', json(state -> '$.diagnosis'),
      'worst', state ->> '$.diagnosis.severity',
      'worseThan', NULL,
      'posted', json(state -> '$.posted'),
      'answer', json(iif(
        state ->> '$.answer.kind' = 'opened',
        json_set(state -> '$.answer', '$.incident', (
          SELECT min(incident) FROM events
          WHERE type = 'opened' AND json_extract(body, '$.firstAlert.at') = watch.state ->> '$.firstBadAt')),
        state -> '$.answer')))
  FROM watch WHERE iif(json_valid(state), state ->> '$.phase', '') = 'proposed';

-- Its message, where that did not say yet what was true; an earlier try may have arrived.
INSERT INTO outbox (episode, key, lane, effect, owed_at, due_at, maybe_sent, tried_from)
  SELECT id, 'sync_proposal:' || id, 'sync_proposal:' || id, '{"type":"sync_proposal"}', id, id,
    (SELECT state ->> '$.tries' > 0 FROM watch), max(0, id - 7200000)
  FROM episodes WHERE (SELECT state ->> '$.unshown' FROM watch);

-- What the watch knows between two checks: one row, JSON, see src/domain/watch.ts. A spell goes on that had come
-- to a proposal.
UPDATE watch SET state = json_object(
    'suspectSince', iif(state ->> '$.phase' = 'suspicious', state ->> '$.firstBadAt', NULL),
    'lastBadAt', iif(state ->> '$.phase' = 'suspicious', state ->> '$.firstBadAt', NULL),
    'after', 0)
  WHERE json_valid(state);
