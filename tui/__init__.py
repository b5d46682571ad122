"""The app, the command line, keys and themes: the room that puts everything together."""
