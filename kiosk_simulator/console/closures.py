"""Maintenance closures that QA makes, on top of the terminal's own hours."""

from __future__ import annotations

from dataclasses import replace

from kiosk.rules.hours.calendar import Closure
from kiosk.rules.hours.timetable import Timetable


class Closures:
    """The terminal's timetable: call it, as `assembly.build` does with its `timetable`, at every look.

    Safe to use from several threads: what has changed is there whole or not at all.
    """

    def __init__(self, usual: Timetable) -> None:
        self._usual = usual
        self._present: tuple[tuple[Closure, ...], Timetable] = ((), usual)

    def __call__(self) -> Timetable:
        """The usual hours without what is closed."""
        return self._present[1]

    @property
    def made(self) -> tuple[Closure, ...]:
        """What was closed here, in the order in which it was."""
        return self._present[0]

    def close(self, closure: Closure) -> None:
        """Add a closure to those that there are."""
        self._put((*self.made, closure))

    def open_again(self) -> None:
        """Take back every closure that was made here; those of the settings stay."""
        self._put(())

    def _put(self, made: tuple[Closure, ...]) -> None:
        calendars = {
            service: replace(
                calendar, closures=(*calendar.closures, *(each for each in made if each.stops(service)))
            )
            for service, calendar in self._usual.calendars.items()
        }
        self._present = (made, replace(self._usual, calendars=calendars))
