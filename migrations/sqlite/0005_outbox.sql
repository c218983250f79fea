-- What an owed effect waits for, and whether anybody waits for it.
ALTER TABLE outbox ADD COLUMN behind      TEXT;                       -- runs when no effect of this key is pending
ALTER TABLE outbox ADD COLUMN background  INTEGER NOT NULL DEFAULT 0; -- 1: nobody waits for it
ALTER TABLE outbox ADD COLUMN promised_at INTEGER;                    -- UTC ms people were told; null: as soon as can be
ALTER TABLE outbox ADD COLUMN unread      INTEGER NOT NULL DEFAULT 0; -- 1: waits for a version that can read it

-- What its tries came to.
ALTER TABLE outbox ADD COLUMN maybe_sent    INTEGER NOT NULL DEFAULT 0; -- 1: a try may have arrived, though nobody heard of it
ALTER TABLE outbox ADD COLUMN tried_from    INTEGER;                    -- since when it may stand there, UTC ms by Slack's clock
ALTER TABLE outbox ADD COLUMN failed_tries  INTEGER NOT NULL DEFAULT 0; -- in a row, while Slack took other calls
ALTER TABLE outbox ADD COLUMN failing_since INTEGER;                    -- UTC ms, the first of them
ALTER TABLE outbox ADD COLUMN asides        INTEGER NOT NULL DEFAULT 0; -- how often it was put aside
ALTER TABLE outbox ADD COLUMN again_at      INTEGER;                    -- UTC ms, when a dead one comes back by itself

CREATE INDEX outbox_behind ON outbox (behind) WHERE behind IS NOT NULL;
CREATE INDEX outbox_again ON outbox (again_at) WHERE dead_at IS NOT NULL AND again_at IS NOT NULL;

-- Until now every second try was one that may have arrived, and clocks were trusted to two hours.
UPDATE outbox SET maybe_sent = 1, tried_from = max(0, owed_at - 7200000) WHERE attempts > 0;

UPDATE outbox SET promised_at = coalesce(iif(json_valid(effect), json_extract(effect, '$.due'), NULL), due_at)
  WHERE key GLOB 'wake:*' OR key GLOB 'check_response:*' OR key GLOB 'tell_story:*';

UPDATE outbox SET background = 1
  WHERE key GLOB 'check_again:*' OR key GLOB 'learn_names:*' OR key GLOB 'sync_bookmarks:*';

-- One lane for everything in a channel becomes a lane for each kind of thing; people are invited each by themselves.
UPDATE outbox SET lane = iif(key GLOB 'invite:*' OR key GLOB 'capture_message:*', key,
    substr(key, 1, instr(key, ':')) || incident)
  WHERE lane GLOB 'slack:*';

-- The latest time that was seen, UTC ms: one row. A clock that is behind it was set back.
CREATE TABLE clock (
  id     INTEGER PRIMARY KEY CHECK (id = 1),
  latest INTEGER NOT NULL
);
INSERT INTO clock (id, latest) SELECT 1, coalesce(max(received_at), 0) FROM inbox;
