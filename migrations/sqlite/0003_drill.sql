-- Whether an incident is a drill (1), so that figures and the watch can leave it out.
ALTER TABLE incidents ADD COLUMN drill INTEGER NOT NULL DEFAULT 0;
