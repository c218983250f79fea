-- A crash begins a new lineage too: commits that weren't on the disk yet are gone, and others get the same transaction IDs. So the
-- lineage is a mark in a table that PostgreSQL empties whenever it recovers: after a crash, from a backup or a snapshot of the disk,
-- and when a standby takes over. The first bot that comes then makes a new mark.
CREATE UNLOGGED TABLE lineage_mark (
  id         smallint         PRIMARY KEY DEFAULT 1 CHECK (id = 1),
  lineage    text COLLATE "C" NOT NULL,
  written_by xid8             NOT NULL DEFAULT pg_current_xact_id() -- a row from a dump was written by another transaction, and doesn't count
);

UPDATE delivery SET lineage = '' WHERE lineage = current_lineage();
UPDATE clock SET lineage = '' WHERE lineage = current_lineage();

-- Returns '' until there is a mark, and on a standby, which can't read one.
CREATE OR REPLACE FUNCTION current_lineage() RETURNS text LANGUAGE plpgsql AS $$
BEGIN
  IF pg_is_in_recovery() THEN
    RETURN '';
  END IF;
  RETURN coalesce((SELECT lineage FROM lineage_mark WHERE xmin = written_by::xid), '');
END $$;

-- The same, after making a mark if there is none: the identity of the tables, PostgreSQL's timeline (some providers hide it), and
-- a random part. Bots that do this at the same moment wait for each other.
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

-- A database that is being migrated stays on its lineage.
UPDATE delivery SET lineage = mark_lineage() WHERE lineage = '';
UPDATE clock SET lineage = mark_lineage() WHERE lineage = '';
SELECT mark_lineage();
