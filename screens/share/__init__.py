"""Share: what leaves for the branch."""
