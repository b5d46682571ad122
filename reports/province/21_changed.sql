-- Groups that would show fewer than five beside what was shown before: where a piece of a block, what is left of it, or
-- who is new are fewer; where nothing can be said beside it; and what a branch corrected, unless all whom it received told
-- it, then and now, and are not just those of before: nobody knows of how many the difference is.
SELECT c.subject, c.list_id, c.item, c.office, c.code, c.period
FROM (
    SELECT p.subject, p.list_id, p.item, p.office, p.code, p.period
    FROM pieces AS p
    JOIN (
        SELECT q.subject, q.list_id, q.item, q.block FROM pieces AS q CROSS JOIN asked AS a WHERE q.persons < a.fewest
        UNION
        SELECT r.subject, r.list_id, r.item, r.block FROM rest AS r CROSS JOIN asked AS a WHERE r.persons < a.fewest
    ) AS b ON b.subject = p.subject AND b.list_id = p.list_id AND b.item = p.item AND b.block = p.block
    UNION
    SELECT f.subject, f.list_id, f.item, f.office, f.code, f.period
    FROM fresh AS f CROSS JOIN asked AS a
    WHERE f.persons < a.fewest
    UNION
    SELECT subject, list_id, item, office, code, period FROM meets WHERE is_mixed = 1
    UNION
    SELECT m.subject, m.list_id, m.item, m.office, m.code, m.period
    FROM members AS m
    JOIN earlier AS e ON e.office = m.office AND e.code = m.code AND e.period = m.period AND e.subject = m.subject
                     AND e.list_id = m.list_id AND e.item = m.item
    LEFT JOIN repeats AS r ON r.subject = 'branch' AND r.office = m.office AND r.code = m.code AND r.period = m.period
    WHERE m.person = '' AND e.person = '' AND (m.n <> 0 OR e.n <> 0 OR r.code IS NOT NULL)
) AS c
LEFT JOIN repeats AS r ON r.subject = c.subject AND r.list_id = c.list_id AND r.item = c.item AND r.office = c.office
                      AND r.code = c.code AND r.period = c.period
WHERE r.code IS NULL
