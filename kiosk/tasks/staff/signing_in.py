"""Checks a staff PIN: off the screens' thread, with a wait after wrong ones that outlasts a restart."""

from __future__ import annotations

import hmac
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from kiosk.config.sections.staff import SPECIMEN_PIN
from kiosk.config.staff_pin import is_right
from kiosk.fsm.event import Event
from kiosk.fsm.flow.staff.signing_in import StaffAdmitted, StaffRefused
from kiosk.fsm.task_context import TaskContext
from kiosk.journal.catalogue import Kind
from kiosk.journal.faults import JournalFault
from kiosk.journal.journal import Journal
from kiosk.logs import Log
from kiosk.rules.credentials.staff_pin import StaffPin
from kiosk.rules.lock_out import left_to_wait
from kiosk.rules.staff import StaffPerson

log = Log()


@dataclass(slots=True)
class SignInTasks:
    """On a worker of their own: staff must get in whatever hangs.

    `hashes` has the hash of each person's PIN. Without one a person is a specimen, whose PIN opens only where
    `specimens` are taken.
    """

    persons: tuple[StaffPerson, ...]
    hashes: Mapping[str, str]
    specimens: bool
    journal: Journal
    now: Callable[[], datetime]
    _latest: dict[str, tuple[int, datetime]] = field(default_factory=dict)
    """What the journal may not have taken: wrong PINs in a row, and when the last was."""

    def check(self, context: TaskContext) -> Event:
        """Whether the PIN that was typed is that of the person who was chosen."""
        pin = context.secrets.staff_pin
        person = next((each for each in self.persons if each.id == context.by), None)
        if pin is None or person is None:
            return StaffRefused()
        try:
            return self._check(person, pin)
        finally:
            pin.wipe()

    def _check(self, person: StaffPerson, pin: StaffPin) -> Event:
        wrong, last = self._tries(person.id)
        now = self.now()
        wait = _seconds(wrong, last, now)
        if wait:
            return StaffRefused(wait=wait)
        if self._fits(person.id, pin):
            self._latest.pop(person.id, None)
            return StaffAdmitted(person)
        self._latest[person.id] = (wrong + 1, now)
        self.journal.append(Kind.STAFF_REFUSED, {"by": person.id}, rescue=True)
        log.warning("staff_refused", person=person.id)
        return StaffRefused(wrong=True, wait=_seconds(wrong + 1, now, now))

    def _tries(self, person: str) -> tuple[int, datetime]:
        latest = self._latest.get(person, (0, self.now()))
        try:
            count, at = self.journal.balances().tries.wrong.get(person, (0, ""))
        except JournalFault:
            return latest  # staff must get in above all when the journal cannot be read
        return max(latest, (count, datetime.fromisoformat(at))) if at else latest

    def _fits(self, person: str, pin: StaffPin) -> bool:
        is_specimen = hmac.compare_digest(pin.digits, SPECIMEN_PIN)
        if is_specimen and not self.specimens:
            return False
        stored = self.hashes.get(person)
        return is_specimen if stored is None else is_right(pin, stored)


def _seconds(wrong: int, last: datetime, now: datetime) -> int:
    return math.ceil(left_to_wait(wrong, last, now).total_seconds())
