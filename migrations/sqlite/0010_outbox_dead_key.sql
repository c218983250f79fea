-- What was put aside is found by its key whenever something is owed, without reading through all that was put aside.
CREATE INDEX outbox_dead_key ON outbox (key) WHERE dead_at IS NOT NULL;
