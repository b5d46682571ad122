-- All files that are not counted. Of those that name the same under two offices a branch's counts and not its members',
-- else the shorter, of two as long the later made; a member's only gives way to one that names the same person.
SELECT file, why, instead FROM beside
UNION ALL
SELECT a.file, CASE WHEN a.sender = 'branch' THEN 'two_offices' ELSE 'two_folders' END AS why, MIN(b.file_name) AS instead
FROM shared AS s
JOIN named AS a ON a.folder = s.folder
JOIN named AS b ON b.folder = s.other AND b.person = a.person
WHERE b.first_day <= a.last_day AND a.first_day <= b.last_day
  AND ((a.sender = 'member' AND b.sender = 'branch')
       OR (a.sender = b.sender
           AND (b.months < a.months OR (b.months = a.months
                AND (b.made_at > a.made_at OR (b.made_at = a.made_at AND b.office < a.office))))))
GROUP BY a.file, a.sender
