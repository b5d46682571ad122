"""Search: everything a person wrote."""
