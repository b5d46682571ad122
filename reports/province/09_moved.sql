-- Members' files of one branch that lie under two offices, as folders are called: most of those of one are in the other.
SELECT t.office, t.other, t.branch
FROM (
    SELECT f.office, g.office AS other, f.branch, COUNT(DISTINCT f.person) AS both_sent
    FROM files AS f JOIN files AS g ON g.branch = f.branch AND g.person = f.person AND g.sender = f.sender
    WHERE f.sender = 'member' AND g.office <> f.office
    GROUP BY f.office, g.office, f.branch
) AS t
JOIN (
    SELECT office, branch, COUNT(DISTINCT person) AS sent FROM files WHERE sender = 'member' GROUP BY office, branch
) AS a ON a.office = t.office AND a.branch = t.branch
JOIN (
    SELECT office, branch, COUNT(DISTINCT person) AS sent FROM files WHERE sender = 'member' GROUP BY office, branch
) AS b ON b.office = t.other AND b.branch = t.branch
WHERE 2 * t.both_sent > a.sent OR 2 * t.both_sent > b.sent
