"""What a person or a branch recorded, kept safely; the only room that knows TinyDB."""
