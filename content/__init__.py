"""What is taught and asked, and its rules: no clock, no TinyDB, no Textual."""
