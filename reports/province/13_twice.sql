-- Who stands in two branches for the same days counts in the one joined last; here is where they do not count.
SELECT p.file, p.person, p.due, p.received, p.on_leave, MIN(q.file_name) AS instead
FROM due AS p
JOIN due AS q ON q.office = p.office AND q.person = p.person AND q.code <> p.code
WHERE q.first_day <= p.last_day AND p.first_day <= q.last_day
  AND (q.joined_day > p.joined_day OR (q.joined_day = p.joined_day AND q.code < p.code))
GROUP BY p.file, p.person, p.due, p.received, p.on_leave
