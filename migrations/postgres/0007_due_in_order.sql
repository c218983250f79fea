-- Due effects in the order in which they're claimed: however many are due at once, only the first are read.
DROP INDEX outbox_by_room;
CREATE INDEX outbox_by_room ON outbox (background, due_at, id) WHERE dead_at IS NULL AND unread = 0;
