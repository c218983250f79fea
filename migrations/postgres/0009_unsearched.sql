-- Whether the index of words lacks something of an incident, as a column: an index that depends on `seq` keeps PostgreSQL from
-- updating a row in place (HOT), so each change of an incident wrote an entry into every index of the table.
DROP INDEX incidents_unsearched;
ALTER TABLE incidents ADD COLUMN unsearched integer GENERATED ALWAYS AS ((searched <> seq)::integer) STORED;
CREATE INDEX incidents_unsearched ON incidents (id) WHERE unsearched = 1;
