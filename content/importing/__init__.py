"""Tables that offices keep, read into what the program teaches and asks."""
