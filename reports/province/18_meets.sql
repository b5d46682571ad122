-- Persons of a block who are in a group of now for days in common: in the same branch, and (who stands in that one no more)
-- under whatever office, number and period; one alone elsewhere may be somebody else of that name and number. Whoever said
-- something else is not the same in sums. Nothing can be said (is_mixed) beside what was shown for other days; beside a
-- branch's file, of which nobody knows who told what, unless it is the same branch's of before; and of whoever is in two
-- blocks neither of which was made of the other: the one with the longest name is made of all that it comes from.
SELECT subject, list_id, item, block, part, office, code, period, person, is_same,
       CASE WHEN is_same = 1
                 AND MIN(CASE WHEN is_same = 1 THEN POSITION(block IN longest) END)
                     OVER (PARTITION BY subject, list_id, item, office, code, period, person) = 0
            THEN 1 ELSE is_mixed END AS is_mixed
FROM (
    SELECT w.*,
           FIRST_VALUE(w.block) OVER (PARTITION BY w.subject, w.list_id, w.item, w.office, w.code, w.period, w.person
                                      ORDER BY w.is_same DESC, LENGTH(w.block) DESC, w.block) AS longest
    FROM (
        SELECT t.*,
               MAX(t.is_near) OVER (PARTITION BY t.of_subject, t.of_item, t.block, t.in_subject, t.in_item, t.office,
                                                 t.code, t.period) AS near,
               COUNT(*) OVER (PARTITION BY t.of_subject, t.of_item, t.block, t.in_subject, t.in_item, t.office, t.code,
                                           t.period) AS met,
               MAX(t.is_own) OVER (PARTITION BY t.of_subject, t.of_item, t.block, t.part) AS is_there
        FROM (
            SELECT CASE WHEN e.subject = 'branch' THEN m.subject ELSE e.subject END AS subject,
                   CASE WHEN e.subject = 'branch' THEN m.list_id ELSE e.list_id END AS list_id,
                   CASE WHEN e.subject = 'branch' THEN m.item ELSE e.item END AS item,
                   e.subject AS of_subject, CONCAT(e.list_id, ' ', e.item) AS of_item, e.block, e.part,
                   m.subject AS in_subject, CONCAT(m.list_id, ' ', m.item) AS in_item, m.office, m.code, m.period,
                   m.person, CASE WHEN e.said = m.said THEN 1 ELSE 0 END AS is_same,
                   CASE WHEN e.period <> m.period OR e.sender <> m.sender OR (e.sender = 'member' AND e.said = '') THEN 1
                        WHEN e.sender = 'branch' AND (e.office <> m.office OR e.code <> m.code) THEN 1
                        ELSE 0 END AS is_mixed,
                   CASE WHEN e.office = m.office AND (e.branch = m.branch OR e.code = m.code) THEN 1 ELSE 0 END AS is_own,
                   CASE WHEN e.office = m.office OR e.branch = m.branch OR e.office = m.branch OR e.branch = m.office
                        THEN 1 ELSE 0 END AS is_near
            FROM earlier AS e
            JOIN members AS m ON m.person = e.person
            WHERE e.person <> '' AND e.first_day <= m.last_day AND m.first_day <= e.last_day
              AND ((m.subject = e.subject AND m.list_id = e.list_id AND m.item = e.item)
                   OR (m.subject = 'branch' AND e.sender = 'member') OR (e.subject = 'branch' AND m.sender = 'member'))
        ) AS t
    ) AS w
    WHERE w.is_own = 1 OR (w.is_there = 0 AND (w.near = 1 OR w.met > 1))
) AS z
