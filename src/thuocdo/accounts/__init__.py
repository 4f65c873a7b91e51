"""People, their appointments and grants, signing in."""
