-- Who knows of an incident while it has no channel (JSON: user ids), where only the members of its channel may know of it;
-- null where everybody may.
ALTER TABLE incidents ADD COLUMN private_to TEXT;
CREATE INDEX incidents_private ON incidents (id) WHERE private_to IS NOT NULL;
