"""Tells on the error stream how far a long command is: one line kept up to date on a terminal, else plain lines."""

from typing import TextIO

_EVERY = 100
_WIDTH = 72


class Progress:
    """Counts documents as they are read or refused; not shown, it tells refusals and notes alone."""

    def __init__(self, stream: TextIO, *, is_shown: bool) -> None:
        self._stream = stream
        self._is_shown = is_shown
        self._is_terminal = stream.isatty()
        self._begun = 0
        self.refused = 0

    def begin(self, name: str) -> None:
        """A document is being read now."""
        self._begun += 1
        if self._is_shown and self._is_terminal:
            line = f"{self._begun} {_printable(name)}"[:_WIDTH]
            print(f"\r{line:<{_WIDTH}}", end="", file=self._stream, flush=True)
        elif self._is_shown and self._begun % _EVERY == 0:
            print(f"thuocdo extract: đang đọc văn bản thứ {self._begun}", file=self._stream, flush=True)

    def refuse(self, name: str, reason: str) -> None:
        """A document could not be read."""
        self.refused += 1
        self.note(name, reason)

    def note(self, name: str, words: str) -> None:
        """Say something about a document on a line of its own."""
        print(f"{self._cleared()}thuocdo extract: {_printable(name)}: {words}", file=self._stream, flush=True)

    def end(self) -> None:
        """Sum up, where progress is shown."""
        if self._is_shown:
            read = self._begun - self.refused
            refused = f", không đọc được {self.refused}" if self.refused else ""
            print(f"{self._cleared()}thuocdo extract: đã đọc {read} văn bản{refused}.", file=self._stream, flush=True)

    def _cleared(self) -> str:
        return f"\r{'':<{_WIDTH}}\r" if self._is_shown and self._is_terminal else ""


def _printable(name: str) -> str:
    return "".join(c if c.isprintable() else "?" for c in name.encode("utf-8", "replace").decode("utf-8"))
