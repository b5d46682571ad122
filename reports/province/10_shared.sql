-- Which of them name the same under two offices for days in common: half of those of one and more are in the other. One alone in a
-- branch of another name is somebody else of that name and number.
SELECT t.folder, t.other
FROM (
    SELECT a.folder, b.folder AS other, COUNT(DISTINCT a.person) AS both_have,
           MAX(CASE WHEN a.branch = b.branch OR a.office = b.branch OR a.branch = b.office THEN 1 ELSE 0 END) AS near
    FROM persons AS a JOIN persons AS b ON b.person = a.person
    WHERE b.office <> a.office AND b.first_day <= a.last_day AND a.first_day <= b.last_day
    GROUP BY a.folder, b.folder
) AS t
JOIN (SELECT folder, COUNT(DISTINCT person) AS persons FROM named GROUP BY folder) AS p ON p.folder = t.folder
JOIN (SELECT folder, COUNT(DISTINCT person) AS persons FROM named GROUP BY folder) AS q ON q.folder = t.other
WHERE (2 * t.both_have >= p.persons OR 2 * t.both_have >= q.persons) AND (t.near = 1 OR t.both_have > 1)
