"""Staff at the terminal: signing in, as events."""

from __future__ import annotations

from kiosk.config.sections.staff import SPECIMEN_PIN, SPECIMENS
from kiosk.fsm.event import Event
from kiosk.fsm.flow.staff.signing_in import StaffAdmitted, StaffCalled, StaffPinEntered
from kiosk.rules.credentials.staff_pin import StaffPin
from kiosk.rules.staff import Role, StaffPerson

PERSONS = {person.role: person for person in SPECIMENS}


def person_of(role: Role = Role.TECHNICIAN) -> StaffPerson:
    """The specimen person of this role."""
    return PERSONS[role]


def staff_pin(digits: bytes = SPECIMEN_PIN) -> StaffPin:
    """A PIN, by default that of the specimens; a new one each time, because whoever takes it wipes it."""
    return StaffPin(digit - 0x30 for digit in digits)


def signs_in(role: Role = Role.TECHNICIAN) -> tuple[Event, ...]:
    """Called, identified, and admitted: the last is the task's answer, where no task gives it."""
    person = person_of(role)
    return StaffCalled(), StaffPinEntered(person.id, staff_pin()), StaffAdmitted(person)
