"""One module a command: `parser()` for its words, `run(options)` for its work."""
