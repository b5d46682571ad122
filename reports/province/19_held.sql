-- Groups that are not shown however large they are. What a saved report showed with other persons, if fewer than five
-- differ or its branch's file is there instead; and counts by item unless everybody of the group, and nobody else, told
-- the days too: an item's counts make up the days that were due, so one taken off the other would show those between.
SELECT c.subject, c.list_id, c.item, c.office, c.code, c.period
FROM compared AS c CROSS JOIN asked AS a
WHERE c.there = 0 OR (c.differing > 0 AND c.differing < a.fewest)
UNION
SELECT g.subject, g.list_id, g.item, g.office, g.code, g.period
FROM groups AS g
LEFT JOIN (SELECT office, code, period, n FROM groups WHERE subject = 'days') AS d
       ON d.office = g.office AND d.code = g.code AND d.period = g.period
WHERE g.subject = 'item' AND (d.n IS NULL OR d.n <> g.n)
UNION
SELECT g.subject, g.list_id, g.item, g.office, g.code, g.period
FROM groups AS g
JOIN compared AS c ON c.office = g.office AND c.code = g.code AND c.period = g.period
CROSS JOIN asked AS a
WHERE g.subject = 'item' AND c.subject = 'days' AND (c.there = 0 OR (c.differing > 0 AND c.differing < a.fewest))
UNION
SELECT g.subject, g.list_id, g.item, g.office, g.code, g.period
FROM groups AS g
JOIN summed AS s ON s.office = g.office AND s.code = g.code AND s.period = g.period
JOIN (SELECT DISTINCT file FROM lake WHERE fact = 'item_marks') AS m ON m.file = s.file
LEFT JOIN (SELECT DISTINCT file FROM lake WHERE fact = 'completeness') AS c ON c.file = s.file
WHERE g.subject = 'item' AND c.file IS NULL
