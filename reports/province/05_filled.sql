-- Files for a longer period of a sender who sent one for a shorter period within it: these count.
SELECT DISTINCT f.file, s.file_name AS instead
FROM files AS f
JOIN files AS s ON s.office = f.office AND s.code = f.code AND s.sender = f.sender AND s.person = f.person
WHERE s.months < f.months AND s.first_day <= f.last_day AND f.first_day <= s.last_day
