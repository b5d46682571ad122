-- Each block with each group of now that takes a piece of it: how many persons are in the piece, and whether it is all.
SELECT p.subject, p.list_id, p.item, p.block, p.office, p.code, p.period, p.persons,
       CASE WHEN p.persons = b.persons THEN 1 ELSE 0 END AS is_whole
FROM (
    SELECT subject, list_id, item, block, office, code, period, COUNT(DISTINCT part) AS persons
    FROM meets WHERE is_same = 1 AND is_mixed = 0
    GROUP BY subject, list_id, item, block, office, code, period
) AS p
JOIN (
    SELECT subject, list_id, item, block, COUNT(*) AS persons FROM earlier WHERE person <> ''
    GROUP BY subject, list_id, item, block
) AS b ON b.subject = p.subject AND b.list_id = p.list_id AND b.item = p.item AND b.block = p.block
