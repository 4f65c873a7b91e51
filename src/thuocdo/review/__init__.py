"""Proposals become tasks: the acts of a reviewer."""
