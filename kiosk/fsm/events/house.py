"""What the terminal itself says: start, time, hours, devices, staff's results, faults."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.fsm.events.base import Event
from kiosk.fsm.notices import Notice
from kiosk.rules.outlook import Outlook
from kiosk.rules.services import Municipality


@dataclass(frozen=True, slots=True)
class Ready(Event):
    """Start-up is done: the journal is reconciled, `notice` names what staff must clear first."""

    notice: Notice | None = None


@dataclass(frozen=True, slots=True)
class TimedOut(Event):
    """The time-out of this state's entry ran out."""


@dataclass(frozen=True, slots=True)
class HoursChanged(Event):
    """Service hours began, ended or come to their end.

    `is_open` and `may_start` are those of the terminal: true while one service's are. `may_start`
    ends some minutes before `is_open`: a visit needs time. `opens_at` says when the first service
    opens next, as `YYYY-MM-DD HH:MM` in Japan; empty while a visit may begin. `services` has a row
    for each service whose hours are known.
    """

    is_open: bool
    may_start: bool
    opens_at: str = ""
    services: tuple[Outlook, ...] = ()


@dataclass(frozen=True, slots=True)
class ClockJumped(Event):
    """The time of day moved while no time passed: nobody knows any more what hours it is."""


@dataclass(frozen=True, slots=True)
class DeviceChecked(Event):
    """One device's health: `notice` is why no shopper may be let in, None when it can serve.

    `status` is an XFS4IoT device status and `detail` a key for staff (`paperOut`, `low`).
    """

    device: str
    status: str
    detail: str = ""
    notice: Notice | None = None


@dataclass(frozen=True, slots=True)
class MunicipalitiesListed(Event):
    """The municipalities that take part, as the centre says."""

    municipalities: tuple[Municipality, ...]


@dataclass(frozen=True, slots=True)
class StaffActed(Event):
    """A button of maintenance mode: `test_page`, `fill_coins`, `clear_case:<visit>` …"""

    action: str


@dataclass(frozen=True, slots=True)
class StaffReported(Event):
    """What maintenance mode shows after an action; `cases_open` keeps the terminal out of service."""

    report: object
    cases_open: bool


@dataclass(frozen=True, slots=True)
class Faulted(Event):
    """Something unexpected was raised; the traceback is in the log, redacted."""

    notice: Notice = Notice.UNEXPECTED
