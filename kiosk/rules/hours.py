"""Service hours: a calendar in Japan's time, whatever the machine's zone.

Source: 6:30–23:00 every day, not 12/29–1/3 and not on maintenance days (the service's
specification). The last minutes in which no visit may begin are a setting.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone

JST = timezone(timedelta(hours=9), "JST")
"""Japan has one zone and no summer time, so no time-zone database is needed."""

EARLIEST_PLAUSIBLE = datetime(2026, 1, 1, tzinfo=JST)
LATEST_PLAUSIBLE = datetime(2046, 1, 1, tzinfo=JST)
_LOOK_AHEAD = timedelta(days=400)


@dataclass(frozen=True, slots=True)
class Closure:
    """A maintenance span, both ends aware; `end` is the first moment open again."""

    start: datetime
    end: datetime

    def __post_init__(self) -> None:
        if self.start.tzinfo is None or self.end.tzinfo is None or self.end <= self.start:
            raise ValueError("a closure needs two aware times, the later one last")


@dataclass(frozen=True, slots=True)
class Calendar:
    """Daily hours, the year-end closure and maintenance spans. Times are Japan's."""

    opens: time = time(6, 30)
    closes: time = time(23, 0)
    last_start: timedelta = timedelta(minutes=10)
    year_end: tuple[tuple[int, int], tuple[int, int]] | None = ((12, 29), (1, 3))
    closures: tuple[Closure, ...] = ()

    def __post_init__(self) -> None:
        if self.opens >= self.closes:
            raise ValueError("the service must open before it closes, on the same day")

    def is_open(self, now: datetime) -> bool:
        """True while the service runs at `now` (the opening minute counts, the closing one not).

        Raises ValueError unless `now` is aware.
        """
        local = _in_japan(now)
        if self._is_year_end(local.date()) or not self.opens <= local.time() < self.closes:
            return False
        return not any(closure.start <= now < closure.end for closure in self.closures)

    def may_start(self, now: datetime) -> bool:
        """True while a new visit may begin: open now, and all through the last minutes."""
        if not self.is_open(now):
            return False
        local = _in_japan(now)
        end = local + self.last_start
        if end >= datetime.combine(local.date(), self.closes, JST):
            return False
        return not any(closure.start <= end and now < closure.end for closure in self.closures)

    def next_opening(self, now: datetime) -> datetime | None:
        """Return the first moment at or after `now` at which a visit may begin, in Japan's time.

        None when there is none within 400 days.
        """
        now = _in_japan(now)
        if self.may_start(now):
            return now
        ends = [closure.end.astimezone(JST) for closure in self.closures if closure.end > now]
        days = (now.date() + timedelta(days=offset) for offset in range(_LOOK_AHEAD.days))
        openings = (datetime.combine(day, self.opens, JST) for day in days)
        candidates = sorted([*ends, *(opening for opening in openings if opening > now)])
        return next((moment for moment in candidates if self.may_start(moment)), None)

    def _is_year_end(self, day: date) -> bool:
        if self.year_end is None:
            return False
        first, last = self.year_end
        today = (day.month, day.day)
        return today >= first or today <= last if first > last else first <= today <= last


def _in_japan(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("a time without a zone says nothing about service hours")
    return moment.astimezone(JST)


def is_plausible(now: datetime) -> bool:
    """False when the machine's clock cannot be right; such a terminal must not serve."""
    return EARLIEST_PLAUSIBLE <= now < LATEST_PLAUSIBLE
