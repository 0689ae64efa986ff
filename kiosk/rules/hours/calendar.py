"""Hours of one service: a calendar in Japan's time, whatever the machine's zone.

Source: 6:30–23:00 every day, not 12/29–1/3 and not on maintenance days (the service's specification);
municipalities stop single services for part of a day, issue family registers on weekdays only, or
close longer at the year's end; the shop's own opening hours limit everything. The last minutes in
which no visit may begin, and how long one may go on after closing, are settings: no source has them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from kiosk.rules.certificates import CertificateKind
from kiosk.rules.hours.japan_time import JST, in_japan
from kiosk.rules.hours.public_holidays import is_public_holiday
from kiosk.rules.services import Service

FAMILY_REGISTERS = frozenset(
    {CertificateKind.FAMILY_REGISTER_ALL, CertificateKind.FAMILY_REGISTER_INDIVIDUAL}
)
"""What is issued from the family register (戸籍) itself; the 附票 is kept beside it."""
_LOOK_AHEAD = timedelta(days=400)
_MINUTE, _DAY = timedelta(minutes=1), timedelta(days=1)
_MIDNIGHT = time(0)
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Closure:
    """A maintenance span, both ends aware; `end` is the first moment open again.

    It stops the `services` and `kinds` of certificate that it names; without a name, everything but
    the information, which needs nobody. Raises ValueError unless `start` is before `end`.
    """

    start: datetime
    end: datetime
    services: frozenset[Service] = frozenset()
    kinds: frozenset[CertificateKind] = frozenset()

    def __post_init__(self) -> None:
        if self.start.tzinfo is None or self.end.tzinfo is None or self.end <= self.start:
            raise ValueError("a closure needs two aware times, the later one last")

    def covers(self, now: datetime) -> bool:
        """True from `start` until just before `end`."""
        return self.start <= now < self.end

    def stops(self, service: Service) -> bool:
        """True for a service that rests meanwhile.

        While the family register rests, so does the registration of its usage: municipalities announce
        both together.
        """
        if not self.services and not self.kinds:
            return service is not Service.INFORMATION
        of_register = service is Service.USAGE_REGISTRATION and bool(self.kinds & FAMILY_REGISTERS)
        return service in self.services or of_register

    def stops_kind(self, kind: CertificateKind) -> bool:
        """True for a kind of certificate that is not issued meanwhile."""
        return self.stops(Service.CERTIFICATES) or kind in self.kinds


@dataclass(frozen=True, slots=True)
class DailyHours:
    """From `opens` until just before `closes`, every day, in Japan's time.

    `closes` may be earlier: the hours pass midnight then. 0:00–0:00 is round the clock; any other
    two equal times raise ValueError.
    """

    opens: time
    closes: time

    def __post_init__(self) -> None:
        if self.opens == self.closes != _MIDNIGHT:
            raise ValueError("hours of no length; round the clock is 0:00 to 0:00")

    @property
    def pass_midnight(self) -> bool:
        """True when the hours that begin on one day end on the next, later than 0:00."""
        return _MIDNIGHT < self.closes < self.opens

    def include(self, at: time) -> bool:
        """True when `at` (no zone, Japan's) is within the hours."""
        if self.opens < self.closes:
            return self.opens <= at < self.closes
        return at >= self.opens or at < self.closes

    def within(self, outer: DailyHours) -> tuple[DailyHours, ...]:
        """What is left of these hours inside `outer`: none, one or more spans of a day, in order.

        Spans are cut at midnight.
        """
        edges = sorted({_MIDNIGHT, self.opens, self.closes, outer.opens, outer.closes})
        spans: list[DailyHours] = []
        for begins, ends in zip(edges, [*edges[1:], _MIDNIGHT], strict=True):
            if self.include(begins) and outer.include(begins):
                joins = bool(spans) and spans[-1].closes == begins
                spans.append(DailyHours(spans.pop().opens if joins else begins, ends))
        return tuple(spans)


SERVICE_HOURS = DailyHours(time(6, 30), time(23, 0))
ROUND_THE_CLOCK = DailyHours(_MIDNIGHT, _MIDNIGHT)
YEAR_END = ((12, 29), (1, 3))
"""(month, day) of the first and the last closed day."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """When one service runs. Times are Japan's; questions need an aware time, else ValueError.

    `hours` end on their day, at 0:00 at the latest. `last_start` before any stop no visit begins;
    `grace` after the daily closing one that was begun may go on, though never into a closure or after
    the store's closing. `year_end` is (month, day) of the first and the last closed day, None without
    such days. `weekdays_only` leaves out Saturdays, Sundays and what `is_holiday` says.
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

    def is_open(self, now: datetime) -> bool:
        """True while a visit that was begun may go on: the opening second counts, the closing one not."""
        local = in_japan(now)
        return self._runs(local) or self._in_grace(local)

    def may_start(self, now: datetime) -> bool:
        """True while a new visit may begin: the service runs, and goes on for longer than `last_start`."""
        local = in_japan(now)
        return self._runs(local) and self._stop(local, self.last_start) is None

    def minutes_left(self, now: datetime, look_ahead: timedelta) -> int | None:
        """Minutes, rounded up, in which a visit may still begin; None when more than `look_ahead` or none."""
        local = in_japan(now)
        if not self.may_start(local):
            return None
        stop = self._stop(local, self.last_start + look_ahead)
        return None if stop is None else -((local + self.last_start - stop) // _MINUTE)

    def next_opening(self, now: datetime) -> datetime | None:
        """Return the first moment at or after `now` at which a visit may begin, in Japan's time.

        None when there is none within 400 days.
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
        """Nothing from outside stops the service: the store is open and there is no closure."""
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
        """The first moment at which a service that runs now does not, None when later than `within`."""
        return next((edge for edge in self._edges(local, local + within) if not self._runs(edge)), None)

    def _edges(self, after: datetime, until: datetime) -> Iterator[datetime]:
        """Every moment after `after`, up to and with `until`, at which anything may begin or end."""
        daily = (_MIDNIGHT, self.hours.opens, self.hours.closes, self.store.opens, self.store.closes)
        spans = [end.astimezone(JST) for each in self.closures for end in (each.start, each.end)]
        day = after.date()
        while day <= until.date():
            edges = {datetime.combine(day, each, JST) for each in daily}
            edges.update(each for each in spans if each.date() == day)
            yield from (each for each in sorted(edges) if after < each <= until)
            day += _DAY
