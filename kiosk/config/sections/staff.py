"""`[[staff]]` of kiosk.toml: who may sign in, with the role and the hash of the PIN."""

from __future__ import annotations

import re

from kiosk.config.sections.base import Section, checks, setting
from kiosk.rules.staff import Role, StaffPerson

PERSON_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,15}")
PIN_HASH = re.compile(r"[0-9a-f]{32}:[0-9a-f]{64}")
"""Salt and hash, as `kiosk staff add` prints them."""


class StaffEntry(Section):
    """One person who may sign in; repeat the section for each. `kiosk staff add` prints it."""

    id: str = setting(
        ..., "A code of small letters, digits and hyphens. It stands in the journal.", example="04"
    )
    role: Role = setting(..., "What the person may do.", example=Role.CLERK)
    pin: str = setting(
        ...,
        "Hash of the PIN, as `kiosk staff add` prints it.",
        secret=True,
        example=f"{'0' * 32}:{'0' * 64}",
    )

    @checks("id")
    @staticmethod
    def _is_a_code(value: str) -> str:
        if not PERSON_ID.fullmatch(value):
            raise ValueError("an id has up to 16 small letters, digits and hyphens")
        return value

    @checks("pin")
    @staticmethod
    def _is_a_hash(value: str) -> str:
        if not PIN_HASH.fullmatch(value):
            raise ValueError("not a hash that `kiosk staff add` prints")
        return value

    @property
    def person(self) -> StaffPerson:
        """The person without the hash."""
        return StaffPerson(self.id, self.role)


SPECIMEN_PIN = b"258258"
"""The PIN of every specimen person, as ASCII. It is in the README, and opens nothing in production."""
SPECIMENS = (
    StaffPerson("01", Role.CLERK),
    StaffPerson("02", Role.TECHNICIAN),
    StaffPerson("03", Role.AUDITOR),
)
"""Who works at a simulated terminal that names nobody."""
