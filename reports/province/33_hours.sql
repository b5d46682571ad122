-- Minutes of study that count, and what the yearly target comes to for those who told it and the months they told.
SELECT f.level, f.office, f.code, f.n, f.left_out, f.v1 + f.v2 + f.v3 AS counted_minutes, f.v4 AS self_minutes,
       CAST(FLOOR(CAST(f.person_months * a.target_minutes AS DOUBLE) / 12) AS BIGINT) AS target_minutes
FROM figures AS f CROSS JOIN asked AS a
WHERE f.subject = 'study'
ORDER BY level, office, code
