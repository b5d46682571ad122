-- The files whose sums count: those of a branch that has somebody else's member in them cannot be told apart.
SELECT c.file, c.sender, c.office, c.code, c.branch, c.person, c.period, c.months, c.first_day, c.last_day
FROM counted AS c
CROSS JOIN asked AS a
LEFT JOIN (SELECT DISTINCT file FROM twice) AS t ON t.file = c.file
WHERE t.file IS NULL AND c.first_day >= a.first_day AND c.last_day <= a.last_day
