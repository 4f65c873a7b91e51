"""Arguments that several commands take."""

import argparse
from datetime import date


def day(text: str) -> date:
    """An ISO day of the command line."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}” không phải là ngày dạng 2025-10-15") from None


def parser(name: str, description: str, example: str) -> argparse.ArgumentParser:
    """A parser whose help ends with an example."""
    return argparse.ArgumentParser(prog=f"thuocdo {name}", description=description, epilog=f"Ví dụ: {example}")
