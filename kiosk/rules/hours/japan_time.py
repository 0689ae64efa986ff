"""Japan's time, and whether the machine's clock can be right."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

JST = timezone(timedelta(hours=9), "JST")
"""Japan has one time zone and no daylight saving time, so no time-zone database is needed."""

EARLIEST_PLAUSIBLE = datetime(2026, 1, 1, tzinfo=JST)
LATEST_PLAUSIBLE = datetime(2046, 1, 1, tzinfo=JST)


def in_japan(moment: datetime) -> datetime:
    """Convert an aware time to Japan's time zone. Raises ValueError for a naive one."""
    if moment.tzinfo is None:
        raise ValueError("a time without a zone says nothing about service hours")
    return moment.astimezone(JST)


def is_plausible(now: datetime) -> bool:
    """False if the machine's clock must be wrong; the terminal must not serve then."""
    return EARLIEST_PLAUSIBLE <= now < LATEST_PLAUSIBLE
