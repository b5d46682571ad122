-- How many persons of each group of now that takes a piece are in no block, or said something else there.
SELECT m.subject, m.list_id, m.item, m.office, m.code, m.period, COUNT(*) AS persons
FROM members AS m
JOIN (SELECT DISTINCT subject, list_id, item, office, code, period FROM pieces) AS g
  ON g.subject = m.subject AND g.list_id = m.list_id AND g.item = m.item AND g.office = m.office
 AND g.code = m.code AND g.period = m.period
LEFT JOIN (
    SELECT DISTINCT subject, list_id, item, office, code, period, person
    FROM meets WHERE is_same = 1 AND is_mixed = 0
) AS x ON x.subject = m.subject AND x.list_id = m.list_id AND x.item = m.item AND x.office = m.office
      AND x.code = m.code AND x.period = m.period AND x.person = m.person
WHERE m.person <> '' AND x.person IS NULL
GROUP BY m.subject, m.list_id, m.item, m.office, m.code, m.period
