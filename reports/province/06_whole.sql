-- Branches' files that are not for longer than need be.
SELECT f.* FROM files AS f
LEFT JOIN filled AS x ON x.file = f.file
WHERE f.sender = 'branch' AND x.file IS NULL
