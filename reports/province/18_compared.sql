-- Groups of members as a saved report showed them, and how many persons or files differ by now.
SELECT p.subject, p.list_id, p.item, p.office, p.code, p.period, p.made_at,
       CAST(SUM(p.differs) AS BIGINT) AS differing, CAST(SUM(p.is_there) AS BIGINT) AS there
FROM (
    SELECT b.subject, b.list_id, b.item, b.office, b.code, b.period, b.made_at, b.person, MAX(b.is_there) AS is_there,
           CASE WHEN COUNT(*) = 2 AND MIN(b.file) = MAX(b.file) THEN 0 ELSE 1 END AS differs
    FROM (
        SELECT l.kind AS subject, l.list_id, l.item, l.office, COALESCE(n.code, l.code) AS code, l.period, l.made_at,
               l.person, l.file, 0 AS is_there
        FROM lake AS l
        LEFT JOIN namings AS n ON n.office = l.office AND CONCAT('*', n.branch) = l.code
        WHERE l.fact = 'shown'
        UNION ALL
        SELECT m.subject, m.list_id, m.item, m.office, m.code, m.period, k.made_at, m.person, m.file, 1 AS is_there
        FROM members AS m
        JOIN (
            SELECT DISTINCT l.kind, l.list_id, l.item, l.office, COALESCE(n.code, l.code) AS code, l.period, l.made_at
            FROM lake AS l
            LEFT JOIN namings AS n ON n.office = l.office AND CONCAT('*', n.branch) = l.code
            WHERE l.fact = 'shown'
        ) AS k ON k.kind = m.subject AND k.list_id = m.list_id AND k.item = m.item AND k.office = m.office
              AND k.code = m.code AND k.period = m.period
    ) AS b
    GROUP BY b.subject, b.list_id, b.item, b.office, b.code, b.period, b.made_at, b.person
) AS p
GROUP BY p.subject, p.list_id, p.item, p.office, p.code, p.period, p.made_at
