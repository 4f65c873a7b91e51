"""Indicator engine: scores of progress toward a target (formulas and roll-up follow)."""
