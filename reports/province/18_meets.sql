-- Persons of a group shown before who are in one of now for days in common, under whatever office, number and period.
-- Of members' files for the same period it is the file that is the same or not; else the person.
SELECT e.subject, e.list_id, e.item, e.moment, e.persons, m.office, m.code, m.period, m.person,
       CASE WHEN e.file = m.file THEN 1 ELSE 0 END AS same_file,
       CASE WHEN e.file = m.file OR e.sender = 'branch' OR e.period <> m.period THEN 1 ELSE 0 END AS same
FROM earlier AS e
JOIN members AS m ON m.subject = e.subject AND m.list_id = e.list_id AND m.item = e.item AND m.person = e.person
WHERE e.person <> '' AND e.first_day <= m.last_day AND m.first_day <= e.last_day
