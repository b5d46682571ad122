-- Every branch with the name it had last.
SELECT office, code, number, office_name, branch_name, since
FROM (
    SELECT office, code, number, office_name, branch_name,
           MIN(first_day) OVER (PARTITION BY office, code) AS since,
           ROW_NUMBER() OVER (PARTITION BY office, code ORDER BY sender, last_day DESC, made_at DESC, file) AS place
    FROM senders
) AS named
WHERE place = 1
