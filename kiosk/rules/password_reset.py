"""The reservation of a password reset: made on a telephone, good for 24 hours."""

from __future__ import annotations

from datetime import datetime, timedelta

RESERVATION_LIFE = timedelta(hours=24)
"""A reset must be done within this time after the reservation (specification)."""


def good_until(made_at: datetime) -> datetime:
    """The last moment at which a reservation made at `made_at` (aware) may be used."""
    return made_at + RESERVATION_LIFE


def is_good(made_at: datetime, now: datetime) -> bool:
    """True while the reservation may be used; both times aware. One from the future never is."""
    return made_at <= now <= good_until(made_at)
