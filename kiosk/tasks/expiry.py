"""Certificates and keys that end: staff and log are warned in time, shoppers never hear of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta

from kiosk.hardware.status import Detail
from kiosk.logs import Log

log = Log()


class Expiry:
    """What ends when. Not thread-safe: the centre's worker asks it."""

    def __init__(
        self, ends: Sequence[tuple[str, datetime]], warn: timedelta, now: Callable[[], datetime]
    ) -> None:
        """`ends` are setting and last moment, `warn` how long before that the warnings begin."""
        self._ends = tuple(ends)
        self._warn = warn
        self._now = now
        self._logged: dict[str, date] = {}

    def detail(self) -> Detail:
        """What maintenance shows beside the centre. Each end is logged once a day, as a number of days."""
        now = self._now()
        near = [(key, last) for key, last in self._ends if last - now <= self._warn]
        for key, last in near:
            if self._logged.get(key) != now.date():
                self._logged[key] = now.date()
                log.warning("certificate_ends", key=key, days=(last - now).days)
        if any(last < now for _, last in near):
            return Detail.CERTIFICATE_ENDED
        return Detail.CERTIFICATE_ENDS if near else Detail.NONE
