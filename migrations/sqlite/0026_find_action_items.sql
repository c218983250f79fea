-- The index of words lacked the action items of a close, and what others say since they were edited. An incident that has any
-- is taken up anew from before the first.
UPDATE incidents SET searched = first.seq - 1
  FROM (SELECT incident, min(seq) AS seq FROM events
          WHERE type = 'action_item_edited'
            OR (type = 'action_item_added' AND iif(json_valid(body), body ->> '$.atClose', NULL) IS NOT NULL)
            OR (type IN ('closed', 'review_corrected')
              AND iif(json_valid(body), json_array_length(body, '$.actionItems'), 0) > 0)
          GROUP BY incident) AS first
  WHERE id = first.incident AND searched >= first.seq;
