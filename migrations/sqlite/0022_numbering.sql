-- The highest number that an incident had where this database was imported from: no number is given twice, also of incidents
-- that weren't imported. One row, or none.
CREATE TABLE numbering (
  id      INTEGER PRIMARY KEY CHECK (id = 1),
  highest INTEGER NOT NULL
);
