-- The items of each list in their order, as the newest file says them that counts; the first program's files did not.
SELECT list_id, items FROM (
    SELECT h.list_id, h.item AS items,
           ROW_NUMBER() OVER (PARTITION BY h.list_id ORDER BY h.made_at DESC, h.file) AS place
    FROM lake AS h
    JOIN counted AS c ON c.file = h.file
    WHERE h.fact = 'header' AND h.item IS NOT NULL
) AS said
WHERE place = 1
