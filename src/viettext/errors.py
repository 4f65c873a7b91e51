"""The one error that reading a document can raise."""


class Unreadable(Exception):
    """A document cannot be read; the message is one Vietnamese line that says why and is safe to show."""
