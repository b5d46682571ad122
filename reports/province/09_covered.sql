-- Members' files that a branch's file counts already, be it another branch's of the office, or one of the office itself.
SELECT f.file, b.file_name AS instead
FROM files AS f JOIN whole AS b ON b.office = f.office AND b.code = f.code
WHERE f.sender = 'member' AND b.first_day <= f.last_day AND f.first_day <= b.last_day
UNION
SELECT f.file, b.file_name AS instead
FROM files AS f JOIN whole AS b ON b.office = f.office AND b.branch = f.branch
WHERE f.sender = 'member' AND b.first_day <= f.last_day AND f.first_day <= b.last_day
UNION
SELECT f.file, b.file_name AS instead
FROM files AS f JOIN own AS o ON o.office = f.office AND o.is_own = 1 JOIN whole AS b ON b.file = o.file
WHERE f.sender = 'member' AND b.first_day <= f.last_day AND f.first_day <= b.last_day
UNION
SELECT f.file, b.file_name AS instead
FROM own AS o
JOIN whole AS b ON b.file = o.file
JOIN lake AS n ON n.file = b.file
JOIN files AS f ON f.office = o.office AND f.person = n.person
WHERE f.sender = 'member' AND o.is_own = 0 AND n.fact = 'branch_member'
  AND b.first_day <= f.last_day AND f.first_day <= b.last_day
UNION
SELECT f.file, b.file_name AS instead
FROM files AS f
JOIN alike AS s ON s.office = f.office AND s.branch = f.branch AND s.period = f.period
JOIN whole AS b ON b.file = s.file
WHERE f.sender = 'member'
UNION
SELECT f.file, b.file_name AS instead
FROM files AS f
JOIN lake AS m ON m.office = f.office AND m.person = f.person
JOIN whole AS b ON b.file = m.file
WHERE f.sender = 'member' AND m.fact = 'branch_member' AND m.due > 0
  AND b.first_day <= f.last_day AND f.first_day <= b.last_day
