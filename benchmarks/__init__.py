"""Measurements of the product, each beside a baseline in the same run, for `make bench` to write down."""
