-- The lineage in which the right to deliver was taken. The right doesn't outlast a recovery or a failover, after which the row is
-- out of date.
ALTER TABLE delivery ADD COLUMN lineage text COLLATE "C" NOT NULL DEFAULT current_lineage();
