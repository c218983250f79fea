-- How what was put aside comes back, beside its timetable (again_at).
ALTER TABLE outbox ADD COLUMN failed_with TEXT;              -- the call that went on failing: when it works again, so may this
ALTER TABLE outbox ADD COLUMN extra_at    INTEGER;           -- UTC ms, one more try that the timetable does not count
ALTER TABLE outbox ADD COLUMN asked       INTEGER NOT NULL DEFAULT 0; -- 1: again_at is what Slack asked for; not before it
CREATE INDEX outbox_extra ON outbox (extra_at) WHERE dead_at IS NOT NULL AND extra_at IS NOT NULL;
CREATE INDEX outbox_failed_with ON outbox (failed_with) WHERE dead_at IS NOT NULL AND failed_with IS NOT NULL;
UPDATE outbox SET asked = 1 WHERE dead_at IS NOT NULL AND again_at IS NOT NULL AND last_error = 'Slack asked to wait';

-- People's work and background work have an index of their own since; nothing asks this one.
DROP INDEX outbox_by_due;

-- What was owed before effects waited for one another waits as what is owed now does: in the channel for the channel,
-- under the headline for the first headline of that channel.
UPDATE outbox SET behind = iif(
    (key GLOB 'post_change:*' OR key GLOB 'sync_diagnosis:*' OR key GLOB 'tell_story:*')
      AND coalesce(
        (SELECT iif(json_valid(body), json_extract(body, '$.channel'), NULL) FROM events
          WHERE incident = outbox.incident AND type = 'headline_posted' ORDER BY seq DESC LIMIT 1)
        <> (SELECT iif(json_valid(body), json_extract(body, '$.channel'), NULL) FROM events
          WHERE incident = outbox.incident AND type = 'channel_ready' ORDER BY seq DESC LIMIT 1), 1),
    'sync_headline:', 'ensure_channel:') || incident
  WHERE behind IS NULL AND incident IS NOT NULL AND substr(key, 1, instr(key, ':') - 1) IN (
    'invite', 'set_topic', 'sync_headline', 'pin_headline', 'sync_bookmarks', 'offer_resolve', 'sync_reminder', 'call_out',
    'post_change', 'sync_diagnosis', 'tell_story', 'capture_message', 'publish_postmortem');
