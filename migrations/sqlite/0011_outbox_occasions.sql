-- A call for a commander and a corrected postmortem say which event they are about. What was owed before is about the
-- latest one; its key, by which it is found in Slack, stays.
UPDATE outbox SET effect = json_set(effect, '$.of', coalesce(
    (SELECT max(seq) FROM events
      WHERE incident = outbox.incident AND type IN ('response_overdue', 'commander_lost')), 0))
  WHERE key GLOB 'call_out:*' AND json_valid(effect);

UPDATE outbox SET effect = json_set(effect, '$.of', max(json_extract(effect, '$.of'), coalesce(
    (SELECT max(seq) FROM events corrected
      WHERE incident = outbox.incident AND type = 'review_corrected' AND NOT EXISTS (SELECT 1 FROM events
        WHERE incident = outbox.incident AND type = 'closed'
          AND seq > json_extract(outbox.effect, '$.of') AND seq < corrected.seq)), 0)))
  WHERE key GLOB 'publish_postmortem:*' AND json_valid(effect);
