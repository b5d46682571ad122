-- Groups of now that say nothing new: made of whole blocks and nobody else; and what a branch told just so before.
SELECT p.subject, p.list_id, p.item, p.office, p.code, p.period
FROM pieces AS p
LEFT JOIN fresh AS f ON f.subject = p.subject AND f.list_id = p.list_id AND f.item = p.item AND f.office = p.office
                    AND f.code = p.code AND f.period = p.period
WHERE f.code IS NULL
GROUP BY p.subject, p.list_id, p.item, p.office, p.code, p.period
HAVING MIN(p.is_whole) = 1
UNION
SELECT m.subject, m.list_id, m.item, m.office, m.code, m.period
FROM members AS m
JOIN earlier AS e ON e.office = m.office AND e.code = m.code AND e.period = m.period AND e.subject = m.subject
                 AND e.list_id = m.list_id AND e.item = m.item AND e.said = m.said
WHERE m.person = '' AND e.person = ''
