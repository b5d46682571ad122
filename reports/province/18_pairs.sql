-- Each group shown before with each of now that it meets: how many are in both, and in how many of the same files; how
-- many of the one before are in none of now, and of the one of now in none before.
SELECT p.subject, p.list_id, p.item, p.moment, p.office, p.code, p.period, p.both_have, p.persons - r.there AS gone,
       s.persons - s.there AS fresh, CASE WHEN p.same_files = p.persons AND p.persons = s.persons THEN 1 ELSE 0 END AS same
FROM (
    SELECT subject, list_id, item, moment, office, code, period, MAX(persons) AS persons, SUM(same) AS both_have,
           SUM(same_file) AS same_files
    FROM meets WHERE mixed = 0
    GROUP BY subject, list_id, item, moment, office, code, period
) AS p
JOIN (
    SELECT subject, list_id, item, moment, period, COUNT(DISTINCT CASE WHEN same = 1 THEN person END) AS there
    FROM meets WHERE mixed = 0
    GROUP BY subject, list_id, item, moment, period
) AS r ON r.subject = p.subject AND r.list_id = p.list_id AND r.item = p.item AND r.moment = p.moment
      AND r.period = p.period
JOIN (
    SELECT m.subject, m.list_id, m.item, m.office, m.code, m.period, COUNT(*) AS persons,
           CAST(SUM(CASE WHEN x.person IS NULL THEN 0 ELSE 1 END) AS BIGINT) AS there
    FROM members AS m
    JOIN (SELECT DISTINCT subject, list_id, item, office, code, period FROM meets WHERE mixed = 0) AS g
      ON g.subject = m.subject AND g.list_id = m.list_id AND g.item = m.item AND g.office = m.office
     AND g.code = m.code AND g.period = m.period
    LEFT JOIN (SELECT DISTINCT subject, list_id, item, office, code, period, person FROM meets
               WHERE same = 1 AND mixed = 0) AS x
      ON x.subject = m.subject AND x.list_id = m.list_id AND x.item = m.item AND x.office = m.office
     AND x.code = m.code AND x.period = m.period AND x.person = m.person
    WHERE m.person <> ''
    GROUP BY m.subject, m.list_id, m.item, m.office, m.code, m.period
) AS s ON s.subject = p.subject AND s.list_id = p.list_id AND s.item = p.item AND s.office = p.office
      AND s.code = p.code AND s.period = p.period
