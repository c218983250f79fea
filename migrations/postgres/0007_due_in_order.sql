-- What is due, in the order in which it's claimed: of any number of effects that are due at once, only the first are read.
DROP INDEX outbox_by_room;
CREATE INDEX outbox_by_room ON outbox (background, due_at, id) WHERE dead_at IS NULL AND unread = 0;
