-- Groups that would show fewer than five beside what was shown before, as they are not just the same: where fewer are in
-- both, or left one of those they meet, or are new; where members' own files were shown and the branch's came, or the
-- other way round; and where about as many more or fewer of a branch told it.
SELECT c.subject, c.list_id, c.item, c.office, c.code, c.period
FROM (
    SELECT p.subject, p.list_id, p.item, p.office, p.code, p.period
    FROM pairs AS p
    JOIN (
        SELECT DISTINCT b.subject, b.list_id, b.item, b.moment, b.period
        FROM pairs AS b CROSS JOIN asked AS a
        WHERE (b.both_have > 0 AND b.both_have < a.fewest) OR (b.gone > 0 AND b.gone < a.fewest)
    ) AS b ON b.subject = p.subject AND b.list_id = p.list_id AND b.item = p.item AND b.moment = p.moment
          AND b.period = p.period
    UNION
    SELECT p.subject, p.list_id, p.item, p.office, p.code, p.period
    FROM pairs AS p CROSS JOIN asked AS a
    WHERE p.fresh > 0 AND p.fresh < a.fewest
    UNION
    SELECT subject, list_id, item, office, code, period FROM meets WHERE mixed = 1
    UNION
    SELECT e.subject, e.list_id, e.item, p.office, p.code, p.period
    FROM pairs AS p
    JOIN earlier AS e ON e.moment = p.moment AND e.person = '' AND e.period = p.period
    JOIN large AS g ON g.subject = e.subject AND g.list_id = e.list_id AND g.item = e.item AND g.office = p.office
                   AND g.code = p.code AND g.period = p.period
    CROSS JOIN asked AS a
    WHERE p.subject = 'branch' AND p.same = 0 AND g.n <> e.n AND ABS(g.n - e.n) <= (a.fewest - 1) * g.units
) AS c
LEFT JOIN repeated AS r ON r.subject = c.subject AND r.list_id = c.list_id AND r.item = c.item AND r.office = c.office
                       AND r.code = c.code AND r.period = c.period
WHERE r.code IS NULL
