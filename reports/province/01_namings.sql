-- Which number goes with a branch's name in an office, where only one does: members' files bear the name alone.
SELECT office, branch, MIN(code) AS code
FROM lake
WHERE fact = 'header' AND sender = 'branch'
GROUP BY office, branch
HAVING MIN(code) = MAX(code)
