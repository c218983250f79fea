-- The message that an incident was declared from, to find the incident when that message is edited or deleted in Slack;
-- null where it was declared from none.
ALTER TABLE incidents ADD COLUMN source_channel TEXT;
ALTER TABLE incidents ADD COLUMN source_ts TEXT;
CREATE INDEX incidents_by_source ON incidents (source_channel, source_ts) WHERE source_channel IS NOT NULL;

UPDATE incidents SET
    source_channel = json_extract(opened.body, '$.source.channel'),
    source_ts = json_extract(opened.body, '$.source.ts')
  FROM (SELECT incident, iif(json_valid(body), body, '{}') AS body FROM events WHERE type = 'opened') AS opened
  WHERE opened.incident = incidents.id;
