"""Events: a touch, a device's result, a time-out. Small, frozen, and all that reaches the machine.

The name of the class in snake case is the name of the machine's trigger.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

from kiosk.fsm.notices import Notice
from kiosk.rules.certificates import CertificateKind, Offer, OptionValues
from kiosk.rules.pin import Pin
from kiosk.rules.services import Municipality, Scope, Service


@dataclass(frozen=True, slots=True)
class Event:
    """Base of all events."""

    @classmethod
    def trigger(cls) -> str:
        """The machine's trigger for this class, such as `pin_entered` for PinEntered."""
        return _snake_case(cls.__name__)


@cache
def _snake_case(name: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


# --- touches -----------------------------------------------------------------------------------


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


# --- the card ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class CardSet(Event):
    """Media became present on the reader."""


@dataclass(frozen=True, slots=True)
class CardGone(Event):
    """Media is no longer present."""


@dataclass(frozen=True, slots=True)
class CardRead(Event):
    """A JPKI application answered.

    `tries_left` 0–3 is what the card itself says; `subject` is the SHA-256 (hexadecimal) of
    its user-authentication certificate, so that a swapped card is noticed before the PIN is sent.
    """

    tries_left: int
    subject: str


@dataclass(frozen=True, slots=True)
class CardRefused(Event):
    """The card cannot be used; nothing was spent on it."""

    notice: Notice


@dataclass(frozen=True, slots=True)
class PinRefused(Event):
    """The card refused the PIN and has `tries_left` (0 means locked)."""

    tries_left: int


@dataclass(frozen=True, slots=True)
class Authenticated(Event):
    """Card and centre agree who this is.

    `subject` is the SHA-256 of the user-authentication certificate, hexadecimal: it binds
    every record to this visit. `authentication` is the centre's random id for this proof.
    """

    subject: str
    authentication: str
    municipality: Municipality
    offers: tuple[Offer, ...]


# --- centre and preparation ---------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Refused(Event):
    """The visit cannot go on for the reason in `notice`; no money was taken."""

    notice: Notice


@dataclass(frozen=True, slots=True)
class Prepared(Event):
    """Records are here, genuine and bound to this visit; printer and change are proven able.

    `sheets` is the number of sheets that will be printed for the whole order.
    """

    sheets: int


# --- money -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class DepositOpened(Event):
    """Coins are accepted; `acceptable` lists the denominations, in yen, that may be inserted now."""

    acceptable: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class CoinsAccepted(Event):
    """`inserted` is the whole deposit so far in yen; `acceptable` as in DepositOpened."""

    inserted: int
    acceptable: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class CoinRejected(Event):
    """A coin came back to the shopper (worn, foreign, or not acceptable now)."""


@dataclass(frozen=True, slots=True)
class DepositFixed(Event):
    """Nothing is accepted any more; `inserted` yen is final and counted.

    `payable` is False when the change for it could not be paid out (several coins fell
    in between two polls): then everything goes back.
    """

    inserted: int
    payable: bool = True


@dataclass(frozen=True, slots=True)
class CashFailed(Event):
    """The cash unit failed; `inserted` yen is what is known to have been taken in."""

    notice: Notice
    inserted: int


@dataclass(frozen=True, slots=True)
class Settled(Event):
    """Change or refund is out.

    `paid_out` yen reached the tray; `claimed` yen could not be paid and goes on a claim slip.
    """

    paid_out: int
    claimed: int


@dataclass(frozen=True, slots=True)
class ReceiptPrinted(Event):
    """The receipt or claim slip came out, or did not (`printed` False)."""

    printed: bool


# --- paper -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SheetPrinted(Event):
    """Sheet `sheet` (1…) of the order is out; `copies` whole certificates are complete so far."""

    sheet: int
    copies: int


@dataclass(frozen=True, slots=True)
class PrintCompleted(Event):
    """Every certificate of the order is out."""

    copies: int


@dataclass(frozen=True, slots=True)
class PrintHeld(Event):
    """The printer waits for staff (paper, jam); the job is kept and can go on."""

    notice: Notice


@dataclass(frozen=True, slots=True)
class PrintResumed(Event):
    """The printer is ready again."""


@dataclass(frozen=True, slots=True)
class PrintFailed(Event):
    """Printing ended early; `copies` whole certificates are out, the rest is void."""

    notice: Notice
    copies: int


# --- the terminal itself ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Ready(Event):
    """Start-up is done: the journal is reconciled, `notice` names what staff must clear first."""

    notice: Notice | None = None


@dataclass(frozen=True, slots=True)
class TimedOut(Event):
    """The time-out of this state's entry ran out."""


@dataclass(frozen=True, slots=True)
class HoursChanged(Event):
    """Service hours began or ended.

    `may_start` ends some minutes before `is_open`: a visit needs time. `opens_at` says when
    it opens next, as `YYYY-MM-DD HH:MM` in Japan; empty while it is open.
    """

    is_open: bool
    may_start: bool
    opens_at: str = ""


@dataclass(frozen=True, slots=True)
class DeviceChecked(Event):
    """One device's health: `notice` is why no shopper may be let in, None when it can serve.

    `status` is an XFS4IoT device status and `detail` a key for staff (`paperOut`, `low`).
    """

    device: str
    status: str
    detail: str = ""
    notice: Notice | None = None


@dataclass(frozen=True, slots=True)
class MunicipalitiesListed(Event):
    """The municipalities that take part, as the centre says."""

    municipalities: tuple[Municipality, ...]


@dataclass(frozen=True, slots=True)
class StaffActed(Event):
    """A button of maintenance mode: `test_page`, `fill_coins`, `clear_case:<visit>` …"""

    action: str


@dataclass(frozen=True, slots=True)
class StaffReported(Event):
    """What maintenance mode shows after an action; `cases_open` keeps the terminal out of service."""

    report: object
    cases_open: bool


@dataclass(frozen=True, slots=True)
class Faulted(Event):
    """Something unexpected was raised; the traceback is in the log, redacted."""

    notice: Notice = Notice.UNEXPECTED
