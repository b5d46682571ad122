"""What rooms share. It imports no room.

base: what every screen and every room is; messages: how a room asks for what stands in another; door, bars: the rooms
above, the keys below; fields, form, drafted, checks: filling something in; choose, pick, review, rows: lists; page,
tell, help: something to read; folder, period, leave: what several rooms ask.
"""
