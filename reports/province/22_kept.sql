-- What a report shows, to be kept: the persons behind each group that is not kept already just as it is.
SELECT m.subject, m.list_id, m.item, m.sender, m.office, m.code, m.period, m.first_day, m.last_day,
       CASE WHEN m.sender = 'branch' AND m.subject <> 'branch' THEN '' ELSE m.person END AS person, m.file, m.n
FROM members AS m
LEFT JOIN (SELECT DISTINCT subject, list_id, item, office, code, period FROM shown WHERE n > 0) AS s
       ON s.subject = m.subject AND s.list_id = m.list_id AND s.item = m.item AND s.office = m.office
      AND s.code = m.code AND s.period = m.period
LEFT JOIN (SELECT DISTINCT office, code, period FROM shown WHERE n > 0) AS b
       ON b.office = m.office AND b.code = m.code AND b.period = m.period
LEFT JOIN (SELECT DISTINCT subject, list_id, item, office, code, period FROM pairs WHERE same = 1) AS c
       ON (c.subject = m.subject OR (c.subject = 'branch' AND m.sender = 'branch')) AND c.office = m.office
      AND c.code = m.code AND c.period = m.period
      AND (c.subject = 'branch' OR (c.list_id = m.list_id AND c.item = m.item))
WHERE c.code IS NULL AND (s.code IS NOT NULL OR (m.sender = 'branch' AND b.code IS NOT NULL))
