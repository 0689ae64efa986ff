"""The reservation of a password reset, made on a smartphone and valid for 24 hours."""

from __future__ import annotations

from datetime import datetime, timedelta

RESERVATION_LIFE = timedelta(hours=24)
"""Time after the reservation within which the reset must be done (specification)."""


def good_until(made_at: datetime) -> datetime:
    """Return the last moment at which a reservation made at `made_at` (aware) may be used."""
    return made_at + RESERVATION_LIFE


def is_good(made_at: datetime, now: datetime) -> bool:
    """True while the reservation may be used. Both times are aware; one in the future is never valid."""
    return made_at <= now <= good_until(made_at)
