"""Scores, composite indices and ranks: how many figures of many units become one comparable result."""
