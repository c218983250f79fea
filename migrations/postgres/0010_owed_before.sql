-- Of what is owed, only what was owed before a lineage began may have been sent on an earlier one. So the mark, which is as old as the
-- lineage, keeps which one the outbox came from, and the last effect that was owed there. Both are null until a bot finds an earlier one.
ALTER TABLE lineage_mark
  ADD COLUMN came_from   text COLLATE "C",
  ADD COLUMN owed_before bigint;
