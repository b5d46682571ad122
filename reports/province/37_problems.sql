-- The branches' lists: what stood there at first and at last and came and went between; and of the items that were
-- sent by name, how many were open and overdue on the day.
SELECT v.level, CASE WHEN v.level > 0 THEN b.office ELSE '' END AS office,
       CASE WHEN v.level = 2 THEN b.code ELSE '' END AS code,
       CAST(SUM(b.at_first) AS BIGINT) AS at_first, CAST(SUM(b.came) AS BIGINT) AS came,
       CAST(SUM(b.struck) AS BIGINT) AS struck, CAST(SUM(b.went) AS BIGINT) AS went,
       CAST(SUM(b.at_last) AS BIGINT) AS at_last, CAST(SUM(b.named) AS BIGINT) AS named,
       CAST(SUM(b.open_items) AS BIGINT) AS open_items, CAST(SUM(b.overdue) AS BIGINT) AS overdue
FROM (
    SELECT c.office, c.code, CASE WHEN c.from_first = 1 THEN l.problems_before ELSE 0 END AS at_first,
           l.problems_listed + l.problems_reopened + l.problems_split AS came, l.problems_struck AS struck,
           l.problems_merged + l.problems_removed AS went,
           CASE WHEN c.from_last = 1 THEN l.problems_after ELSE 0 END AS at_last, 0 AS named, 0 AS open_items,
           0 AS overdue
    FROM lake AS l
    JOIN (
        SELECT c.file, c.office, c.code,
               ROW_NUMBER() OVER (PARTITION BY c.office, c.code ORDER BY c.first_day) AS from_first,
               ROW_NUMBER() OVER (PARTITION BY c.office, c.code ORDER BY c.last_day DESC) AS from_last
        FROM counted AS c CROSS JOIN asked AS a
        WHERE c.sender = 'branch' AND c.first_day >= a.first_day AND c.last_day <= a.last_day
    ) AS c ON c.file = l.file
    WHERE l.fact = 'branch_figures'
    UNION ALL
    SELECT p.office, p.code, 0 AS at_first, 0 AS came, 0 AS struck, 0 AS went, 0 AS at_last, 1 AS named,
           CASE WHEN p.status = 'open' THEN 1 ELSE 0 END AS open_items,
           CASE WHEN p.status = 'open' AND p.due_day < p.stood_on THEN 1 ELSE 0 END AS overdue
    FROM (
        SELECT c.office, c.code, l.status, l.due_day, a.stood_on,
               ROW_NUMBER() OVER (PARTITION BY c.office, c.code, l.uid ORDER BY c.last_day DESC) AS place
        FROM lake AS l JOIN counted AS c ON c.file = l.file CROSS JOIN asked AS a
        WHERE l.fact = 'branch_problem' AND c.first_day >= a.first_day AND c.last_day <= a.last_day
    ) AS p
    WHERE p.place = 1
) AS b
CROSS JOIN levels AS v
GROUP BY v.level, CASE WHEN v.level > 0 THEN b.office ELSE '' END, CASE WHEN v.level = 2 THEN b.code ELSE '' END
ORDER BY level, office, code
