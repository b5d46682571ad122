-- The groups with what may be shown of each: one that is too small is in no sum at any level, only in left_out; so is
-- one that a saved report showed with other persons, if fewer than five differ or its branch's file is there instead.
-- Every sum is then made of whole groups that are large enough, and so is every difference of two sums.
SELECT g.subject, g.list_id, g.item, g.words, g.office, g.code, g.period, g.months,
       CASE WHEN g.n >= a.fewest AND h.code IS NULL THEN g.n ELSE 0 END AS n,
       CASE WHEN g.n >= a.fewest AND h.code IS NULL THEN 0 ELSE g.n END AS left_out,
       CASE WHEN g.n >= a.fewest AND h.code IS NULL THEN g.v1 ELSE 0 END AS v1,
       CASE WHEN g.n >= a.fewest AND h.code IS NULL THEN g.v2 ELSE 0 END AS v2,
       CASE WHEN g.n >= a.fewest AND h.code IS NULL THEN g.v3 ELSE 0 END AS v3,
       CASE WHEN g.n >= a.fewest AND h.code IS NULL THEN g.v4 ELSE 0 END AS v4,
       CASE WHEN g.n >= a.fewest AND h.code IS NULL THEN g.v5 ELSE 0 END AS v5
FROM groups AS g
CROSS JOIN asked AS a
LEFT JOIN (
    SELECT DISTINCT c.subject, c.list_id, c.item, c.office, c.code, c.period
    FROM compared AS c CROSS JOIN asked AS a
    WHERE c.there = 0 OR (c.differing > 0 AND c.differing < a.fewest)
) AS h ON h.subject = g.subject AND h.list_id = g.list_id AND h.item = g.item AND h.office = g.office
      AND h.code = g.code AND h.period = g.period
WHERE g.n > 0
