"""What a task may know: a frozen copy of the part of the visit it works on."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from kiosk.fsm.states import S
from kiosk.rules.certificates import OrderLine
from kiosk.rules.credentials.password import Password
from kiosk.rules.credentials.pin import Pin
from kiosk.rules.services import Municipality, Scope, Service
from kiosk.rules.usage_registration import RegistrationForm


@dataclass(frozen=True, slots=True)
class Brief:
    """Facts for one task, taken at the state's entry. Amounts are yen."""

    state: S
    generation: int
    visit: str
    language: str
    service: Service | None
    scope: Scope | None
    municipality: Municipality | None
    card_subject: str
    subject: str
    authentication: str
    request: str
    order: tuple[OrderLine, ...]
    price: int
    charges: tuple[int, ...]
    inserted: int
    charged: int
    paid_out: int
    claimed: int
    copies_printed: int
    staff_action: str
    form: RegistrationForm
    number: str
    usable_from: date | None
    pin: Pin | None = field(default=None, repr=False, compare=False)
    password: Password | None = field(default=None, repr=False, compare=False)

    @property
    def owed(self) -> int:
        """Yen that still have to reach the shopper."""
        return self.inserted - self.charged - self.paid_out - self.claimed
