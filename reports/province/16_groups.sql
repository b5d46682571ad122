-- Those of a branch who told the same for one period: the smallest group that is ever taken into a sum.
-- A branch counts by member and unit: of so many units, n are at least n / units persons.
SELECT t.subject, t.list_id, t.item, s.office, s.code, s.period, MAX(t.words) AS words, MAX(s.months) AS months,
       MAX(CASE WHEN u.units > 1 THEN u.units ELSE 1 END) AS units,
       CAST(SUM(t.n) AS BIGINT) AS n, CAST(SUM(t.v1) AS BIGINT) AS v1, CAST(SUM(t.v2) AS BIGINT) AS v2,
       CAST(SUM(t.v3) AS BIGINT) AS v3, CAST(SUM(t.v4) AS BIGINT) AS v4, CAST(SUM(t.v5) AS BIGINT) AS v5
FROM told AS t
JOIN summed AS s ON s.file = t.file
LEFT JOIN (SELECT file, MAX(units) AS units FROM lake WHERE fact = 'branch_figures' GROUP BY file) AS u
       ON u.file = t.file
GROUP BY t.subject, t.list_id, t.item, s.office, s.code, s.period
