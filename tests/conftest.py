"""Marks by what a test uses, so that `make test-fast` needs no list."""

from __future__ import annotations

import pytest

_BY_FIXTURE = {
    "_window": pytest.mark.window,
    "edges": pytest.mark.exhaustive,
    "live": pytest.mark.peer,
    "standing": pytest.mark.peer,
}
"""The real window of the screens; the walk over every situation of the machine; a terminal and its console
that run in real time."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        for fixture, mark in _BY_FIXTURE.items():
            if fixture in getattr(item, "fixturenames", ()):
                item.add_marker(mark)
