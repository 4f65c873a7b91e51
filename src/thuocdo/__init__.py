"""Thước Đo: from what a leadership decides to verified results."""
