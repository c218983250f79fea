-- What figures count of each incident (JSON), made from its events when figures are next asked for: null until then, and
-- again whenever the incident changes. `until` is up to when it can matter to figures (UTC ms; the greatest number that
-- JSON holds exactly while it goes on).
CREATE TABLE tallies (
  incident INTEGER PRIMARY KEY REFERENCES incidents (id),
  until    INTEGER,
  tally    TEXT
);
CREATE INDEX tallies_to_make ON tallies (incident) WHERE tally IS NULL;
CREATE INDEX tallies_by_until ON tallies (until) WHERE tally IS NOT NULL;

CREATE TRIGGER tally_to_make AFTER INSERT ON incidents BEGIN
  INSERT OR IGNORE INTO tallies (incident) VALUES (new.id);
END;
CREATE TRIGGER tally_to_make_again AFTER UPDATE ON incidents BEGIN
  UPDATE tallies SET until = NULL, tally = NULL WHERE incident = new.id AND tally IS NOT NULL;
END;
INSERT INTO tallies (incident) SELECT id FROM incidents;

-- When an action item was added, UTC ms: an edit changes only since when it stands as it does.
ALTER TABLE action_items ADD COLUMN added_at INTEGER;
UPDATE action_items SET added_at = coalesce(
  (SELECT min(at) FROM events WHERE events.incident = action_items.incident AND type = 'action_item_added'
    AND iif(json_valid(body), body ->> '$.item', NULL) = action_items.item),
  since);
