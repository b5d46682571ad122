-- Whom the other files name, of a branch in its file, and of members in all for one period in one branch's folder; an
-- office's own goes before a branch's, and this before members'.
SELECT f.file, f.file_name, f.sender, f.office, f.branch, f.months, f.first_day, f.last_day, f.made_at, f.person,
       0 AS place, CONCAT(f.office, ' ', f.code, ' ', f.period) AS folder
FROM files AS f
LEFT JOIN (SELECT DISTINCT file FROM beside) AS x ON x.file = f.file
WHERE f.sender = 'member' AND x.file IS NULL
UNION ALL
SELECT f.file, f.file_name, f.sender, f.office, f.branch, f.months, f.first_day, f.last_day, f.made_at, l.person,
       CASE WHEN o.file IS NULL THEN 1 ELSE 2 END AS place, f.file AS folder
FROM files AS f
JOIN lake AS l ON l.file = f.file
LEFT JOIN (SELECT DISTINCT file FROM own WHERE is_own = 1) AS o ON o.file = f.file
LEFT JOIN (SELECT DISTINCT file FROM beside) AS x ON x.file = f.file
WHERE f.sender = 'branch' AND l.fact = 'branch_member' AND x.file IS NULL
