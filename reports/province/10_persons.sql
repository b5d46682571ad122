-- Of these, whoever is named under more than one office.
SELECT n.file, n.file_name, n.sender, n.office, n.branch, n.months, n.first_day, n.last_day, n.made_at, n.person, n.place,
       n.folder
FROM named AS n
JOIN (SELECT person FROM named GROUP BY person HAVING MIN(office) < MAX(office)) AS t ON t.person = n.person
