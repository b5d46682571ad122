-- Files that are not counted, since another one of the same office, or the office's own, counts the same; of a member
-- who sent one in two branches, the later.
SELECT file, MIN(why) AS why, MIN(instead) AS instead FROM filled GROUP BY file
UNION ALL
SELECT f.file, 'above' AS why, MIN(u.file_name) AS instead
FROM whole AS f
JOIN own AS o ON o.office = f.office AND o.is_own = 1
JOIN whole AS u ON u.file = o.file
WHERE u.first_day <= f.last_day AND f.first_day <= u.last_day
GROUP BY f.file
UNION ALL
SELECT f.file, 'above' AS why, MIN(u.file_name) AS instead
FROM own AS o
JOIN whole AS u ON u.file = o.file
JOIN lake AS n ON n.file = u.file
JOIN lake AS m ON m.office = o.office AND m.person = n.person
JOIN whole AS f ON f.file = m.file
WHERE o.is_part = 1 AND n.fact = 'branch_member' AND m.fact = 'branch_member'
  AND u.first_day <= f.last_day AND f.first_day <= u.last_day
GROUP BY f.file
UNION ALL
SELECT c.file, 'in_branch' AS why, MIN(c.instead) AS instead
FROM covered AS c
LEFT JOIN filled AS x ON x.file = c.file
WHERE x.file IS NULL
GROUP BY c.file
UNION ALL
SELECT f.file, 'two_branches' AS why, MIN(g.file_name) AS instead
FROM files AS f
JOIN files AS g ON g.office = f.office AND g.person = f.person AND g.sender = f.sender AND g.code <> f.code
LEFT JOIN (SELECT file FROM filled UNION SELECT file FROM covered) AS x ON x.file = f.file
LEFT JOIN (SELECT file FROM filled UNION SELECT file FROM covered) AS y ON y.file = g.file
WHERE f.sender = 'member' AND x.file IS NULL AND y.file IS NULL
  AND g.first_day <= f.last_day AND f.first_day <= g.last_day
  AND (g.made_at > f.made_at OR (g.made_at = f.made_at AND g.code < f.code))
GROUP BY f.file
