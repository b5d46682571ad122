-- How many persons of each block of which there is a piece are in no group of now.
SELECT e.subject, e.list_id, e.item, e.block, COUNT(*) AS persons
FROM earlier AS e
JOIN (SELECT DISTINCT subject, list_id, item, block FROM pieces) AS b
  ON b.subject = e.subject AND b.list_id = e.list_id AND b.item = e.item AND b.block = e.block
LEFT JOIN (SELECT DISTINCT subject, list_id, item, block, part FROM meets WHERE is_same = 1 AND is_mixed = 0) AS t
       ON t.subject = e.subject AND t.list_id = e.list_id AND t.item = e.item AND t.block = e.block AND t.part = e.part
WHERE e.person <> '' AND t.part IS NULL
GROUP BY e.subject, e.list_id, e.item, e.block
