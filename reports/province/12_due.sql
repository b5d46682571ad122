-- Who is due in which branch, of those who are due in two branches of one office.
SELECT m.person, c.file, c.file_name, c.office, c.code, c.first_day, c.last_day,
       COALESCE(m.joined_day, '') AS joined_day, m.due, m.received, m.on_leave
FROM lake AS m
JOIN counted AS c ON c.file = m.file
JOIN (
    SELECT d.office, d.person FROM (
        SELECT c.office, c.code, m.person FROM lake AS m JOIN counted AS c ON c.file = m.file
        WHERE m.fact = 'branch_member' AND m.due > 0
    ) AS d
    GROUP BY d.office, d.person
    HAVING MIN(d.code) < MAX(d.code)
) AS two ON two.office = c.office AND two.person = m.person
WHERE m.fact = 'branch_member' AND m.due > 0
