-- On how many due days members checked themselves.
SELECT level, office, code, n, left_out, v1 AS answered_days, v2 AS due_days, v3 AS late_days
FROM figures WHERE subject = 'days'
ORDER BY level, office, code
