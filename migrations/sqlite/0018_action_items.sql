-- Action items as their events have made them, one row each, to find those of all incidents: who owns it (a user id; null
-- where that is nobody, a group or words), the day on which it is due, and since when it stands as it does (UTC ms).
-- `held` is 0 for a line of a close that an earlier version wrote, of which nobody is reminded.
CREATE TABLE action_items (
  incident INTEGER NOT NULL REFERENCES incidents (id),
  item     INTEGER NOT NULL,
  open     INTEGER NOT NULL,
  owner    TEXT,
  due      TEXT,
  since    INTEGER NOT NULL,
  held     INTEGER NOT NULL,
  PRIMARY KEY (incident, item)
) WITHOUT ROWID;
CREATE INDEX action_items_open ON action_items (due, incident, item) WHERE open = 1;

-- The lines of the last close of each incident.
INSERT INTO action_items (incident, item, open, owner, due, since, held)
  SELECT events.incident, line.key + 1, 1, NULL, NULL, events.at, 0
  FROM events JOIN (
    SELECT incident, max(seq) AS seq FROM events WHERE type IN ('closed', 'review_corrected') GROUP BY incident
  ) AS last ON last.incident = events.incident AND last.seq = events.seq
  JOIN json_each(iif(json_valid(events.body), events.body, '{}'), '$.actionItems') AS line;
