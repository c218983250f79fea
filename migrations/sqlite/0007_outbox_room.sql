-- People's work and background work are claimed apart from each other: neither search reads through the other's rows.
CREATE INDEX outbox_by_room ON outbox (background, due_at) WHERE dead_at IS NULL AND unread = 0;
