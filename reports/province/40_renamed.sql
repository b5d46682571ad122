-- Names that one number had before.
SELECT DISTINCT s.office, s.code, s.branch_name AS before, n.branch_name AS now
FROM senders AS s
JOIN names AS n ON n.office = s.office AND n.code = s.code
WHERE s.sender = 'branch' AND s.branch_name <> n.branch_name
ORDER BY office, code, before
