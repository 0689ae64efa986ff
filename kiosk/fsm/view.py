"""What a screen may know: a read-only picture of the machine at one moment."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from kiosk.fsm.notices import Notice
from kiosk.fsm.states import S
from kiosk.rules.card_check import CardState
from kiosk.rules.certificates import CertificateKind, Offer, OptionValues, OrderLine
from kiosk.rules.outlook import Outlook
from kiosk.rules.services import Municipality, Scope, Service
from kiosk.rules.usage_registration import Registration, RegistrationForm


@dataclass(frozen=True, slots=True)
class DeviceLine:
    """One device for the maintenance screen, in words that hold no shopper's data.

    `status` is an XFS4IoT device status (`online`, `hardwareError`, …) and `detail`
    a key such as `paperOut` or `low`; the screen words them.
    """

    device: str
    status: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class OpenCase:
    """Money of an interrupted visit that staff has to settle; yen. `visit` is a short random id."""

    visit: str
    inserted: int
    paid_out: int
    charged: int
    owed: int


@dataclass(frozen=True, slots=True)
class StaffView:
    """What maintenance mode shows."""

    devices: tuple[DeviceLine, ...] = ()
    coins: tuple[tuple[int, int], ...] = ()
    """(denomination in yen, pieces in its hopper), smallest first."""
    cash_box: int = 0
    """Yen in the cash box (coins that no hopper took)."""
    cases: tuple[OpenCase, ...] = ()
    fill_to: int = 0
    """Pieces with which staff fills each hopper; 0 hides the button."""
    busy: str = ""
    """Key of the action under way ("test_page", "test_receipt"), empty when none."""
    message: str = ""
    """Key of the last action's result, such as "test_page_ok" or "test_page_failed"."""


@dataclass(frozen=True, slots=True)
class View:
    """Everything a screen draws. Amounts are yen; times are seconds on the terminal's clock."""

    state: S
    generation: int
    """Grows with every state entry; two views with the same generation show the same entry."""
    language: str = "ja"
    is_open: bool = True
    hours: str = "6:30 – 23:00"
    opens_at: str = ""
    outlooks: tuple[Outlook, ...] = ()
    """Hours of each service, for the menu; a service without a row is as open as the terminal."""
    deadline: float | None = None
    """Clock time when this state times out, None when it does not."""
    timeout: float | None = None
    """The whole time-out in seconds: the ring shows (deadline − now) / timeout."""
    card_is_inserted: bool = False
    """True for a slot reader (挿入), False for a card place (置く): words and drawing only."""
    card_present: bool = False
    service: Service | None = None
    scope: Scope | None = None
    municipalities: tuple[Municipality, ...] = ()
    municipality: Municipality | None = None
    tries_left: int | None = None
    offers: tuple[Offer, ...] = ()
    kind: CertificateKind | None = None
    options: OptionValues = ()
    copies: int = 1
    max_copies: int = 10
    order: tuple[OrderLine, ...] = ()
    price: int = 0
    inserted: int = 0
    accepted_denominations: tuple[int, ...] = ()
    """What this terminal takes at all."""
    acceptable: tuple[int, ...] = ()
    """What it takes at this moment (change and refund are certain)."""
    coin_rejected: bool = False
    sheets: int = 0
    sheets_printed: int = 0
    paid_out: int = 0
    """Change or refund that lies in the tray."""
    claimed: int = 0
    receipt: bool = True
    stop: Notice | None = None
    """Why the terminal stays out of service until staff acts, as soon as that is known."""
    notice: Notice | None = None
    """Why this state is shown, or what the shopper should know on it (a wrong PIN)."""
    again_at: datetime | None = None
    """When what is refused now is served again, Japan's time."""
    topics: tuple[str, ...] = ()
    topic: str = ""
    card_state: CardState | None = None
    checked_at: datetime | None = None
    password_tries: int | None = None
    """Tries that the card has left for its signature password, None when it was not asked."""
    good_until: datetime | None = None
    """Until when the reservation of a reset may be used."""
    registration: Registration | None = None
    form: RegistrationForm = field(default_factory=RegistrationForm)
    heads: tuple[str, ...] = field(default=(), repr=False)
    number: str = ""
    """Number of the reset or of the application, as on the slip."""
    usable_from: date | None = None
    staff: StaffView | None = None
    staff_pin_wrong: bool = False
