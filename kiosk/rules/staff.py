"""Who works at a terminal, and what each role may do: the one table that machine and screens go by.

The roles follow how a store is run (PROPOSAL, no source names them): clerks keep the terminal going and pay
what customers are owed, technicians open devices and account for the money, auditors only look.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from kiosk.structs import Struct


class Role(StrEnum):
    """What somebody is at this terminal for."""

    CLERK = "clerk"
    TECHNICIAN = "technician"
    AUDITOR = "auditor"


class Duty(StrEnum):
    """Something that maintenance mode lets a person do; the word for it in docs/ is the value."""

    LOOK = "look at state, devices, counts, cases and records"
    CHECK_DEVICES = "have the devices checked now"
    TEST_PRINT = "print a test page or a test receipt"
    FILL_COINS = "put coins into the hoppers"
    SETTLE = "settle cases, and pay claim slips"
    RETURN_TO_SERVICE = "return to service"
    COUNT_CASH = "count hoppers, and correct the books"
    COLLECT_CASH = "empty the cash box"
    CLOSE_DAY = "close the day, and print the closing again"
    WAIVE = "close a claim or a case without paying what is owed"
    CONFIRM_CLOCK = "confirm the clock after a jump"
    SWITCH_SERVICES = "switch services off and on"
    TAKE_OUT = "take the terminal out of service"
    END_PROCESS = "restart or shut down"
    EXPORT = "export the journal"


_CLERK = frozenset(
    {
        Duty.LOOK,
        Duty.CHECK_DEVICES,
        Duty.TEST_PRINT,
        Duty.FILL_COINS,
        Duty.SETTLE,
        Duty.RETURN_TO_SERVICE,
    }
)

DUTIES: Mapping[Role, frozenset[Duty]] = {
    Role.CLERK: _CLERK,
    Role.TECHNICIAN: frozenset(Duty) - {Duty.EXPORT},
    Role.AUDITOR: frozenset({Duty.LOOK, Duty.EXPORT}),
}


def may(role: Role, duty: Duty) -> bool:
    """True if a person of this role may do it."""
    return duty in DUTIES[role]


class StaffPerson(Struct):
    """Somebody who may sign in. `id` is a code of their own; no name is known to the terminal."""

    id: str
    role: Role


STAFF_LANGUAGES = ("ja", "en")
"""Languages of the pages for staff."""
