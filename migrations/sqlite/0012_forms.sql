-- What a form said when it was last taken (JSON: its command), and the incident's last event by then. Both are null
-- where an earlier version took it.
ALTER TABLE inbox ADD COLUMN said TEXT;
ALTER TABLE inbox ADD COLUMN seq INTEGER;

-- A form was once known by its view and its hash (view:<view>:<hash>), now by its view. What it was about is the
-- incident that was changed at that moment, if it was one alone; what it was submitted with is not known. The old rows
-- stay until they are old enough, for a version that looks for them.
INSERT OR IGNORE INTO inbox (id, received_at, incident)
SELECT
  substr(old.id, 1, 4 + instr(substr(old.id, 6), ':')),
  max(old.received_at),
  CASE WHEN count(DISTINCT events.incident) = 1 THEN max(events.incident) END
FROM inbox AS old
LEFT JOIN events ON events.at = old.received_at
WHERE old.id LIKE 'view:%:%'
GROUP BY 1;
