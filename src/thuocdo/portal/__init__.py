"""The public site, which shows published snapshots only."""
