"""What measures growth fills what it says, and sends to both: a small run on SQLite."""

from __future__ import annotations

from pathlib import Path

import pytest

from load import fleet_growth, growth

pytestmark = [pytest.mark.whole, pytest.mark.cost(15)]


def test_rows_of_journals_are_there_and_the_oldest_day_goes(tmp_path: Path) -> None:
    few, many = fleet_growth.measure("sqlite", [4_000, 8_000], 1, tmp_path)
    assert (few.rows, many.rows) == (4_000, 8_000)
    assert many.bytes > few.bytes > 4_000 * 100
    assert few.day == 4_000 // fleet_growth.DAYS
    assert few.ratio > 0


def test_applications_are_there(tmp_path: Path) -> None:
    few, many = growth.measure("sqlite", [500, 1_000], 1, tmp_path)
    assert (few.applications, many.applications) == (500, 1_000)
    assert many.bytes > few.bytes > 500 * 1_000
    assert few.ratio > 0
