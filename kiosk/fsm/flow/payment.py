"""Payment: the deposit, change and refund, and the claim for what could not be paid out. Amounts are yen."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kiosk.fsm.actions import its_own, stop_for_fault
from kiosk.fsm.events import Acknowledged, Ended, Event, Faulted, Refused, TimedOut
from kiosk.fsm.guards import something_is_owed, something_was_printed
from kiosk.fsm.model import Model
from kiosk.fsm.reasons import Reason
from kiosk.fsm.states import S
from kiosk.fsm.transition import HOME, STAY, Row, row

# --- events


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
    """A coin came back to the shopper (worn, foreign, or not acceptable now).

    `count` numbers the looks of this deposit that found one, from 1: two in a row are two events.
    """

    count: int = 1


@dataclass(frozen=True, slots=True)
class DepositFixed(Event):
    """The slot is shut; `inserted` yen is final and counted.

    `payable` is False when the change for it could not be paid out (several coins fell
    in between two polls): then everything goes back.
    """

    inserted: int
    payable: bool = True


@dataclass(frozen=True, slots=True)
class CashFailed(Event):
    """The cash unit failed; `inserted` yen is what is known to have been taken in."""

    reason: Reason
    inserted: int


@dataclass(frozen=True, slots=True)
class Settled(Event):
    """Change or refund is out.

    `paid_out` yen reached the tray; `claimed` yen could not be paid and goes on a claim slip.
    """

    paid_out: int
    claimed: int


# --- guards


def covers_price(m: Model, event: CoinsAccepted | DepositFixed) -> bool:
    return event.inserted >= m.visit.order.price


def change_is_payable(m: Model, event: DepositFixed) -> bool:
    return event.payable


def has_deposit(m: Model, event: DepositFixed | CashFailed) -> bool:
    return event.inserted > 0


def something_is_claimed(m: Model, event: Settled) -> bool:
    return event.claimed > 0


# --- actions


def set_acceptable(m: Model, event: DepositOpened) -> None:
    m.visit = replace(m.visit, money=replace(m.visit.money, acceptable=event.acceptable))


def add_coins(m: Model, event: CoinsAccepted) -> None:
    money = replace(m.visit.money, inserted=event.inserted, acceptable=event.acceptable, coin_rejected=False)
    m.visit = replace(m.visit, money=money)


def set_deposit(m: Model, event: DepositFixed | CashFailed) -> None:
    money = replace(m.visit.money, inserted=event.inserted, acceptable=(), coin_rejected=False)
    m.visit = replace(m.visit, money=money)


def set_coin_rejected(m: Model, event: Event) -> None:
    m.visit = replace(m.visit, money=replace(m.visit.money, coin_rejected=True))


def add_paid_out(m: Model, event: Settled) -> None:
    before = m.visit.money
    money = replace(before, paid_out=before.paid_out + event.paid_out, claimed=before.claimed + event.claimed)
    m.visit = replace(m.visit, money=money)


def claim_the_rest(m: Model, event: Event) -> None:
    money = m.visit.money
    m.visit = replace(m.visit, money=replace(money, claimed=money.claimed + money.owed))


def stop_for_cash(m: Model, event: Event) -> None:
    m.stop(Reason.CASH_FAULT)


# fmt: off
PAYMENT: tuple[Row, ...] = (
    # on                from                 to                    when                    do
    row(DepositOpened, S.OPEN_DEPOSIT, S.PAY, (), set_acceptable),
    row(Refused, S.OPEN_DEPOSIT, S.REFUSAL, reason=its_own),
    row(TimedOut, S.OPEN_DEPOSIT, S.CANCEL_DEPOSIT, reason=Reason.CASH_FAULT),
    row(CoinsAccepted, S.PAY, S.FIX_DEPOSIT, covers_price, add_coins),
    row(CoinsAccepted, S.PAY, STAY, (), add_coins),
    row(CoinRejected, S.PAY, STAY, (), set_coin_rejected),
    row(Ended, S.PAY, S.CANCEL_DEPOSIT, reason=Reason.ENDED_BY_SHOPPER),
    row(TimedOut, S.PAY, S.CANCEL_DEPOSIT, reason=Reason.TIMED_OUT),
    row(CashFailed, (S.OPEN_DEPOSIT, S.PAY), S.CANCEL_DEPOSIT, (), set_deposit, reason=its_own),
    row(Faulted, (S.OPEN_DEPOSIT, S.PAY), S.CANCEL_DEPOSIT, reason=its_own),

    row(DepositFixed, S.FIX_DEPOSIT, S.SUBMIT_JOB, (covers_price, change_is_payable), set_deposit),
    row(DepositFixed, S.FIX_DEPOSIT, S.REFUND, (), set_deposit, reason=Reason.CHANGE_SHORT),
    row(CashFailed, S.FIX_DEPOSIT, S.REFUND, (), set_deposit, reason=its_own),

    row(DepositFixed, S.CANCEL_DEPOSIT, S.REFUND, has_deposit, set_deposit),
    row(DepositFixed, S.CANCEL_DEPOSIT, S.REFUSAL),
    row(CashFailed, S.CANCEL_DEPOSIT, S.REFUND, has_deposit, set_deposit, reason=its_own),
    # Nothing is known to be owed, but nothing has confirmed it: nobody else is served before staff has looked.
    row(CashFailed, S.CANCEL_DEPOSIT, S.REFUSAL, (), stop_for_cash, reason=its_own),

    row(Settled, S.SETTLE, S.TAKE_PAPERS, (), add_paid_out, unless=something_is_claimed),
    row(Settled, S.SETTLE, S.CLAIM, (), add_paid_out, reason=Reason.PAYOUT_SHORT),
    row(Settled, S.REFUND, S.TAKE_REFUND, (), add_paid_out, unless=something_is_claimed),
    row(Settled, S.REFUND, S.CLAIM, (), add_paid_out, reason=Reason.PAYOUT_SHORT),
    row(TimedOut, (S.FIX_DEPOSIT, S.REFUND), S.CLAIM, (), claim_the_rest, reason=Reason.PAYOUT_SHORT),
    row(TimedOut, (S.CANCEL_DEPOSIT, S.SETTLE), S.CLAIM, something_is_owed, claim_the_rest, reason=Reason.PAYOUT_SHORT),
    row(TimedOut, S.CANCEL_DEPOSIT, S.REFUSAL, (), stop_for_cash, reason=Reason.CASH_FAULT),
    row(TimedOut, S.SETTLE, S.TAKE_PAPERS),
    row(Faulted, (S.FIX_DEPOSIT, S.REFUND), S.CLAIM, (), claim_the_rest, reason=Reason.PAYOUT_SHORT),
    row(Faulted, (S.CANCEL_DEPOSIT, S.SETTLE), S.CLAIM, something_is_owed, claim_the_rest, reason=Reason.PAYOUT_SHORT),
    row(Faulted, S.CANCEL_DEPOSIT, S.REFUSAL, (), stop_for_cash, reason=its_own),
    row(Faulted, S.SETTLE, S.TAKE_PAPERS, (), stop_for_fault),

    row(Acknowledged, S.TAKE_REFUND, HOME),
    row(TimedOut, S.TAKE_REFUND, HOME),
    row(Acknowledged, S.CLAIM, S.TAKE_PAPERS, something_was_printed),
    row(Acknowledged, S.CLAIM, HOME),
    row(TimedOut, S.CLAIM, S.TAKE_PAPERS, something_was_printed),
    row(TimedOut, S.CLAIM, HOME),
)
