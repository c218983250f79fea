-- What the watch over Intercom has seen: one row, JSON, see src/domain/watch.ts.
CREATE TABLE watch (
  id    INTEGER PRIMARY KEY CHECK (id = 1),
  state TEXT    NOT NULL
);
