-- Which course of events this is: another one after a dump was restored (the tables are new ones), after a recovery to an
-- earlier moment, and after a failover (a new timeline). Some providers don't tell the timeline.
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
