-- Who sent something for which month: the branch itself, only its members, or nobody.
-- What another file of the same sender fills counts for no month.
-- A branch is expected from the first month on that anything came of it.
SELECT v.level, CASE WHEN v.level > 0 THEN b.office ELSE '' END AS office,
       CASE WHEN v.level = 2 THEN b.code ELSE '' END AS code, b.period,
       CAST(COUNT(*) AS BIGINT) AS expected, CAST(SUM(b.own) AS BIGINT) AS received,
       CAST(SUM(b.by_members) AS BIGINT) AS by_members,
       CAST(SUM(1 - b.own - b.by_members) AS BIGINT) AS missing
FROM (
    SELECT n.office, n.code, m.period, COALESCE(s.own, 0) AS own,
           CASE WHEN COALESCE(s.own, 0) = 0 AND COALESCE(s.members, 0) > 0 THEN 1 ELSE 0 END AS by_members
    FROM names AS n
    JOIN months AS m ON n.since <= m.last_day
    LEFT JOIN (
        SELECT f.office, f.code, m.period, MAX(CASE WHEN f.sender = 'branch' THEN 1 ELSE 0 END) AS own,
               SUM(CASE WHEN f.sender = 'member' THEN 1 ELSE 0 END) AS members
        FROM files AS f
        JOIN months AS m ON f.first_day <= m.last_day AND m.first_day <= f.last_day
        LEFT JOIN filled AS x ON x.file = f.file
        WHERE x.file IS NULL
        GROUP BY f.office, f.code, m.period
    ) AS s ON s.office = n.office AND s.code = n.code AND s.period = m.period
) AS b
CROSS JOIN levels AS v
GROUP BY v.level, CASE WHEN v.level > 0 THEN b.office ELSE '' END, CASE WHEN v.level = 2 THEN b.code ELSE '' END,
         b.period
ORDER BY level, office, code, period
