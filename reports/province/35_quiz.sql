-- How many questions were answered, and how many of them rightly.
SELECT level, office, code, n, left_out, v1 AS answers, v2 AS right_answers
FROM figures WHERE subject = 'quiz'
ORDER BY level, office, code
