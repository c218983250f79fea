-- Why each was put aside since it was last done, as a JSON list of the reasons: people have been told of these.
ALTER TABLE outbox ADD COLUMN told TEXT NOT NULL DEFAULT '[]';
UPDATE outbox SET told = json_array(last_error) WHERE dead_at IS NOT NULL AND last_error IS NOT NULL;
