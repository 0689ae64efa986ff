"""The terminal's timetable with what is closed by command of the fleet server."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from kiosk.fleet.orders import Orders
from kiosk.rules.hours.calendar import Closure
from kiosk.rules.hours.japan_time import JST
from kiosk.rules.hours.timetable import Timetable

_ALWAYS = datetime(2000, 1, 1, tzinfo=JST), datetime(2200, 1, 1, tzinfo=JST)


class OrderedHours:
    """Gives a timetable; used on the terminal's thread only. `orders` are in force from the start."""

    def __init__(self, usual: Callable[[], Timetable], orders: Orders = Orders()) -> None:  # noqa: B008 - frozen
        self._usual, self._orders = usual, orders
        self._known: tuple[Timetable, Timetable] | None = None

    def close_for(self, orders: Orders) -> None:
        """From the next look on, what is ordered is closed."""
        self._orders, self._known = orders, None

    def __call__(self) -> Timetable:
        """The timetable as it is now."""
        usual = self._usual()
        if self._orders == Orders():
            return usual
        if self._known is None or self._known[0] is not usual:
            closures = tuple(_closures(self._orders))
            calendars = {
                service: replace(
                    each,
                    closures=(*each.closures, *(closure for closure in closures if closure.stops(service))),
                )
                for service, each in usual.calendars.items()
            }
            self._known = usual, Timetable(calendars, usual.look_ahead)
        return self._known[1]


def _closures(orders: Orders) -> Iterator[Closure]:
    if orders.switched_off:
        yield Closure(*_ALWAYS, services=frozenset(orders.switched_off), by_command=True)
    if orders.drained:
        yield Closure(*_ALWAYS, by_command=True)
    for each in orders.maintenance:
        if (day := day_of(each)) is not None:
            start = datetime.combine(day, time(0), JST)
            yield Closure(start, start + timedelta(days=1), by_command=True)


def day_of(text: str) -> date | None:
    """The day of YYYY-MM-DD, None for anything else."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
