-- On how many due days each item of a list went which way, in the list's order; what no list names comes last, by id.
SELECT level, office, code, list_id, item, words, n, left_out, kept, partly, not_kept, not_faced, blank,
       DENSE_RANK() OVER (PARTITION BY list_id ORDER BY CASE WHEN at_sign > 0 THEN at_sign ELSE 1000000 END, item) AS place
FROM (
    SELECT f.level, f.office, f.code, f.list_id, f.item, f.words, f.n, f.left_out, f.v1 AS kept, f.v2 AS partly,
           f.v3 AS not_kept, f.v4 AS not_faced, f.v5 AS blank,
           INSTR(COALESCE(l.items, ''), CONCAT(CHR(10), f.item, CHR(10))) AS at_sign
    FROM figures AS f
    LEFT JOIN listed AS l ON l.list_id = f.list_id
    WHERE f.subject = 'item'
) AS placed
ORDER BY level, office, code, list_id, place
