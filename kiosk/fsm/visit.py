"""One visit: a person's whole use of the terminal, in frozen parts, with the secrets apart.

Everything of a shopper is in `Visit` and `Secrets`, which are replaced as a whole when the visit ends:
there is no field that somebody could forget to clear. Screens and tasks get them by reference.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from itertools import accumulate

from kiosk.fsm.reasons import Reason
from kiosk.rules.access import Access
from kiosk.rules.card_check import CardState
from kiosk.rules.certificates import CertificateKind, Offer, OptionValues, OrderLine
from kiosk.rules.credentials.password import Password
from kiosk.rules.credentials.pin import Pin
from kiosk.rules.credentials.staff_pin import StaffPin
from kiosk.rules.services import Municipality, Scope, Service
from kiosk.rules.usage_registration import Registration, RegistrationForm
from kiosk.structs import Struct


@dataclass(frozen=True, slots=True)
class CardFacts:
    """What the reader and the card itself report; tries are read from the card, never counted here.

    `certificate` is that for user authentication (DER) which this visit began with; a smartphone has its
    `token` information in place of it. `pin_tries` 0–3 and `password_tries` 0–5 are None until the card was
    asked. `state` and `checked_at` (aware) belong to the card check.
    """

    present: bool = False
    certificate: bytes = field(default=b"", repr=False)
    token: bytes = field(default=b"", repr=False)
    pin_tries: int | None = None
    password_tries: int | None = None
    state: CardState | None = None
    checked_at: datetime | None = None

    @property
    def smartphone(self) -> bool:
        """Whether it is a smartphone and no card."""
        return bool(self.token)


class Identity(Struct):
    """Who the visitor is, once card and centre agree.

    `subject` binds every record to this visit; `authentication` is the centre's random id of the proof.
    """

    subject: str = ""
    authentication: str = ""


class Selection(Struct):
    """The certificate that is being chosen, before it becomes a line of the order.

    `line` is the index of the line that is being changed; None for a new one.
    """

    kind: CertificateKind | None = None
    options: OptionValues = ()
    copies: int = 1
    line: int | None = None


class Order(Struct):
    """What the visitor pays for. `request` is the random id under which the centre issues it."""

    lines: tuple[OrderLine, ...] = ()
    request: str = ""

    @property
    def price(self) -> int:
        """Yen for the whole order."""
        return sum(line.price for line in self.lines)

    @property
    def copies(self) -> int:
        """Certificates in the whole order."""
        return sum(line.copies for line in self.lines)

    @property
    def charges(self) -> tuple[int, ...]:
        """Yen due after 0, 1, 2 … certificates of the order are printed."""
        fees = (line.fee for line in self.lines for _ in range(line.copies))
        return tuple(accumulate(fees, initial=0))


class Money(Struct):
    """The visit's money in yen. At its end inserted + overpaid = charged + paid_out + claimed + unknown.

    `paid_out` reached the tray by the hoppers' own counts, `overpaid` of it without being owed; `claimed`
    is certainly not out; `unknown` may be, because a hopper does not answer. With `uncounted` more may have
    been inserted than was credited. `acceptable` lists the denominations that may be
    inserted now (change and refund are certain); of the others, those in `out_of_order` have no device that
    takes them. `coin_rejected` is True once a coin has come back in this
    state, and `note_rejected` once a note has.

    The sums are those of the present deposit. `returned` is what earlier deposits of the visit came to, each
    given back whole before the order was shown again; `then_order` is True while the present one is on its
    way there.
    """

    inserted: int = 0
    charged: int = 0
    paid_out: int = 0
    claimed: int = 0
    unknown: int = 0
    overpaid: int = 0
    uncounted: bool = False
    acceptable: tuple[int, ...] = ()
    coin_rejected: bool = False
    note_rejected: bool = False
    out_of_order: tuple[int, ...] = ()
    returned: int = 0
    then_order: bool = False

    @property
    def owed(self) -> int:
        """Yen that still have to reach the shopper."""
        return self.inserted + self.overpaid - self.charged - self.paid_out - self.claimed - self.unknown

    @property
    def needs_slip(self) -> bool:
        """True when the shopper leaves without money that is, or may be, still theirs."""
        return self.claimed > 0 or self.unknown > 0 or self.uncounted


class PrintingRun(Struct):
    """Printing the order: `sheets` in all, `sheets_printed` of them out, `copies` whole certificates."""

    sheets: int = 0
    sheets_printed: int = 0
    copies: int = 0


class ResetFacts(Struct):
    """The password reset. `good_until` (aware) is when its reservation expires."""

    good_until: datetime | None = None
    number: str = ""


@dataclass(frozen=True, slots=True)
class RegistrationFacts:
    """The usage registration: what the municipality has on record, and the application."""

    record: Registration | None = None
    form: RegistrationForm = field(default_factory=RegistrationForm)
    heads: tuple[str, ...] = field(default=(), repr=False)
    """Names of heads of a family register that fit the form."""
    request: str = ""
    number: str = ""
    usable_from: date | None = None
    correcting: bool = False
    """One entry of the filled-in form is being corrected: after it comes the review, not the next entry."""


@dataclass(frozen=True, slots=True)
class Secrets:
    """What only the one who typed it may know. All are buffers that are overwritten, not merely dropped."""

    pin: Pin | None = field(default=None, repr=False)
    password: Password | None = field(default=None, repr=False)
    staff_pin: StaffPin | None = field(default=None, repr=False)

    def wipe_pin(self) -> Secrets:
        """Overwrite the PIN, if one is held, and return what is left."""
        if self.pin is None:
            return self
        self.pin.wipe()
        return replace(self, pin=None)

    def wipe_password(self) -> Secrets:
        """Overwrite the signature password, if one is held, and return what is left."""
        if self.password is None:
            return self
        self.password.wipe()
        return replace(self, password=None)

    def wipe_staff_pin(self) -> Secrets:
        """Overwrite the staff PIN, if one is held, and return what is left."""
        if self.staff_pin is None:
            return self
        self.staff_pin.wipe()
        return replace(self, staff_pin=None)


@dataclass(frozen=True, slots=True)
class Visit:
    """One person's use of the terminal. `id` is random and means nothing outside; empty for nobody."""

    id: str = ""
    language: str = "ja"
    access: Access = field(default_factory=Access)
    service: Service | None = None
    scope: Scope | None = None
    municipality: Municipality | None = None
    topic: str = ""
    card: CardFacts = field(default_factory=CardFacts)
    identity: Identity = field(default_factory=Identity)
    offers: tuple[Offer, ...] = ()
    selection: Selection = field(default_factory=Selection)
    order: Order = field(default_factory=Order)
    money: Money = field(default_factory=Money)
    printing: PrintingRun = field(default_factory=PrintingRun)
    receipt_printed: bool = True
    """False once a receipt or slip did not come out."""
    reset: ResetFacts = field(default_factory=ResetFacts)
    registration: RegistrationFacts = field(default_factory=RegistrationFacts)
    reason: Reason | None = None
    """Why this state is shown, or what the shopper should know in it (a wrong PIN)."""
    again_at: datetime | None = None
    """When what is refused now is served again, Japan's time."""

    @property
    def copies_beside(self) -> int:
        """Copies in the order beside the certificate that is being chosen or changed."""
        changed = self.selection.line
        return self.order.copies - (0 if changed is None else self.order.lines[changed].copies)

    @property
    def offer(self) -> Offer | None:
        """The offer for the kind that is being chosen."""
        return next((offer for offer in self.offers if offer.kind is self.selection.kind), None)
