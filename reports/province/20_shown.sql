-- The groups with what may be shown of each: one that is too small, or held, is in no sum at any level, only in
-- left_out. Every sum is then made of whole groups that are large enough, and so is every difference of two sums.
SELECT g.subject, g.list_id, g.item, g.words, g.office, g.code, g.period, g.months,
       g.n * g.may AS n, g.n * (1 - g.may) AS left_out,
       g.v1 * g.may AS v1, g.v2 * g.may AS v2, g.v3 * g.may AS v3, g.v4 * g.may AS v4, g.v5 * g.may AS v5
FROM (
    SELECT g.subject, g.list_id, g.item, g.words, g.office, g.code, g.period, g.months, g.n, g.v1, g.v2, g.v3, g.v4,
           g.v5, CAST(CASE WHEN g.n > (a.fewest - 1) * g.units AND h.code IS NULL THEN 1 ELSE 0 END AS BIGINT) AS may
    FROM groups AS g
    CROSS JOIN asked AS a
    LEFT JOIN held AS h ON h.subject = g.subject AND h.list_id = g.list_id AND h.item = g.item
                       AND h.office = g.office AND h.code = g.code AND h.period = g.period
    WHERE g.n > 0
) AS g
