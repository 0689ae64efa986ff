"""Japan's time, and whether the machine's clock can be right."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

JST = timezone(timedelta(hours=9), "JST")
"""Japan has one zone and no summer time, so no time-zone database is needed."""

EARLIEST_PLAUSIBLE = datetime(2026, 1, 1, tzinfo=JST)
LATEST_PLAUSIBLE = datetime(2046, 1, 1, tzinfo=JST)


def in_japan(moment: datetime) -> datetime:
    """The same moment as Japan's clocks show it. Raises ValueError unless `moment` is aware."""
    if moment.tzinfo is None:
        raise ValueError("a time without a zone says nothing about service hours")
    return moment.astimezone(JST)


def is_plausible(now: datetime) -> bool:
    """False when the machine's clock cannot be right; such a terminal must not serve."""
    return EARLIEST_PLAUSIBLE <= now < LATEST_PLAUSIBLE
