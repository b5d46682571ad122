-- Files that were sent and are not counted, or not in every sum, and why. Members' files bear their names: of them only
-- how many there are.
SELECT o.why, o.office, o.code, o.period, o.file_name, o.instead, o.file, CAST(COUNT(*) AS BIGINT) AS files
FROM (
    SELECT w.why, s.office, s.code, s.period,
           CASE WHEN s.sender = 'branch' THEN s.file_name ELSE '' END AS file_name,
           CASE WHEN s.sender = 'branch' OR w.why = 'in_branch' THEN w.instead ELSE '' END AS instead,
           CASE WHEN s.sender = 'branch' THEN s.file ELSE '' END AS file
    FROM (
        SELECT file, why, instead FROM uncounted
        UNION ALL
        SELECT file, 'twice' AS why, MIN(instead) AS instead FROM twice GROUP BY file
        UNION ALL
        SELECT o.file, 'namesake' AS why, '' AS instead FROM own AS o JOIN counted AS c ON c.file = o.file
        WHERE o.is_own = 0 AND o.is_part = 0
        UNION ALL
        SELECT file, 'part' AS why, '' AS instead FROM senders WHERE months = 0
    ) AS w
    JOIN senders AS s ON s.file = w.file
    CROSS JOIN asked AS a
    WHERE s.first_day >= a.first_day AND s.last_day <= a.last_day
) AS o
GROUP BY o.why, o.office, o.code, o.period, o.file_name, o.instead, o.file
ORDER BY why, office, code, period, file_name, file, instead
