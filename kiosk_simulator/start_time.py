"""Ten o'clock in Japan on a working day: when a simulated terminal's clock starts."""

from __future__ import annotations

from datetime import datetime, timedelta

from kiosk.rules.hours import JST, Calendar
from kiosk.rules.public_holidays import is_public_holiday

SATURDAY = 5


def opening_moment(now: datetime) -> datetime:
    """10:00 on Japan's date of `now` (aware), or on the next day that is neither weekend nor holiday
    and on which the service runs."""
    moment = now.astimezone(JST).replace(hour=10, minute=0, second=0, microsecond=0)
    calendar = Calendar()
    while moment.weekday() >= SATURDAY or is_public_holiday(moment.date()) or not calendar.is_open(moment):
        moment += timedelta(days=1)
    return moment
