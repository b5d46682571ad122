-- Groups that are not shown however large they are: those that changed; counts by item unless everybody of the group,
-- and nobody else, told the days too, and these may be shown: an item's counts make up the days that were due, so one
-- taken off the other would show those between. A branch's file says only how many told each: they are the same persons
-- for certain where all who sent it anything told both; and a corrected one, which may have the counts by item of before
-- it, only where these make up the days due. Topics where the answers that are in none shown are of few, and those that
-- are not as they were when the quiz was first shown: what is in none would be compared.
SELECT g.subject, g.list_id, g.item, g.office, g.code, g.period
FROM large AS g
JOIN changed AS c ON c.office = g.office AND c.code = g.code AND c.period = g.period
LEFT JOIN repeats AS r ON r.subject = g.subject AND r.list_id = g.list_id AND r.item = g.item AND r.office = g.office
                      AND r.code = g.code AND r.period = g.period
WHERE r.code IS NULL
  AND (c.subject = 'branch' OR (c.subject = g.subject AND c.list_id = g.list_id AND c.item = g.item)
       OR (c.subject = 'days' AND g.subject = 'item') OR (c.subject = 'quiz' AND g.subject = 'topic'))
UNION
SELECT g.subject, g.list_id, g.item, g.office, g.code, g.period
FROM large AS g
JOIN (SELECT DISTINCT office, code, period FROM meets WHERE subject = 'quiz') AS q
  ON q.office = g.office AND q.code = g.code AND q.period = g.period
LEFT JOIN (SELECT office, code, period FROM repeats WHERE subject = 'quiz') AS a
       ON a.office = g.office AND a.code = g.code AND a.period = g.period
LEFT JOIN repeats AS r ON r.subject = g.subject AND r.item = g.item AND r.office = g.office AND r.code = g.code
                      AND r.period = g.period
WHERE g.subject = 'topic' AND (a.code IS NULL OR r.code IS NULL)
UNION
SELECT g.subject, g.list_id, g.item, g.office, g.code, g.period
FROM groups AS g
LEFT JOIN (SELECT office, code, period, n FROM groups WHERE subject = 'days') AS d
       ON d.office = g.office AND d.code = g.code AND d.period = g.period
WHERE g.subject = 'item' AND (d.n IS NULL OR d.n <> g.n)
UNION
SELECT g.subject, g.list_id, g.item, g.office, g.code, g.period
FROM groups AS g
JOIN summed AS s ON s.office = g.office AND s.code = g.code AND s.period = g.period
JOIN (SELECT DISTINCT file FROM lake WHERE fact = 'item_marks') AS m ON m.file = s.file
LEFT JOIN (SELECT DISTINCT file FROM lake WHERE fact = 'completeness') AS c ON c.file = s.file
WHERE g.subject = 'item' AND c.file IS NULL
UNION
SELECT g.subject, g.list_id, g.item, g.office, g.code, g.period
FROM groups AS g
JOIN summed AS s ON s.office = g.office AND s.code = g.code AND s.period = g.period
JOIN lake AS b ON b.file = s.file
WHERE g.subject = 'item' AND b.fact = 'branch_figures'
  AND (b.told_days <> b.files OR (b.revision > 1 AND g.v1 + g.v2 + g.v3 + g.v4 + g.v5 <> b.due_days))
UNION
SELECT g.subject, g.list_id, g.item, g.office, g.code, g.period
FROM large AS g
JOIN (
    SELECT o.office, o.code, o.period, COUNT(*) AS persons
    FROM (
        SELECT m.office, m.code, m.period, t.file
        FROM told AS t
        JOIN summed AS m ON m.file = t.file
        LEFT JOIN large AS l ON l.subject = t.subject AND l.item = t.item AND l.office = m.office AND l.code = m.code
                            AND l.period = m.period
        WHERE m.sender = 'member' AND (t.subject = 'quiz' OR (t.subject = 'topic' AND l.n > 0))
        GROUP BY m.office, m.code, m.period, t.file
        HAVING SUM(CASE WHEN t.subject = 'quiz' THEN t.v1 ELSE -t.v1 END) <> 0
            OR SUM(CASE WHEN t.subject = 'quiz' THEN t.v2 ELSE -t.v2 END) <> 0
    ) AS o
    GROUP BY o.office, o.code, o.period
) AS r ON r.office = g.office AND r.code = g.code AND r.period = g.period
CROSS JOIN asked AS a
WHERE g.subject = 'topic' AND r.persons < a.fewest
