-- The incident that this one is a duplicate of; null while it is none. Its record is read with the other's.
ALTER TABLE incidents ADD COLUMN duplicate_of INTEGER;
CREATE INDEX incidents_by_original ON incidents (duplicate_of) WHERE duplicate_of IS NOT NULL;
