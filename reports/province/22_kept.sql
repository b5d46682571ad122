-- What a report that is saved shows of groups of members, to be kept: those not kept as they are already.
SELECT m.subject, m.list_id, m.item, m.office, m.code, m.period, m.person, m.file
FROM members AS m
JOIN shown AS s ON s.subject = m.subject AND s.list_id = m.list_id AND s.item = m.item AND s.office = m.office
               AND s.code = m.code AND s.period = m.period
LEFT JOIN (SELECT DISTINCT subject, list_id, item, office, code, period FROM compared WHERE differing = 0) AS c
       ON c.subject = m.subject AND c.list_id = m.list_id AND c.item = m.item AND c.office = m.office
      AND c.code = m.code AND c.period = m.period
WHERE s.n > 0 AND c.code IS NULL
