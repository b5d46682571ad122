-- Persons of a group shown before who are in one of now for days in common, under whatever office, number and period;
-- one alone elsewhere may be somebody else of that name and number. Of members' files for the same period it is the file
-- that is the same or not, else the person; where it was members' own file and is their branch's, nobody knows.
SELECT w.subject, w.list_id, w.item, w.moment, w.persons, w.office, w.code, w.period, w.person, w.same_file, w.same,
       w.mixed
FROM (
    SELECT CASE WHEN e.subject = 'branch' THEN m.subject ELSE e.subject END AS subject,
           CASE WHEN e.subject = 'branch' THEN m.list_id ELSE e.list_id END AS list_id,
           CASE WHEN e.subject = 'branch' THEN m.item ELSE e.item END AS item,
           e.moment, e.persons, m.office, m.code, m.period, m.person,
           CASE WHEN e.file = m.file THEN 1 ELSE 0 END AS same_file,
           CASE WHEN e.file = m.file OR e.sender = 'branch' OR e.period <> m.period THEN 1 ELSE 0 END AS same,
           CASE WHEN e.sender <> m.sender THEN 1 ELSE 0 END AS mixed,
           MAX(CASE WHEN e.office = m.office OR e.branch = m.branch OR e.office = m.branch OR e.branch = m.office
               THEN 1 ELSE 0 END) OVER (PARTITION BY e.subject, e.list_id, e.item, e.moment, m.subject, m.list_id,
                                        m.item, m.office, m.code, m.period) AS near,
           COUNT(*) OVER (PARTITION BY e.subject, e.list_id, e.item, e.moment, m.subject, m.list_id, m.item, m.office,
                          m.code, m.period) AS met
    FROM earlier AS e
    JOIN members AS m ON m.person = e.person
    WHERE e.person <> '' AND e.first_day <= m.last_day AND m.first_day <= e.last_day
      AND ((m.subject = e.subject AND m.list_id = e.list_id AND m.item = e.item)
           OR (m.subject = 'branch' AND e.sender = 'member') OR (e.subject = 'branch' AND m.sender = 'member'))
) AS w
WHERE w.near = 1 OR w.met > 1
