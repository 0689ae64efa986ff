"""Whether a service is open, closing soon, or when it opens."""

from __future__ import annotations

from datetime import datetime

from kiosk.rules.services import Service
from kiosk.structs import Struct


class ServiceAvailability(Struct):
    """One service at one moment.

    `is_open`: a visit that was begun may go on; `may_start`: one may begin. `minutes_left` (rounded
    up) in which one may still begin, None while there is plenty. `closes_in` is minutes (rounded up) in which
    one that was begun must end, None while there is plenty. `opens_at` is Japan's time, None
    while one may begin or when no opening is known. `by_command`: the fleet server's operator closed it.
    """

    service: Service
    is_open: bool = True
    may_start: bool = True
    minutes_left: int | None = None
    opens_at: datetime | None = None
    closes_in: int | None = None
    by_command: bool = False
