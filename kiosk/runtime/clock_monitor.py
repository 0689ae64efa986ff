"""What the time of day means for the terminal: which services are open, and whether the clock is right."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from kiosk.fsm.event import Event
from kiosk.fsm.flow.operation import ClockJumped, HoursChanged
from kiosk.fsm.terminal_status import TerminalStatus
from kiosk.logs import Log
from kiosk.rules.hours.calendar import Calendar
from kiosk.rules.hours.timetable import Timetable
from kiosk.rules.service_availability import ServiceAvailability
from kiosk.rules.services import Service
from kiosk.runtime.clock import Clock

log = Log()

LOOK_INTERVAL, RESTING_INTERVAL = 1.0, 5.0
"""Seconds between looks at the clock: while somebody is served, and while nobody is."""
CLOCK_TOLERANCE = timedelta(seconds=120)
"""What the time of day may move at once; slewing and small steps of a time service are less."""


class ClockMonitor:
    """Used on the terminal's thread only."""

    def __init__(
        self, clock: Clock, timetable: Callable[[], Timetable], tolerance: timedelta = CLOCK_TOLERANCE
    ) -> None:
        """`timetable` is asked at every look, so it may change while the terminal runs."""
        self._clock = clock
        self._timetable = timetable
        self._tolerance = tolerance.total_seconds()
        self._lead: float | None = None
        self._minute: datetime | None = None
        self._openings: dict[Calendar, datetime | None] = {}
        self._asked: Timetable | None = None
        self._found: tuple[datetime, HoursChanged] | None = None
        self._by_the_minute = False

    def trust(self) -> None:
        """What the clock shows now was set on purpose: nothing has jumped."""
        self._lead = self._clock.lead()

    def look(self, status: TerminalStatus) -> Iterator[Event]:
        """Yield what has changed since the machine last heard; its `status` is what it knows."""
        if self._has_jumped():
            yield ClockJumped()
        change = self._hours()
        known = HoursChanged(status.is_open, status.may_start, status.opens_at, services=status.services)
        if change != known:
            yield change

    def pause(self, *, resting: bool) -> float:
        """Seconds until the next look.

        A `resting` terminal, which serves nobody, looks more rarely, and at the minute at which a service may
        open or close.
        """
        if not (resting and self._by_the_minute):
            return LOOK_INTERVAL
        now = self._clock.now()
        return min(RESTING_INTERVAL, 60 - now.second - now.microsecond / 1_000_000)

    def _has_jumped(self) -> bool:
        # Each look starts from the one before: an error that creeps is followed and never adds up.
        before, self._lead = self._lead, self._clock.lead()
        if before is None or abs(self._lead - before) <= self._tolerance:
            return False
        log.error("clock_jumped", seconds=round(self._lead - before))
        return True

    def _hours(self) -> HoursChanged:
        timetable, now = self._timetable(), self._clock.now()
        if timetable is not self._asked:
            self._asked, self._found = timetable, None
            self._by_the_minute = timetable.changes_by_the_minute
        minute = now.replace(second=0, microsecond=0)
        if self._by_the_minute and self._found is not None and self._found[0] == minute:
            return self._found[1]  # this is asked at every look
        services = timetable.services(now, self._next_opening)
        served = [each for each in services if each.service is not Service.INFORMATION]
        may_start = any(each.may_start for each in served)
        found = HoursChanged(
            is_open=any(each.is_open for each in served),
            may_start=may_start,
            opens_at="" if may_start else _earliest(served),
            services=services,
        )
        self._found = minute, found
        return found

    def _next_opening(self, calendar: Calendar, now: datetime) -> datetime | None:
        """Looked up once a minute: it may be months ahead, or never come."""
        minute = now.replace(second=0, microsecond=0)
        if minute != self._minute:
            self._minute = minute
            self._openings.clear()
        known = self._openings.get(calendar)
        if calendar not in self._openings or (known is not None and known <= now):
            known = self._openings[calendar] = calendar.next_opening(now)
        return known


def _earliest(services: list[ServiceAvailability]) -> str:
    """When the first of these services opens, as `YYYY-MM-DD HH:MM`; empty when none is known to."""
    opening = min((each.opens_at for each in services if each.opens_at is not None), default=None)
    return "" if opening is None else opening.strftime("%Y-%m-%d %H:%M")
