-- The sums: level 0 is the province, 1 an office, 2 a branch.
SELECT v.level, CASE WHEN v.level > 0 THEN g.office ELSE '' END AS office,
       CASE WHEN v.level = 2 THEN g.code ELSE '' END AS code,
       g.subject, g.list_id, g.item, MAX(g.words) AS words,
       CAST(SUM(g.n) AS BIGINT) AS n, CAST(SUM(g.left_out) AS BIGINT) AS left_out,
       CAST(SUM(g.n * g.months) AS BIGINT) AS person_months,
       CAST(SUM(g.v1) AS BIGINT) AS v1, CAST(SUM(g.v2) AS BIGINT) AS v2, CAST(SUM(g.v3) AS BIGINT) AS v3,
       CAST(SUM(g.v4) AS BIGINT) AS v4, CAST(SUM(g.v5) AS BIGINT) AS v5
FROM shown AS g CROSS JOIN levels AS v
GROUP BY v.level, CASE WHEN v.level > 0 THEN g.office ELSE '' END, CASE WHEN v.level = 2 THEN g.code ELSE '' END,
         g.subject, g.list_id, g.item
