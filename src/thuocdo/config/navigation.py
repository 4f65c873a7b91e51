"""The places of the top bar, for staff and for the public."""

from typing import Any

from django.http import HttpRequest


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Context processor."""
    return {"navigation": []}
