-- On how many due days each item of a list went which way.
SELECT level, office, code, list_id, item, words, n, left_out, v1 AS kept, v2 AS partly, v3 AS not_kept,
       v4 AS not_faced, v5 AS blank
FROM figures WHERE subject = 'item'
ORDER BY level, office, code, list_id, item
