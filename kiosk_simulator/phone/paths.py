"""Addresses of the telephone's pages."""

from __future__ import annotations

from urllib.parse import urlencode

from kiosk_simulator.phone.texts import Language

CARDS = "/reserve"
PIN = "/reserve/pin"
FACE = "/reserve/face"
DONE = "/reserve/done"
REFUSED = "/reserve/refused"
STYLE = "/style.css"


def address(path: str, language: Language, **query: str) -> str:
    """`path` with a query that keeps the language."""
    return f"{path}?{urlencode({**query, 'lang': language.value})}"
