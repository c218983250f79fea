-- What a form was submitted with (a hash), and the incident that it was about or declared: the same again is a
-- repetition, something else from the same form is a correction of that incident.
ALTER TABLE inbox ADD COLUMN content TEXT;
ALTER TABLE inbox ADD COLUMN incident INTEGER;
