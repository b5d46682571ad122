-- By topic only a share in whole per cent: sums could be taken off those of all questions. Members' files alone tell it.
SELECT level, office, code, item AS topic, n, left_out,
       CASE WHEN v1 > 0 THEN CAST(FLOOR(CAST(200 * v2 + v1 AS DOUBLE) / CAST(2 * v1 AS DOUBLE)) AS BIGINT) ELSE 0 END
           AS right_per_cent
FROM figures WHERE subject = 'topic'
ORDER BY level, office, code, topic
