"""What each screen of the desk shows, read in a constant number of queries."""
