-- By how much each time is to be moved: of an effect that stays locked while the clock is set back twice, a time that is changed in
-- between moves only the second time.
ALTER TABLE times_to_move RENAME COLUMN back_by TO due_at_back_by;
ALTER TABLE times_to_move
  ADD COLUMN again_at_back_by      bigint,
  ADD COLUMN extra_at_back_by      bigint,
  ADD COLUMN failing_since_back_by bigint;
UPDATE times_to_move
  SET again_at_back_by = due_at_back_by, extra_at_back_by = due_at_back_by, failing_since_back_by = due_at_back_by;
ALTER TABLE times_to_move
  ALTER COLUMN again_at_back_by      SET NOT NULL,
  ALTER COLUMN extra_at_back_by      SET NOT NULL,
  ALTER COLUMN failing_since_back_by SET NOT NULL;
