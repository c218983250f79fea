-- What the latest diagnosis came to that named a problem (a leaf of the tree), and when an incident was over: those of the
-- last hour are found without reading through all.
ALTER TABLE incidents ADD COLUMN leaf TEXT;
CREATE INDEX incidents_by_end ON incidents (coalesce(resolved_at, cancelled_at, closed_at));
