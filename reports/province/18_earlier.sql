-- Who stood behind the groups that reports showed before, and what they said. All that was shown is made of whole blocks:
-- at least five persons who were in the same groups. A block is named after the reports and groups that its persons were
-- in, one after the other: the longest name of a person who said the same tells in which block it is now. Clocks go back.
SELECT subject, list_id, item, sender, office, code, branch, period, first_day, last_day, person, file, n, said, block,
       CONCAT(person, ' ', office, ' ', branch, ' ', said) AS part
FROM (
    SELECT l.kind AS subject, l.list_id, l.item, l.sender, l.office, l.code, l.branch, l.period, l.first_day, l.last_day,
           l.person, l.file, l.told AS n, COALESCE(l.words, '') AS said,
           CONCAT(l.made_at, ' ', l.office, ' ', l.code, ' ', l.period, ' ', COALESCE(l.uid, '')) AS block,
           ROW_NUMBER() OVER (PARTITION BY l.kind, l.list_id, l.item, l.office, l.branch, l.period, l.person, l.words
                              ORDER BY LENGTH(l.uid) DESC, l.made_at DESC, l.code) AS place
    FROM lake AS l
    WHERE l.fact = 'shown'
) AS s
WHERE place = 1 OR person = ''
