-- The index of words lacked the lessons of a review. An incident that has some is taken up anew from before they were first
-- written.
UPDATE incidents SET searched = first.seq - 1
  FROM (SELECT incident, min(seq) AS seq FROM events
          WHERE type IN ('closed', 'review_corrected')
            AND iif(json_valid(body), body ->> '$.lessons', NULL) IS NOT NULL
          GROUP BY incident) AS first
  WHERE id = first.incident AND searched >= first.seq;
