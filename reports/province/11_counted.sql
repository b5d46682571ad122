-- The files that count, each for its own persons.
SELECT f.* FROM files AS f
LEFT JOIN uncounted AS x ON x.file = f.file
WHERE x.file IS NULL
