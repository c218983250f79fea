-- The tables of migrations/sqlite, all of its versions together: the same names and meanings, so that rows can be moved
-- one by one. Texts compare by bytes; JSON is kept as the text that it came as; flags are 0 or 1; times are UTC ms.

-- A field of a JSON text; null if there is none, and for a text that is no JSON or that PostgreSQL can't take apart (it has
-- no character \u0000).
CREATE FUNCTION json_field(body text, field text) RETURNS text LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
  RETURN body::json ->> field;
EXCEPTION WHEN data_exception THEN
  RETURN NULL;
END $$;

-- The same of a number; null for anything else.
CREATE FUNCTION json_number(body text, field text) RETURNS bigint LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
  RETURN trunc((body::json ->> field)::numeric);
EXCEPTION WHEN data_exception THEN
  RETURN NULL;
END $$;

-- Milliseconds as people read them.
CREATE FUNCTION utc_text(ms bigint) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS
  $$ SELECT to_char(to_timestamp(ms / 1000) AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS') $$;

-- Everything that became true of an incident, in order. Never updated, never deleted, but for words that are to be forgotten.
CREATE TABLE events (
  incident bigint           NOT NULL,
  seq      bigint           NOT NULL,
  at       bigint           NOT NULL,
  type     text COLLATE "C" NOT NULL,
  by       text COLLATE "C" NOT NULL, -- JSON: {"kind":"person","user":"U…"} or {"kind":"bot"}
  body     text COLLATE "C" NOT NULL, -- JSON: the event
  PRIMARY KEY (incident, seq)
);
CREATE INDEX events_duplicate_marked ON events (incident) WHERE type = 'duplicate_marked';

-- One row per incident, written with its events, so that lists never fold them.
CREATE TABLE incidents (
  id              bigint           PRIMARY KEY,
  seq             bigint           NOT NULL,
  title           text COLLATE "C" NOT NULL,
  severity        text COLLATE "C" NOT NULL,
  status          text COLLATE "C" NOT NULL,
  commander       text COLLATE "C",
  channel         text COLLATE "C",
  channel_name    text COLLATE "C",
  opened_at       bigint           NOT NULL,
  acknowledged_at bigint,
  resolved_at     bigint,
  closed_at       bigint,
  next_update_at  bigint,
  drill           smallint         NOT NULL DEFAULT 0,
  cancelled_at    bigint,
  duplicate_of    bigint,
  leaf            text COLLATE "C", -- the latest diagnosis that named a problem
  private_to      text COLLATE "C", -- JSON: who may know of it; null if everyone may
  source_channel  text COLLATE "C", -- the message that it was declared from
  source_ts       text COLLATE "C",
  searched        bigint           NOT NULL DEFAULT 0, -- up to which event it's in the index of words
  rewritten       bigint           NOT NULL DEFAULT 0  -- how often words were taken out of its events: what was folded before is void
);
CREATE INDEX incidents_by_status ON incidents (status, id);
CREATE INDEX incidents_by_channel ON incidents (channel, id) WHERE channel IS NOT NULL;
CREATE INDEX incidents_by_end ON incidents ((coalesce(resolved_at, cancelled_at, closed_at)));
CREATE INDEX incidents_by_original ON incidents (duplicate_of) WHERE duplicate_of IS NOT NULL;
CREATE INDEX incidents_by_source ON incidents (source_channel, source_ts) WHERE source_channel IS NOT NULL;
CREATE INDEX incidents_private ON incidents (id) WHERE private_to IS NOT NULL;
CREATE INDEX incidents_unsearched ON incidents (id) WHERE searched <> seq;

-- The highest number that an incident was ever given, here or where this database was imported from. Always one row.
CREATE TABLE numbering (
  id      smallint PRIMARY KEY CHECK (id = 1),
  highest bigint   NOT NULL
);
INSERT INTO numbering (id, highest) VALUES (1, 0);

-- Every channel that an incident has or had.
CREATE TABLE channels (
  channel  text COLLATE "C" PRIMARY KEY,
  incident bigint           NOT NULL REFERENCES incidents (id)
);

-- The action items of each incident, written with its events.
CREATE TABLE action_items (
  incident bigint   NOT NULL REFERENCES incidents (id),
  item     bigint   NOT NULL,
  open     smallint NOT NULL,
  owner    text COLLATE "C",
  due      text COLLATE "C", -- a day (2026-12-01)
  since    bigint   NOT NULL,
  held     smallint NOT NULL,
  added_at bigint,
  PRIMARY KEY (incident, item)
);
CREATE INDEX action_items_open ON action_items (due, incident, item) WHERE open = 1;

-- The days on which somebody, or a channel, was reminded of action items.
CREATE TABLE item_reminders (
  receiver text COLLATE "C" NOT NULL,
  day      text COLLATE "C" NOT NULL,
  PRIMARY KEY (receiver, day)
);

-- Payloads that have been acted on, so that a redelivery changes nothing.
CREATE TABLE inbox (
  id          text COLLATE "C" PRIMARY KEY,
  received_at bigint           NOT NULL,
  content     text COLLATE "C", -- a hash of a form's values
  incident    bigint,
  said        text COLLATE "C", -- JSON: what a form said
  seq         bigint
);
CREATE INDEX inbox_by_age ON inbox (received_at);

-- Names of people, by their user IDs.
CREATE TABLE people (
  "user" text COLLATE "C" PRIMARY KEY,
  name   text COLLATE "C" NOT NULL
);

-- Monitoring: its state, and the problems that it saw (JSON).
CREATE TABLE watch (
  id    smallint         PRIMARY KEY CHECK (id = 1),
  state text COLLATE "C" NOT NULL
);
CREATE TABLE episodes (
  id    bigint           PRIMARY KEY,
  state text COLLATE "C" NOT NULL
);

-- The latest time that the outbox has seen.
CREATE TABLE clock (
  id     smallint PRIMARY KEY CHECK (id = 1),
  latest bigint   NOT NULL
);
INSERT INTO clock (id, latest) VALUES (1, 0);

-- What the bot owes the outside world. due_at is the whole state machine: new, later, leased, retried.
CREATE TABLE outbox (
  id            bigint           GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
  incident      bigint           REFERENCES incidents (id),
  episode       bigint           REFERENCES episodes (id),
  key           text COLLATE "C" NOT NULL,
  lane          text COLLATE "C" NOT NULL,
  effect        text COLLATE "C" NOT NULL,              -- JSON
  owed_at       bigint           NOT NULL,
  due_at        bigint           NOT NULL,
  version       bigint           NOT NULL DEFAULT 1,
  attempts      bigint           NOT NULL DEFAULT 0,
  leased        smallint         NOT NULL DEFAULT 0,    -- 1 while claimed: whoever delivers anew takes these over at once
  last_error    text COLLATE "C",
  dead_at       bigint,                                 -- kept for people to see
  todo          text COLLATE "C",                       -- what a person can do about a dead row
  behind        text COLLATE "C",                       -- runs when no effect of this key is pending
  background    smallint         NOT NULL DEFAULT 0,    -- 1: nobody waits for it
  promised_at   bigint,                                 -- people were told; null: as soon as can be
  unread        smallint         NOT NULL DEFAULT 0,    -- 1: waits for a version that can read it
  maybe_sent    smallint         NOT NULL DEFAULT 0,    -- 1: a try may have arrived, though nobody heard of it
  tried_from    bigint,                                 -- since when it may stand there, by Slack's clock
  failed_tries  bigint           NOT NULL DEFAULT 0,    -- in a row, while Slack took other calls
  failing_since bigint,                                 -- the first of them
  asides        bigint           NOT NULL DEFAULT 0,    -- how often it was put aside
  again_at      bigint,                                 -- when a dead one comes back by itself
  told          text COLLATE "C" NOT NULL DEFAULT '[]', -- JSON: the reasons that people have been told
  failed_with   text COLLATE "C",                       -- the call that it failed with, if that's temporary
  extra_at      bigint,                                 -- when a dead one gets an extra attempt
  asked         smallint         NOT NULL DEFAULT 0,    -- 1: Slack asked to wait until again_at
  CHECK ((incident IS NULL) <> (episode IS NULL))
);
CREATE UNIQUE INDEX outbox_pending_key ON outbox (key) WHERE dead_at IS NULL;
CREATE INDEX outbox_by_lane ON outbox (lane, id) WHERE dead_at IS NULL;
CREATE INDEX outbox_by_room ON outbox (background, due_at) WHERE dead_at IS NULL AND unread = 0;
CREATE INDEX outbox_behind ON outbox (behind) WHERE behind IS NOT NULL;
CREATE INDEX outbox_dead ON outbox (incident, id) WHERE dead_at IS NOT NULL;
CREATE INDEX outbox_dead_key ON outbox (key) WHERE dead_at IS NOT NULL;
CREATE INDEX outbox_again ON outbox (again_at) WHERE dead_at IS NOT NULL AND again_at IS NOT NULL;
CREATE INDEX outbox_extra ON outbox (extra_at) WHERE dead_at IS NOT NULL AND extra_at IS NOT NULL;
CREATE INDEX outbox_failed_with ON outbox (failed_with) WHERE dead_at IS NOT NULL AND failed_with IS NOT NULL;

-- Wakes the bot that delivers, wherever the effect was queued.
CREATE FUNCTION effect_owed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('effect_owed', '');
  RETURN NULL;
END $$;
CREATE TRIGGER effect_owed AFTER INSERT ON outbox FOR EACH STATEMENT EXECUTE FUNCTION effect_owed();

-- Who delivers what is owed, in which term, and until when unless it's renewed. One row.
CREATE TABLE delivery (
  id         smallint         PRIMARY KEY CHECK (id = 1),
  holder     text COLLATE "C",
  term       bigint           NOT NULL UNIQUE, -- a key, so that a renewal doesn't wait for those who share it
  expires_at timestamptz      NOT NULL,
  since      timestamptz
);
INSERT INTO delivery (id, holder, term, expires_at, since) VALUES (1, NULL, 0, '-infinity', NULL);

-- The words of every incident, each at least once: what the record says today. No text is kept here. Most incidents have one
-- part; a long record's words are spread over several, so that a change writes no more than one of them.
CREATE TABLE search (
  incident bigint   NOT NULL REFERENCES incidents (id),
  part     bigint   NOT NULL, -- counts from 1
  words    tsvector NOT NULL,
  PRIMARY KEY (incident, part)
);
CREATE INDEX search_words ON search USING gin (words);
CREATE INDEX search_long ON search (incident) WHERE part = 2;
CREATE AGGREGATE all_words (tsvector) (sfunc = tsvector_concat, stype = tsvector, initcond = '');

-- What figures count of each incident (JSON), made from its events when figures are next asked for: null until then, and
-- again whenever the incident changes. `until` is up to when it can matter to figures (the greatest number that JSON holds
-- exactly while it goes on).
CREATE TABLE tallies (
  incident bigint PRIMARY KEY REFERENCES incidents (id),
  until    bigint,
  tally    text COLLATE "C"
);
CREATE INDEX tallies_to_make ON tallies (incident) WHERE tally IS NULL;
CREATE INDEX tallies_by_until ON tallies (until) WHERE tally IS NOT NULL;

CREATE FUNCTION tally_to_make() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO tallies (incident) VALUES (new.id) ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
CREATE TRIGGER tally_to_make AFTER INSERT ON incidents FOR EACH ROW EXECUTE FUNCTION tally_to_make();

CREATE FUNCTION tally_to_make_again() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE tallies SET until = NULL, tally = NULL WHERE incident = new.id AND tally IS NOT NULL;
  RETURN NULL;
END $$;
CREATE TRIGGER tally_to_make_again AFTER UPDATE ON incidents FOR EACH ROW EXECUTE FUNCTION tally_to_make_again();

-- Read-only, for people: what happened, and every request_id with its first sight.
CREATE VIEW timeline AS
WITH told AS (
  SELECT
    incident,
    seq,
    type,
    body,
    CASE type
      WHEN 'note_added' THEN json_number(body, 'when')
      WHEN 'message_captured' THEN json_number(body, 'ts') * 1000
      ELSE at
    END AS happened,
    CASE type WHEN 'message_captured' THEN json_field(body, 'author') ELSE json_field(by, 'user') END AS "user"
  FROM events
)
SELECT
  'INC-' || incident AS incident,
  seq,
  utc_text(happened) AS utc,
  coalesce(name, told."user", 'bot') AS who,
  type,
  body
FROM told
LEFT JOIN people ON people."user" = told."user";

CREATE VIEW request_ids AS
SELECT
  'INC-' || incident AS incident,
  json_field(body, 'requestId') AS request_id,
  json_field(body, 'source') AS source,
  json_field(body, 'where') AS first_seen_in,
  utc_text(at) AS first_seen_utc
FROM events
WHERE type = 'request_id_seen';
