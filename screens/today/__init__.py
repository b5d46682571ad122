"""Today: the day's self-check and what is owed an answer."""
