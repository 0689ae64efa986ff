"""Benchmarks silence the log; what comes after them must not find it so."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kiosk.logs import log_as_json


@pytest.fixture(autouse=True)
def _log_as_before() -> Iterator[None]:
    yield
    log_as_json()
