-- The files about whole months; weeks and half months fill no month.
SELECT * FROM senders WHERE months > 0
