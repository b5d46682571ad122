-- Who stands behind the large groups, and what they said: those whose own files tell it; and, under the subject branch,
-- all whom a branch's file received, as it does not say who of them told what. What it tells stands beside them (person is
-- ''), with how many of those it received did not tell it (n).
SELECT t.subject, t.list_id, t.item, s.sender, s.office, s.code, s.branch, s.period, s.first_day, s.last_day, s.person,
       t.file, CASE WHEN s.sender = 'member' THEN t.n ELSE COALESCE(r.received, 0) - t.n END AS n,
       CONCAT(t.n, ' ', t.v1, ' ', t.v2, ' ', t.v3, ' ', t.v4, ' ', t.v5) AS said
FROM told AS t
JOIN summed AS s ON s.file = t.file
JOIN large AS g ON g.subject = t.subject AND g.list_id = t.list_id AND g.item = t.item AND g.office = s.office
               AND g.code = s.code AND g.period = s.period
LEFT JOIN (
    SELECT file, CAST(SUM(received) AS BIGINT) AS received FROM lake WHERE fact = 'branch_member' GROUP BY file
) AS r ON r.file = t.file
UNION ALL
SELECT 'branch' AS subject, '' AS list_id, '' AS item, s.sender, s.office, s.code, s.branch, s.period, s.first_day,
       s.last_day, l.person, l.file, l.received AS n, '' AS said
FROM lake AS l
JOIN summed AS s ON s.file = l.file
JOIN (SELECT DISTINCT office, code, period FROM large) AS g
  ON g.office = s.office AND g.code = s.code AND g.period = s.period
WHERE l.fact = 'branch_member' AND l.received > 0
