"""Clock, environment, errors, event log and file store: knows no word of the domain."""
