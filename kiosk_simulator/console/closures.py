"""Maintenance closures made by QA, in addition to the terminal's configured hours."""

from __future__ import annotations

from dataclasses import replace

from kiosk.rules.hours.calendar import Closure
from kiosk.rules.hours.timetable import Timetable


class Closures:
    """A timetable for `assembly.build`, which calls it whenever it needs the current one.

    Safe to use from several threads: a change is visible completely or not at all.
    """

    def __init__(self, usual: Timetable) -> None:
        self._usual = usual
        self._present: tuple[tuple[Closure, ...], Timetable] = ((), usual)

    def __call__(self) -> Timetable:
        """The configured hours with the closures."""
        return self._present[1]

    @property
    def made(self) -> tuple[Closure, ...]:
        """The closures made here, in the order in which they were added."""
        return self._present[0]

    def close(self, closure: Closure) -> None:
        """Add a closure."""
        self._put((*self.made, closure))

    def open_again(self) -> None:
        """Remove every closure that was made here; those of the settings remain."""
        self._put(())

    def _put(self, made: tuple[Closure, ...]) -> None:
        calendars = {
            service: replace(
                calendar, closures=(*calendar.closures, *(each for each in made if each.stops(service)))
            )
            for service, calendar in self._usual.calendars.items()
        }
        self._present = (made, replace(self._usual, calendars=calendars))
