-- Files for months that another one of the same sender is for too: the shorter counts, of two as long the later made.
SELECT DISTINCT f.file, s.file_name AS instead, CASE WHEN s.months < f.months THEN 'longer' ELSE 'overlaps' END AS why
FROM files AS f
JOIN files AS s ON s.office = f.office AND s.code = f.code AND s.sender = f.sender AND s.person = f.person
WHERE s.first_day <= f.last_day AND f.first_day <= s.last_day AND s.file <> f.file
  AND (s.months < f.months OR (s.months = f.months
       AND (s.made_at > f.made_at OR (s.made_at = f.made_at AND s.file < f.file))))
