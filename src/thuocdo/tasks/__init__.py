"""Tasks, their life, evidence and extensions, and the projection that boards read."""
