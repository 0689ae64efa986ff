"""Certificates and keys that the settings name: until when each is good."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from kiosk.app.operations.findings import Finding, Level
from kiosk.config.centre_files import ends
from kiosk.config.settings import Settings


def certificates(settings: Settings, now: datetime) -> Iterator[Finding]:
    """A line for each, with the days that are left."""
    warn = timedelta(days=settings.health.warn_days)
    for key, last in ends(settings):
        left = last - now
        facts = {"days_left": left.days, "ends": last.isoformat(timespec="seconds")}
        if left < timedelta(0):
            yield Finding("certificates", Level.FAULT, f"ended on {last:%Y-%m-%d}", key, facts)
        else:
            level = Level.WARNING if left <= warn else Level.FINE
            text = f"good until {last:%Y-%m-%d}: {left.days} days left"
            yield Finding("certificates", level, text, key, facts)
