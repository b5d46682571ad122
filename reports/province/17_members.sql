-- Who of the members whose own files are counted told what: the persons behind the groups that no branch guards.
SELECT t.subject, t.list_id, t.item, s.office, s.code, s.period, f.person, t.file
FROM told AS t
JOIN summed AS s ON s.file = t.file
JOIN files AS f ON f.file = t.file
WHERE s.sender = 'member'
