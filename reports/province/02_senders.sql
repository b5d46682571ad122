-- A row a file. A branch without a number, known by its members' files alone, goes by * and its name.
SELECT h.file, h.file_name, h.sender, h.office, h.office_name, h.number, h.branch, h.branch_name, h.person, h.made_at,
       h.period, h.first_day, h.last_day, h.months,
       CASE WHEN h.sender = 'branch' THEN h.code ELSE COALESCE(n.code, CONCAT('*', h.branch)) END AS code
FROM lake AS h
LEFT JOIN namings AS n ON h.sender = 'member' AND n.office = h.office AND n.branch = h.branch
WHERE h.fact = 'header'
