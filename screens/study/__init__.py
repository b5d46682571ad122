"""Study: notes, the library, the hours."""
