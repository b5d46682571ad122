"""What a person sees: a folder a room, `kit/` for what rooms share."""
