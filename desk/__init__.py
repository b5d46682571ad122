"""What can be done at a desk, for the screens and the commands: one file a job; no Textual, no click."""
