-- How the members of the branches stood: due = received + on leave + missing. Files of members come beside it.
SELECT v.level, CASE WHEN v.level > 0 THEN b.office ELSE '' END AS office,
       CASE WHEN v.level = 2 THEN b.code ELSE '' END AS code,
       CAST(SUM(b.due) AS BIGINT) AS due, CAST(SUM(b.received) AS BIGINT) AS received,
       CAST(SUM(b.paper) AS BIGINT) AS paper, CAST(SUM(b.on_leave) AS BIGINT) AS on_leave,
       CAST(SUM(b.due - b.received - b.on_leave) AS BIGINT) AS missing,
       CAST(SUM(b.returned) AS BIGINT) AS returned, CAST(SUM(b.in_doubt) AS BIGINT) AS in_doubt,
       CAST(SUM(b.wrong_period) AS BIGINT) AS wrong_period, CAST(SUM(b.deferred) AS BIGINT) AS deferred,
       CAST(SUM(b.by_members) AS BIGINT) AS by_members
FROM (
    SELECT c.office, c.code, l.due - COALESCE(t.due, 0) AS due, l.received - COALESCE(t.received, 0) AS received,
           l.paper, l.on_leave - COALESCE(t.on_leave, 0) AS on_leave, l.returned, l.in_doubt, l.wrong_period,
           l.deferred, 0 AS by_members
    FROM lake AS l
    JOIN counted AS c ON c.file = l.file
    CROSS JOIN asked AS a
    LEFT JOIN (
        SELECT file, SUM(due) AS due, SUM(received) AS received, SUM(on_leave) AS on_leave FROM twice GROUP BY file
    ) AS t ON t.file = l.file
    WHERE l.fact = 'branch_figures' AND c.first_day >= a.first_day AND c.last_day <= a.last_day
    UNION ALL
    SELECT c.office, c.code, 0 AS due, 0 AS received, 0 AS paper, 0 AS on_leave, 0 AS returned, 0 AS in_doubt,
           0 AS wrong_period, 0 AS deferred, 1 AS by_members
    FROM counted AS c CROSS JOIN asked AS a
    WHERE c.sender = 'member' AND c.first_day >= a.first_day AND c.last_day <= a.last_day
) AS b
CROSS JOIN levels AS v
GROUP BY v.level, CASE WHEN v.level > 0 THEN b.office ELSE '' END, CASE WHEN v.level = 2 THEN b.code ELSE '' END
ORDER BY level, office, code
