"""The lock: the first screen where the records lie in a vault."""
