"""Review (F6 回顾): the months and years of one's own records, and what they come to."""
