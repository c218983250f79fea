-- A crash begins another course of events as well: what wasn't on the disk yet is gone, and others get the same numbers. So a mark
-- stands for the course in a table that PostgreSQL empties whenever it recovers: after a crash, from a backup or a snapshot of the
-- disk, and when a standby takes over. Whoever comes first then makes a new one.
CREATE UNLOGGED TABLE lineage_mark (
  id         smallint         PRIMARY KEY DEFAULT 1 CHECK (id = 1),
  lineage    text COLLATE "C" NOT NULL,
  written_by xid8             NOT NULL DEFAULT pg_current_xact_id() -- a row from a dump is another transaction's, and doesn't count
);

UPDATE delivery SET lineage = '' WHERE lineage = current_lineage();
UPDATE clock SET lineage = '' WHERE lineage = current_lineage();

-- Empty until there is a mark, and on a standby, which can't read one.
CREATE OR REPLACE FUNCTION current_lineage() RETURNS text LANGUAGE plpgsql AS $$
BEGIN
  IF pg_is_in_recovery() THEN
    RETURN '';
  END IF;
  RETURN coalesce((SELECT lineage FROM lineage_mark WHERE xmin = written_by::xid), '');
END $$;

-- The same, after making a mark if there is none: which tables these are, PostgreSQL's timeline (some providers don't tell it), and
-- something random. Whoever does the same at that moment waits.
CREATE FUNCTION mark_lineage() RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  timeline text := '-';
BEGIN
  IF current_lineage() = '' THEN
    BEGIN
      timeline := left(pg_walfile_name(pg_current_wal_lsn()), 8);
    EXCEPTION WHEN OTHERS THEN
      NULL;
    END;
    DELETE FROM lineage_mark WHERE xmin <> written_by::xid;
    INSERT INTO lineage_mark (lineage)
      VALUES (concat_ws(' ', to_regclass('outbox')::oid, timeline, gen_random_uuid())) ON CONFLICT DO NOTHING;
  END IF;
  RETURN current_lineage();
END $$;

-- What goes on now is the course that it was.
UPDATE delivery SET lineage = mark_lineage() WHERE lineage = '';
UPDATE clock SET lineage = mark_lineage() WHERE lineage = '';
SELECT mark_lineage();
