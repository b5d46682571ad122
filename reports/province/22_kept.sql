-- What a report shows, to be kept: the persons behind each group that is not kept already just as it is, and of a branch
-- how many told each.
SELECT m.subject, m.list_id, m.item, m.sender, m.office, m.code, m.branch, m.period, m.first_day, m.last_day, m.person,
       m.file, m.n
FROM members AS m
JOIN (
    SELECT DISTINCT subject, list_id, item, office, code, period FROM shown WHERE n > 0
    UNION
    SELECT DISTINCT 'branch' AS subject, '' AS list_id, '' AS item, office, code, period FROM shown WHERE n > 0
) AS s ON s.subject = m.subject AND s.list_id = m.list_id AND s.item = m.item AND s.office = m.office
      AND s.code = m.code AND s.period = m.period
LEFT JOIN repeated AS r ON r.subject = m.subject AND r.list_id = m.list_id AND r.item = m.item
                       AND r.office = m.office AND r.code = m.code AND r.period = m.period
WHERE r.code IS NULL
