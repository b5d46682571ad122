"""Meetings: the register, attendance, papers, and the learning session on a wall."""
