"""The screens of the desk: parse, ask a service or query, render."""
