-- All files that are not counted. Of those that name the same under two offices an office's own counts, else a branch's,
-- of two alike the shorter, of two as long the later made; a member's gives way only to one that names that person.
SELECT file, why, instead FROM beside
UNION ALL
SELECT a.file, CASE WHEN a.sender = 'branch' THEN 'two_offices' ELSE 'two_folders' END AS why, MIN(b.file_name) AS instead
FROM shared AS s
JOIN persons AS a ON a.folder = s.folder
JOIN persons AS b ON b.folder = s.other AND b.person = a.person
WHERE b.first_day <= a.last_day AND a.first_day <= b.last_day
  AND (b.place > a.place
       OR (b.place = a.place
           AND (b.months < a.months OR (b.months = a.months
                AND (b.made_at > a.made_at OR (b.made_at = a.made_at AND b.office < a.office))))))
GROUP BY a.file, a.sender
