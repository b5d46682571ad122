-- Who stood behind the groups that reports showed before, each group with how many they were.
SELECT l.kind AS subject, l.list_id, l.item, l.sender, l.office, l.branch, l.period, l.first_day, l.last_day, l.person,
       l.file, l.told AS n,
       CONCAT(l.made_at, ' ', l.office, ' ', l.code, ' ', l.period) AS moment,
       COUNT(*) OVER (PARTITION BY l.kind, l.list_id, l.item, l.made_at, l.office, l.code, l.period) AS persons
FROM lake AS l
WHERE l.fact = 'shown'
