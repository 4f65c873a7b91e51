"""Resolutions being carried out, their fields, committees and memberships."""
