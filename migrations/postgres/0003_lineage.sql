-- The lineage of the database, within which no transaction ID is used twice. It changes when a dump is restored (the tables are
-- new ones), after a recovery to an earlier moment, and after a failover (a new timeline). Some providers hide the timeline.
CREATE FUNCTION current_lineage() RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  tables text := to_regclass('outbox')::oid::text;
BEGIN
  RETURN tables || ' ' || left(pg_walfile_name(pg_current_wal_lsn()), 8);
EXCEPTION WHEN OTHERS THEN
  RETURN tables;
END $$;

-- Where the outbox was when it was last taken over; null until then.
ALTER TABLE clock ADD COLUMN lineage text COLLATE "C";
