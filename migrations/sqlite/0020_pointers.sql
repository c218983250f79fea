-- The events by which incidents became duplicates, to find all that ever pointed to one that becomes private.
CREATE INDEX events_duplicate_marked ON events (incident) WHERE type = 'duplicate_marked';
