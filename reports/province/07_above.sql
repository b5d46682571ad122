-- Branches' files whose office sent one of its own for the time: its branches are counted in it.
SELECT f.file, u.file_name AS instead
FROM whole AS f
JOIN whole AS u ON u.branch = f.office AND u.file <> f.file
WHERE u.first_day <= f.last_day AND f.first_day <= u.last_day
