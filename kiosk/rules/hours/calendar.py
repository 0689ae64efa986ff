"""Opening hours of one service: a calendar in Japan's time, independent of the machine's time zone.

Source: 6:30–23:00 every day except 12/29–1/3 and maintenance days (the service's specification).
Municipalities stop single services for part of a day, issue family registers on weekdays only, or
close for longer at the end of the year; the store's own opening hours limit everything. The last
minutes in which no visit may start, and how long one may continue after closing, are settings without
a source.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from kiosk.rules.certificates import CertificateKind
from kiosk.rules.hours.japan_time import JST, in_japan
from kiosk.rules.hours.public_holidays import is_public_holiday
from kiosk.rules.services import Service

FAMILY_REGISTERS = frozenset(
    {CertificateKind.FAMILY_REGISTER_ALL, CertificateKind.FAMILY_REGISTER_INDIVIDUAL}
)
"""Certificates from the family register (戸籍) itself; the 附票 is a separate register."""
_LOOK_AHEAD = timedelta(days=400)
CLOSING_SOON = timedelta(minutes=5)
"""How long before its end a visit in progress is told that the service closes."""
_MINUTE, _DAY = timedelta(minutes=1), timedelta(days=1)
_MIDNIGHT = time(0)
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Closure:
    """A maintenance period with aware times; service resumes at `end`.

    It stops the given `services` and `kinds` of certificate; without any, all services except the
    information pages, which need no other system. `by_command`: the operator of the fleet server ordered it.
    Raises ValueError unless both times are aware and `start` is before `end`.
    """

    start: datetime
    end: datetime
    services: frozenset[Service] = frozenset()
    kinds: frozenset[CertificateKind] = frozenset()
    by_command: bool = False

    def __post_init__(self) -> None:
        if self.start.tzinfo is None or self.end.tzinfo is None or self.end <= self.start:
            raise ValueError("a closure needs two aware times, the later one last")

    def covers(self, now: datetime) -> bool:
        """True from `start` until just before `end`."""
        return self.start <= now < self.end

    def stops(self, service: Service) -> bool:
        """True if the closure stops `service`.

        A closure of the family register stops the usage registration as well: municipalities announce
        both together.
        """
        if not self.services and not self.kinds:
            return service is not Service.INFORMATION
        of_register = service is Service.USAGE_REGISTRATION and bool(self.kinds & FAMILY_REGISTERS)
        return service in self.services or of_register

    def stops_kind(self, kind: CertificateKind) -> bool:
        """True if the closure stops this kind of certificate."""
        return self.stops(Service.CERTIFICATES) or kind in self.kinds


@dataclass(frozen=True, slots=True)
class DailyHours:
    """Daily hours from `opens` until just before `closes`, in Japan's time.

    If `closes` is earlier than `opens`, the hours pass midnight. 0:00–0:00 is round the clock; any other
    two equal times raise ValueError.
    """

    opens: time
    closes: time

    def __post_init__(self) -> None:
        if self.opens == self.closes != _MIDNIGHT:
            raise ValueError("hours of no length; round the clock is 0:00 to 0:00")

    @property
    def pass_midnight(self) -> bool:
        """True if hours that start on one day end on the next, later than 0:00."""
        return _MIDNIGHT < self.closes < self.opens

    def include(self, at: time) -> bool:
        """True if `at` (naive, in Japan's time) is within the hours."""
        if self.opens < self.closes:
            return self.opens <= at < self.closes
        return at >= self.opens or at < self.closes

    def within(self, outer: DailyHours) -> tuple[DailyHours, ...]:
        """Return the intersection with `outer`: zero or more spans of a day, in order.

        Spans are split at midnight.
        """
        edges = sorted({_MIDNIGHT, self.opens, self.closes, outer.opens, outer.closes})
        spans = zip(edges, [*edges[1:], _MIDNIGHT], strict=True)
        # No span touches the next: at every edge but midnight one of the two opens or closes.
        return tuple(
            DailyHours(begins, ends)
            for begins, ends in spans
            if self.include(begins) and outer.include(begins)
        )


SERVICE_HOURS = DailyHours(time(6, 30), time(23, 0))
ROUND_THE_CLOCK = DailyHours(_MIDNIGHT, _MIDNIGHT)
YEAR_END = ((12, 29), (1, 3))
"""(month, day) of the first and the last closed day."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """When one service is open. Times are in Japan's time zone.

    `hours` must not pass midnight. No visit may start within `last_start` before a closing time. A visit
    in progress may continue for `grace` after the daily closing time, but not into a closure or past the
    store's closing time. `year_end` is (month, day) of the first and the last closed day, or None.
    `weekdays_only` excludes Saturdays, Sundays and days for which `is_holiday` is true. Raises ValueError
    for hours that pass midnight or negative durations. The methods raise ValueError for a naive time.
    """

    hours: DailyHours = SERVICE_HOURS
    last_start: timedelta = timedelta(minutes=10)
    grace: timedelta = timedelta(0)
    year_end: tuple[tuple[int, int], tuple[int, int]] | None = YEAR_END
    weekdays_only: bool = False
    is_holiday: Callable[[date], bool] = is_public_holiday
    store: DailyHours = ROUND_THE_CLOCK
    closures: tuple[Closure, ...] = ()

    def __post_init__(self) -> None:
        if self.hours.pass_midnight:
            raise ValueError("the service must open before it closes, on the same day")
        if self.last_start < timedelta(0) or self.grace < timedelta(0):
            raise ValueError("no time before closing or after it is negative")

    @property
    def changes_by_the_minute(self) -> bool:
        """True where nothing changes within a minute of the clock."""
        times = (self.hours.opens, self.hours.closes, self.store.opens, self.store.closes)
        spans = (moment.astimezone(JST) for each in self.closures for moment in (each.start, each.end))
        return not (self.last_start % _MINUTE or self.grace % _MINUTE) and all(
            each.second == each.microsecond == 0 for each in (*times, *(moment.time() for moment in spans))
        )

    def is_open(self, now: datetime) -> bool:
        """True while a visit in progress may continue; the closing time itself is excluded."""
        local = in_japan(now)
        return self._runs(local) or self._in_grace(local)

    def may_start(self, now: datetime) -> bool:
        """True while a new visit may start: the service is open for longer than `last_start`."""
        local = in_japan(now)
        return self._runs(local) and self._stop(local, self.last_start) is None

    def is_closed_by_command(self, now: datetime) -> bool:
        """True within a closure that was ordered, whatever the hours are otherwise."""
        return any(each.by_command and each.covers(now) for each in self.closures)

    def minutes_left(self, now: datetime, look_ahead: timedelta) -> int | None:
        """Return the minutes, rounded up, in which a visit may still start; None beyond `look_ahead`.

        None as well if no visit may start now.
        """
        local = in_japan(now)
        if not self.may_start(local):
            return None
        stop = self._stop(local, self.last_start + look_ahead)
        return None if stop is None else -((local + self.last_start - stop) // _MINUTE)

    def closes_in(self, now: datetime) -> int | None:
        """Return the minutes, rounded up, in which a visit in progress must end; None beyond `CLOSING_SOON`.

        None as well while the service is closed.
        """
        local = in_japan(now)
        if not self.is_open(local):
            return None
        ends = (*self._edges(local, local + CLOSING_SOON), *self._grace_ends(local))
        stops = (each for each in ends if local < each <= local + CLOSING_SOON and not self.is_open(each))
        stop = min(stops, default=None)
        return None if stop is None else -((local - stop) // _MINUTE)

    def _grace_ends(self, local: datetime) -> tuple[datetime, ...]:
        """When the grace after the latest closing times is over."""
        closings = (
            datetime.combine(day, self.hours.closes, JST)
            + (_DAY if self.hours.closes == _MIDNIGHT else timedelta(0))
            for day in (local.date() - _DAY, local.date())
        )
        return tuple(closing + self.grace for closing in closings)

    def next_opening(self, now: datetime) -> datetime | None:
        """Return the first moment at or after `now` at which a visit may start, in Japan's time.

        None if there is none within 400 days.
        """
        local = in_japan(now)
        if self.may_start(local):
            return local
        return next((edge for edge in self._edges(local, local + _LOOK_AHEAD) if self.may_start(edge)), None)

    def _runs(self, local: datetime) -> bool:
        return self._is_day(local.date()) and self.hours.include(local.time()) and self._is_free(local)

    def _is_day(self, day: date) -> bool:
        if self.weekdays_only and (day.weekday() >= _SATURDAY or self.is_holiday(day)):
            return False
        if self.year_end is None:
            return True
        first, last = self.year_end
        today = (day.month, day.day)
        return not (today >= first or today <= last if first > last else first <= today <= last)

    def _is_free(self, local: datetime) -> bool:
        """True if the store is open and there is no closure."""
        return self.store.include(local.time()) and not any(each.covers(local) for each in self.closures)

    def _in_grace(self, local: datetime) -> bool:
        for day in (local.date(), local.date() - _DAY):
            closed_at = datetime.combine(day, self.hours.closes, JST)
            if self.hours.closes == _MIDNIGHT:
                closed_at += _DAY
            if closed_at <= local < closed_at + self.grace and self._runs(closed_at - datetime.resolution):
                since = (closed_at, *self._edges(closed_at, local))
                return all(self._is_free(moment) for moment in since)
        return False

    def _stop(self, local: datetime, within: timedelta) -> datetime | None:
        """Return the first moment within `within` at which an open service closes, or None."""
        return next((edge for edge in self._edges(local, local + within) if not self._runs(edge)), None)

    def _edges(self, after: datetime, until: datetime) -> Iterator[datetime]:
        """Yield every moment after `after`, up to and including `until`, at which anything may change."""
        day = after.date()
        while day <= until.date():
            yield from (each for each in _edges_on(self, day) if after < each <= until)
            day += _DAY


@lru_cache(maxsize=32)
def _edges_on(calendar: Calendar, day: date) -> tuple[datetime, ...]:
    """Every moment of a day at which anything may change, in order; kept, as every second asks for them."""
    daily = (
        _MIDNIGHT, calendar.hours.opens, calendar.hours.closes, calendar.store.opens, calendar.store.closes,
    )  # fmt: skip
    spans = (end.astimezone(JST) for each in calendar.closures for end in (each.start, each.end))
    edges = {datetime.combine(day, each, JST) for each in daily}
    edges.update(each for each in spans if each.date() == day)
    return tuple(sorted(edges))
