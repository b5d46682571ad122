-- Files that were sent and are not counted, or not in every sum, and why.
SELECT w.why, s.office, s.code, s.period, s.file_name, w.instead, s.file
FROM (
    SELECT file, why, instead FROM uncounted
    UNION ALL
    SELECT file, 'twice' AS why, MIN(instead) AS instead FROM twice GROUP BY file
    UNION ALL
    SELECT file, 'part' AS why, '' AS instead FROM senders WHERE months = 0
) AS w
JOIN senders AS s ON s.file = w.file
CROSS JOIN asked AS a
WHERE s.first_day >= a.first_day AND s.last_day <= a.last_day
ORDER BY why, office, code, period, file_name, file
