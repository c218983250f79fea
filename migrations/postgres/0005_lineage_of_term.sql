-- On which course of events the right to deliver was taken: it doesn't outlast a recovery or a failover, after which the row says
-- what was so earlier.
ALTER TABLE delivery ADD COLUMN lineage text COLLATE "C" NOT NULL DEFAULT current_lineage();
