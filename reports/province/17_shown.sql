-- The groups with what may be shown of each: one that is too small is in no sum at any level, only in left_out.
-- Every sum is then made of whole groups that are large enough, and so is every difference of two sums.
SELECT g.subject, g.list_id, g.item, g.words, g.office, g.code, g.months,
       CASE WHEN g.n >= a.fewest THEN g.n ELSE 0 END AS n,
       CASE WHEN g.n >= a.fewest THEN 0 ELSE g.n END AS left_out,
       CASE WHEN g.n >= a.fewest THEN g.v1 ELSE 0 END AS v1,
       CASE WHEN g.n >= a.fewest THEN g.v2 ELSE 0 END AS v2,
       CASE WHEN g.n >= a.fewest THEN g.v3 ELSE 0 END AS v3,
       CASE WHEN g.n >= a.fewest THEN g.v4 ELSE 0 END AS v4,
       CASE WHEN g.n >= a.fewest THEN g.v5 ELSE 0 END AS v5
FROM groups AS g CROSS JOIN asked AS a
WHERE g.n > 0
