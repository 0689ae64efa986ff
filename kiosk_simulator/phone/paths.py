"""Addresses of the telephone's pages."""

from __future__ import annotations

from urllib.parse import urlencode

CARDS = "/reserve"
PIN = "/reserve/pin"
FACE = "/reserve/face"
DONE = "/reserve/done"
REFUSED = "/reserve/refused"
STYLE = "/style.css"


def address(path: str, language: str, **query: str) -> str:
    """`path` with a query that keeps the language, a code of LANGUAGES."""
    return f"{path}?{urlencode({**query, 'lang': language})}"
