-- Every line that tells something of persons, as n of them and up to five sums; a member's line tells of one.
SELECT 'days' AS subject, '' AS list_id, '' AS item, '' AS words, file, told_days AS n,
       answered_days AS v1, due_days AS v2, late_days AS v3, CAST(0 AS BIGINT) AS v4, CAST(0 AS BIGINT) AS v5
FROM lake WHERE fact = 'branch_figures'
UNION ALL
SELECT 'days' AS subject, '' AS list_id, '' AS item, '' AS words, file, CAST(1 AS BIGINT) AS n,
       answered_days AS v1, due_days AS v2, late_days AS v3, CAST(0 AS BIGINT) AS v4, CAST(0 AS BIGINT) AS v5
FROM lake WHERE fact = 'completeness'
UNION ALL
SELECT 'study' AS subject, '' AS list_id, '' AS item, '' AS words, file, told_study AS n,
       group_minutes AS v1, training_minutes AS v2, make_up_minutes AS v3, self_minutes AS v4, CAST(0 AS BIGINT) AS v5
FROM lake WHERE fact = 'branch_figures'
UNION ALL
SELECT 'study' AS subject, '' AS list_id, '' AS item, '' AS words, file, CAST(1 AS BIGINT) AS n,
       group_minutes AS v1, training_minutes AS v2, make_up_minutes AS v3, self_minutes AS v4, CAST(0 AS BIGINT) AS v5
FROM lake WHERE fact = 'study'
UNION ALL
SELECT 'quiz' AS subject, '' AS list_id, '' AS item, '' AS words, file, told_quiz AS n,
       answers AS v1, right_answers AS v2, CAST(0 AS BIGINT) AS v3, CAST(0 AS BIGINT) AS v4, CAST(0 AS BIGINT) AS v5
FROM lake WHERE fact = 'branch_figures'
UNION ALL
SELECT 'quiz' AS subject, '' AS list_id, '' AS item, '' AS words, file, CAST(1 AS BIGINT) AS n,
       answers AS v1, right_answers AS v2, CAST(0 AS BIGINT) AS v3, CAST(0 AS BIGINT) AS v4, CAST(0 AS BIGINT) AS v5
FROM lake WHERE fact = 'quiz'
UNION ALL
SELECT 'topic' AS subject, '' AS list_id, topic AS item, topic AS words, file, CAST(1 AS BIGINT) AS n,
       answers AS v1, right_answers AS v2, CAST(0 AS BIGINT) AS v3, CAST(0 AS BIGINT) AS v4, CAST(0 AS BIGINT) AS v5
FROM lake WHERE fact = 'quiz_topic'
UNION ALL
SELECT 'item' AS subject, list_id, item, words, file, persons AS n,
       kept AS v1, partly AS v2, not_kept AS v3, not_faced AS v4, blank AS v5
FROM lake WHERE fact = 'item_figures'
UNION ALL
SELECT 'item' AS subject, list_id, item, words, file, CAST(1 AS BIGINT) AS n,
       kept AS v1, partly AS v2, not_kept AS v3, not_faced AS v4, blank AS v5
FROM lake WHERE fact = 'item_marks'
