-- When an incident was cancelled, UTC ms: null while it counts.
ALTER TABLE incidents ADD COLUMN cancelled_at INTEGER;
