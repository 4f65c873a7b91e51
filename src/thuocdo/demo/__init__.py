"""Illustrative data, clearly marked as such."""
