"""One module a command: `HELP`, `EPILOG` (with an example), `add(parser)` and `run(options)`, its exit status."""
