"""Stops the build of a distribution that would lack the built front end."""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

BUILT_FRONT_END = Path("src/thuocdo/static/thuocdo/app.css")


class FrontEndHook(BuildHookInterface[Any]):
    """Checks only: building the front end is the Makefile's work, since it needs node."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Leave with one line when the front end is missing; an editable install may come before it."""
        if version != "editable" and not (Path(self.root) / BUILT_FRONT_END).is_file():
            sys.exit(f"The front end is not built ({BUILT_FRONT_END} is missing): run `make setup`, then build again.")
