-- `find` asks for incidents by severity, and reads only these.
CREATE INDEX incidents_by_severity ON incidents (severity, id);
