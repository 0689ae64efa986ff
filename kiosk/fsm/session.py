"""What the machine remembers: one visit, and the terminal's standing between visits.

Everything of a shopper is in `Visit`, which is replaced as a whole when the visit ends:
there is no field that somebody could forget to clear.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import accumulate

from kiosk.fsm.notices import Notice
from kiosk.fsm.view import DeviceLine, StaffView
from kiosk.rules.card_check import CardState
from kiosk.rules.certificates import CertificateKind, Offer, OptionValues, OrderLine
from kiosk.rules.credentials.password import Password
from kiosk.rules.credentials.pin import Pin
from kiosk.rules.outlook import Outlook
from kiosk.rules.services import Municipality, Scope, Service
from kiosk.rules.usage_registration import Registration, RegistrationForm


@dataclass(frozen=True, slots=True)
class FlowSettings:
    """Settings the flow depends on.

    `denominations` are yen; `max_copies` of one certificate in one visit is a setting because no
    source names a limit.
    """

    denominations: tuple[int, ...] = (10, 50, 100, 500)
    max_copies: int = 10
    default_language: str = "ja"
    languages: tuple[str, ...] = ("ja", "en")
    card_is_inserted: bool = False
    hours: str = "6:30 – 23:00"
    topics: tuple[str, ...] = ()
    """Keys of the information texts, in the order of the list."""


@dataclass(slots=True)
class Money:
    """The visit's money in yen. At its end inserted = charged + paid_out + claimed."""

    inserted: int = 0
    charged: int = 0
    paid_out: int = 0
    claimed: int = 0

    @property
    def owed(self) -> int:
        """Yen that still have to reach the shopper."""
        return self.inserted - self.charged - self.paid_out - self.claimed


@dataclass(slots=True)
class Visit:
    """One person's use of the terminal. `id` is random and means nothing outside."""

    id: str
    language: str
    service: Service | None = None
    scope: Scope | None = None
    municipality: Municipality | None = None
    card_present: bool = False
    tries_left: int | None = None
    card_subject: str = ""
    pin: Pin | None = None
    subject: str = ""
    authentication: str = ""
    offers: tuple[Offer, ...] = ()
    kind: CertificateKind | None = None
    options: OptionValues = ()
    copies: int = 1
    order: tuple[OrderLine, ...] = ()
    request: str = ""
    acceptable: tuple[int, ...] = ()
    coin_rejected: bool = False
    money: Money = field(default_factory=Money)
    sheets: int = 0
    sheets_printed: int = 0
    copies_printed: int = 0
    receipt: bool = True
    notice: Notice | None = None
    again_at: datetime | None = None
    """When what is refused now is served again."""
    topic: str = ""
    card_state: CardState | None = None
    checked_at: datetime | None = None
    password: Password | None = None
    password_tries: int | None = None
    good_until: datetime | None = None
    registration: Registration | None = None
    form: RegistrationForm = field(default_factory=RegistrationForm)
    heads: tuple[str, ...] = field(default=(), repr=False)
    number: str = ""
    usable_from: date | None = None

    @property
    def offer(self) -> Offer | None:
        """The offer for the kind that is being chosen."""
        return next((offer for offer in self.offers if offer.kind is self.kind), None)

    @property
    def price(self) -> int:
        """Yen for the whole order."""
        return sum(line.price for line in self.order)

    @property
    def charges(self) -> tuple[int, ...]:
        """Yen due after 0, 1, 2 … certificates of the order are printed."""
        fees = (line.fee for line in self.order for _ in range(line.copies))
        return tuple(accumulate(fees, initial=0))

    def wipe_pin(self) -> None:
        """Overwrite the PIN, if one is held."""
        if self.pin is not None:
            self.pin.wipe()
            self.pin = None

    def wipe_password(self) -> None:
        """Overwrite the signature password, if one is held."""
        if self.password is not None:
            self.password.wipe()
            self.password = None

    def wipe_secrets(self) -> None:
        """Overwrite whatever only the shopper may know."""
        self.wipe_pin()
        self.wipe_password()


@dataclass(slots=True)
class Standing:
    """What outlives a visit; nothing in it comes from a shopper."""

    is_open: bool = True
    may_start: bool = True
    opens_at: str = ""
    outlooks: tuple[Outlook, ...] = ()
    """Hours of each service, where they are known."""
    devices: dict[str, DeviceLine] = field(default_factory=dict)
    failing: dict[str, Notice] = field(default_factory=dict)
    """Devices with which no shopper may be let in, in the order in which they failed."""
    stop: Notice | None = None
    """Why the terminal stays out of service until staff clears it."""
    municipalities: tuple[Municipality, ...] = ()
    staff_waits: bool = False
    staff_pin_wrong: bool = False
    staff_action: str = ""
    staff: StaffView = field(default_factory=StaffView)
    cases_open: bool = False


NewId = Callable[[], str]
