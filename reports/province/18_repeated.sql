-- Groups of now that were shown before just as they are.
SELECT DISTINCT subject, list_id, item, office, code, period FROM pairs WHERE same = 1
UNION
SELECT m.subject, m.list_id, m.item, m.office, m.code, m.period
FROM members AS m
JOIN earlier AS e ON e.file = m.file AND e.subject = m.subject AND e.list_id = m.list_id AND e.item = m.item
WHERE m.person = '' AND e.person = ''
