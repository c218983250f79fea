-- `find` reads only the incidents of the severities that it looks for.
CREATE INDEX incidents_by_severity ON incidents (severity, id);
