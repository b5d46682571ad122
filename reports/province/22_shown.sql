-- The groups with what may be shown of each: one that is too small, or held, is in no sum at any level, only in
-- left_out. Every sum is then made of whole groups that are large enough, and so is every difference of two sums.
-- What a branch withheld of its counts by item is left out with each item of that list.
SELECT g.subject, g.list_id, g.item, g.words, g.office, g.code, g.period, g.months,
       g.n * g.may AS n, g.n * (1 - g.may) AS left_out,
       g.v1 * g.may AS v1, g.v2 * g.may AS v2, g.v3 * g.may AS v3, g.v4 * g.may AS v4, g.v5 * g.may AS v5
FROM (
    SELECT g.subject, g.list_id, g.item, g.words, g.office, g.code, g.period, g.months, g.n, g.v1, g.v2, g.v3, g.v4,
           g.v5, CAST(CASE WHEN l.n > 0 AND h.code IS NULL THEN 1 ELSE 0 END AS BIGINT) AS may
    FROM groups AS g
    LEFT JOIN large AS l ON l.subject = g.subject AND l.list_id = g.list_id AND l.item = g.item
                        AND l.office = g.office AND l.code = g.code AND l.period = g.period
    LEFT JOIN held AS h ON h.subject = g.subject AND h.list_id = g.list_id AND h.item = g.item
                       AND h.office = g.office AND h.code = g.code AND h.period = g.period
    WHERE g.n > 0
) AS g
UNION ALL
SELECT 'item' AS subject, l.list_id, i.item, i.words, s.office, s.code, s.period, s.months, CAST(0 AS BIGINT) AS n,
       l.withheld AS left_out, CAST(0 AS BIGINT) AS v1, CAST(0 AS BIGINT) AS v2, CAST(0 AS BIGINT) AS v3,
       CAST(0 AS BIGINT) AS v4, CAST(0 AS BIGINT) AS v5
FROM lake AS l
JOIN summed AS s ON s.file = l.file
JOIN (
    SELECT list_id, item, MAX(words) AS words FROM groups WHERE subject = 'item' GROUP BY list_id, item
) AS i ON i.list_id = l.list_id
WHERE l.fact = 'list_figures' AND l.withheld > 0
