-- What a report shows, to be kept: the persons behind each group that says something new, with the block they were in, and
-- what a branch told. Of several blocks it is the one with the longest name, in which all others lie (meets).
SELECT m.subject, m.list_id, m.item, m.sender, m.office, m.code, m.branch, m.period, m.first_day, m.last_day, m.person,
       m.file, m.n, m.said, COALESCE(b.block, '') AS block
FROM members AS m
JOIN (
    SELECT DISTINCT subject, list_id, item, office, code, period FROM shown WHERE n > 0
    UNION
    SELECT DISTINCT 'branch' AS subject, '' AS list_id, '' AS item, h.office, h.code, h.period
    FROM shown AS h
    WHERE h.n > 0
) AS s ON s.subject = m.subject AND s.list_id = m.list_id AND s.item = m.item AND s.office = m.office
      AND s.code = m.code AND s.period = m.period
LEFT JOIN repeats AS r ON r.subject = m.subject AND r.list_id = m.list_id AND r.item = m.item
                      AND r.office = m.office AND r.code = m.code AND r.period = m.period
LEFT JOIN (
    SELECT subject, list_id, item, office, code, period, person, block,
           ROW_NUMBER() OVER (PARTITION BY subject, list_id, item, office, code, period, person
                              ORDER BY LENGTH(block) DESC, block) AS place
    FROM meets WHERE is_same = 1 AND is_mixed = 0
) AS b ON b.place = 1 AND b.subject = m.subject AND b.list_id = m.list_id AND b.item = m.item AND b.office = m.office
      AND b.code = m.code AND b.period = m.period AND b.person = m.person
WHERE r.code IS NULL
