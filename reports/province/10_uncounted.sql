-- Files that are not counted, since another one counts the same.
SELECT file, 'longer' AS why, MIN(instead) AS instead FROM filled GROUP BY file
UNION ALL
SELECT a.file, 'above' AS why, MIN(a.instead) AS instead FROM above AS a GROUP BY a.file
UNION ALL
SELECT c.file, 'in_branch' AS why, MIN(c.instead) AS instead
FROM covered AS c
LEFT JOIN filled AS x ON x.file = c.file
WHERE x.file IS NULL
GROUP BY c.file
