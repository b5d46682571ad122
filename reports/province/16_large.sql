-- The groups that may be in a sum, if nothing else holds them.
SELECT g.subject, g.list_id, g.item, g.office, g.code, g.period, g.n, g.units
FROM groups AS g CROSS JOIN asked AS a
WHERE g.n > (a.fewest - 1) * g.units
