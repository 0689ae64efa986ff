"""A municipality's review of usage registrations, and its query for heads of registers.

The review is simulated: from its due date on, an application that matches domicile and head of the
person's own family register is registered; any other must be corrected.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from kiosk.centre.messages import MAX_HEADS
from kiosk.rules.hours.japan_time import JST
from kiosk.rules.usage_registration import Registration, RegistrationForm, RegistrationState
from kiosk_simulator.centre.faults import CentreFault, CentreFaults
from kiosk_simulator.centre.municipalities import IssuingMunicipality
from kiosk_simulator.centre.usage_registration.domicile import fits, same_reading
from kiosk_simulator.centre.usage_registration.store import Registrations, StoredRegistration
from kiosk_simulator.residents import HOUSEHOLDS, Register, resident


@dataclass(frozen=True, slots=True)
class Review:
    """The review of all municipalities. `now` returns aware times."""

    registrations: Registrations
    faults: CentreFaults
    now: Callable[[], datetime]

    def registration(self, holder: str, serial: int, municipality: IssuingMunicipality) -> Registration:
        """State of the registration of a resident's card.

        `serial` is that of its user-authentication certificate, to which a registration is tied if the
        municipality's settings say so.
        """
        follows = serial if municipality.registration_follows_card else None
        newest = self.registrations.newest(holder, municipality.row.code, follows)
        state = RegistrationState.NONE if newest is None else self._state(newest, municipality)
        if (
            resident(holder)[0].usage_registered
            and resident(holder)[0].register_code == municipality.row.code
        ):
            state = RegistrationState.REGISTERED
        return Registration(
            state,
            number="" if newest is None else newest.number,
            usable_from=None if newest is None else newest.usable_from,
            towns=municipality.towns,
            tells_heads=municipality.tells_heads,
        )

    def is_registered(self, holder: str, serial: int, municipality: IssuingMunicipality) -> bool:
        """True when registers of the municipality may be issued to this card from elsewhere."""
        found = self.registration(holder, serial, municipality)
        return found.state is RegistrationState.REGISTERED

    def _state(self, filed: StoredRegistration, municipality: IssuingMunicipality) -> RegistrationState:
        at_once = CentreFault.REGISTERED_AT_ONCE in self.faults
        if not at_once and self.now().astimezone(JST).date() < filed.usable_from:
            return RegistrationState.IN_REVIEW
        register = resident(filed.resident)[0].register
        fitting = register is not None and _fits(register, filed.form.row(), municipality)
        return RegistrationState.REGISTERED if fitting else RegistrationState.TO_BE_CORRECTED


def heads(form: RegistrationForm, municipality: IssuingMunicipality) -> tuple[str, ...]:
    """Names of at most three heads whose domicile and reading match `form` exactly."""
    registers = (
        person.register
        for household in HOUSEHOLDS
        for person in household.members
        if person.register is not None and _fits(person.register, form, municipality)
    )
    return tuple(sorted({register.head for register in registers}))[:MAX_HEADS]


def _fits(register: Register, form: RegistrationForm, municipality: IssuingMunicipality) -> bool:
    place = municipality.row.prefecture + municipality.row.name
    return (
        register.code == municipality.row.code
        and fits(register.domicile, place, form.town, form.lot)
        and same_reading(register.head_kana, form.head_kana)
        and form.head in {"", register.head}
    )
