"""What fingers say, the shopper's and the staff's."""

from __future__ import annotations

from dataclasses import dataclass, field

from kiosk.fsm.events.base import Event
from kiosk.rules.certificates import CertificateKind, OptionValues
from kiosk.rules.credentials.pin import Pin
from kiosk.rules.services import Scope, Service


@dataclass(frozen=True, slots=True)
class Started(Event):
    """The attract screen was touched."""


@dataclass(frozen=True, slots=True)
class ServiceChosen(Event):
    """A row of the service menu was touched."""

    service: Service


@dataclass(frozen=True, slots=True)
class LanguageChosen(Event):
    """`language` is an ISO 639-1 code among the configured ones. Accepted in every shopper state."""

    language: str


@dataclass(frozen=True, slots=True)
class Agreed(Event):
    """同意する."""


@dataclass(frozen=True, slots=True)
class ScopeChosen(Event):
    """The shopper's own municipality, or another one where the family register is."""

    scope: Scope


@dataclass(frozen=True, slots=True)
class MunicipalityChosen(Event):
    """The municipality of the family register; `code` is its five-digit local government code."""

    code: str


@dataclass(frozen=True, slots=True)
class PinEntered(Event):
    """Four digits were typed and confirmed. The machine owns the PIN from here and wipes it."""

    pin: Pin = field(repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class LastTryAccepted(Event):
    """The shopper knows that one more wrong PIN locks the card and goes on."""


@dataclass(frozen=True, slots=True)
class CertificateChosen(Event):
    """A row of the certificate list was touched."""

    kind: CertificateKind


@dataclass(frozen=True, slots=True)
class OptionsChosen(Event):
    """Options and number of copies for the chosen certificate."""

    options: OptionValues
    copies: int


@dataclass(frozen=True, slots=True)
class MoreWanted(Event):
    """別の証明書も: another certificate in the same visit."""


@dataclass(frozen=True, slots=True)
class LineRemoved(Event):
    """One line of the order was struck out; `index` counts from 0."""

    index: int


@dataclass(frozen=True, slots=True)
class OrderConfirmed(Event):
    """お支払いへ."""


@dataclass(frozen=True, slots=True)
class Back(Event):
    """もどる."""


@dataclass(frozen=True, slots=True)
class Ended(Event):
    """おわる: the shopper ends the visit; what was paid in comes back."""


@dataclass(frozen=True, slots=True)
class Acknowledged(Event):
    """The one button of a notice: understood, or everything taken."""


@dataclass(frozen=True, slots=True)
class StaffCalled(Event):
    """The hidden corner was held: ask for the staff PIN."""


@dataclass(frozen=True, slots=True)
class StaffPinChecked(Event):
    """Whether the staff PIN was right (checked outside the machine against its stored hash)."""

    accepted: bool


@dataclass(frozen=True, slots=True)
class StaffLeft(Event):
    """Maintenance mode ends. `in_service` False keeps the terminal out of service."""

    in_service: bool
