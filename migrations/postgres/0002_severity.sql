-- The newest incidents of a severity, however few there are.
CREATE INDEX incidents_by_severity ON incidents (severity, id);
