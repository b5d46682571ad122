-- What each branch is called, by its office and number.
SELECT office, code, number, office_name, branch_name FROM names
ORDER BY office, code
