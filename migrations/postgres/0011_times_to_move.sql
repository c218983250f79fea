-- The times in the outbox that are still to be moved after the clock was set back: as they were then, what time it was set to, and by
-- how much. A row that another process has locked stays here until it's free. There is no foreign key, as it would wait for the lock.
CREATE TABLE times_to_move (
  effect        bigint PRIMARY KEY, -- its ID in the outbox
  due_at        bigint NOT NULL,
  again_at      bigint,
  extra_at      bigint,
  failing_since bigint,
  set_to        bigint NOT NULL,
  back_by       bigint NOT NULL
);
