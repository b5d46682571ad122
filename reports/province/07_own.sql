-- Branches' files that bear the name of an office: its own (1) where they name most of those whom its branches and
-- members sent, or as many. Otherwise (0) it is another branch of that name, which counts for itself, unless at least
-- half of those it names are theirs: then (is_part) it is the office's for those it names, and for no others.
SELECT p.office, p.file, CASE WHEN 2 * p.known > p.there OR z.named >= p.there THEN 1 ELSE 0 END AS is_own,
       CASE WHEN 2 * p.known <= p.there AND z.named < p.there AND 2 * p.known >= z.named THEN 1 ELSE 0 END AS is_part
FROM (
    SELECT t.office, t.file, COUNT(*) AS there, SUM(t.known) AS known
    FROM (
        SELECT DISTINCT x.office, u.file, x.person, CASE WHEN m.person IS NULL THEN 0 ELSE 1 END AS known
        FROM whole AS u
        JOIN (
            SELECT w.office, w.first_day, w.last_day, l.person
            FROM whole AS w JOIN lake AS l ON l.file = w.file
            WHERE l.fact = 'branch_member'
            UNION ALL
            SELECT f.office, f.first_day, f.last_day, f.person FROM files AS f WHERE f.sender = 'member'
        ) AS x ON x.office = u.branch
        LEFT JOIN (SELECT DISTINCT file, person FROM lake WHERE fact = 'branch_member') AS m
               ON m.file = u.file AND m.person = x.person
        WHERE u.office <> u.branch AND u.first_day <= x.last_day AND x.first_day <= u.last_day
    ) AS t
    GROUP BY t.office, t.file
) AS p
LEFT JOIN (
    SELECT file, COUNT(DISTINCT person) AS named FROM lake WHERE fact = 'branch_member' GROUP BY file
) AS z ON z.file = p.file
