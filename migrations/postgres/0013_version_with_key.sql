-- Logical replication of all tables (`CREATE PUBLICATION … FOR ALL TABLES`) refuses to delete from a table without a key.
ALTER TABLE schema_version ADD PRIMARY KEY (version);
