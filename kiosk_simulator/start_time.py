"""The time at which a simulated terminal's clock starts, whatever the time is: the service must be open."""

from __future__ import annotations

from datetime import datetime, timedelta

from kiosk.rules.hours.calendar import Calendar
from kiosk.rules.hours.japan_time import JST
from kiosk.rules.hours.public_holidays import is_public_holiday

SATURDAY = 5


def start_time(now: datetime) -> datetime:
    """10:00 in Japan on the date of `now` (aware), or on the next working day on which the service runs."""
    moment = now.astimezone(JST).replace(hour=10, minute=0, second=0, microsecond=0)
    calendar = Calendar()
    while moment.weekday() >= SATURDAY or is_public_holiday(moment.date()) or not calendar.is_open(moment):
        moment += timedelta(days=1)
    return moment
