-- Members' files under an office of another name whose branch's file names most of them: the same branch.
SELECT t.office, t.branch, t.period, t.file
FROM (
    SELECT f.office, f.branch, f.period, b.file, COUNT(*) AS known
    FROM files AS f
    JOIN lake AS m ON m.person = f.person AND m.branch = f.branch
    JOIN whole AS b ON b.file = m.file
    WHERE f.sender = 'member' AND m.fact = 'branch_member' AND b.office <> f.office
      AND b.first_day <= f.last_day AND f.first_day <= b.last_day
    GROUP BY f.office, f.branch, f.period, b.file
) AS t
JOIN (
    SELECT office, branch, period, COUNT(*) AS sent FROM files WHERE sender = 'member' GROUP BY office, branch, period
) AS s ON s.office = t.office AND s.branch = t.branch AND s.period = t.period
WHERE 2 * t.known > s.sent
