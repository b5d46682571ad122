"""Branch: the secretary's work."""
