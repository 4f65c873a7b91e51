"""Bodies over time: who they are, what they are called, which came from which."""
