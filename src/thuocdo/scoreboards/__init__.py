"""Boards as of a date and the frozen snapshots that are published."""
