-- Whether an incident lacks in the index of words, as a column: an index that depends on `seq` keeps PostgreSQL from updating a row
-- in place (HOT), so that each change of an incident wrote an entry into every one of its indexes.
DROP INDEX incidents_unsearched;
ALTER TABLE incidents ADD COLUMN unsearched integer GENERATED ALWAYS AS ((searched <> seq)::integer) STORED;
CREATE INDEX incidents_unsearched ON incidents (id) WHERE unsearched = 1;
