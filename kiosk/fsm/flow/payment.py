"""Payment: the deposit, change and refund, and the claim for what could not be paid out. Amounts are yen."""

from __future__ import annotations

from dataclasses import replace

from kiosk.fsm.actions import its_own
from kiosk.fsm.event import Event
from kiosk.fsm.events import Acknowledged, Ended, Faulted, Refused, TimedOut
from kiosk.fsm.guards import must_stop, service_has_closed, something_was_printed
from kiosk.fsm.model import Model
from kiosk.fsm.reasons import Reason
from kiosk.fsm.state_groups import CASH_AT_WORK, PAYING
from kiosk.fsm.states import S
from kiosk.fsm.transition import HOME, STAY, Row, row
from kiosk.fsm.visit import Money

# --- events


class DepositOpened(Event):
    """Money is accepted; `acceptable` lists the denominations, in yen, that may be inserted now.

    `out_of_order` lists those that no device can take now, whatever the change is.
    """

    acceptable: tuple[int, ...]
    out_of_order: tuple[int, ...] = ()


class CoinsAccepted(Event):
    """`inserted` is the whole deposit so far in yen; the others as in DepositOpened."""

    inserted: int
    acceptable: tuple[int, ...]
    out_of_order: tuple[int, ...] = ()


class CoinRejected(Event):
    """A coin or a `note` came back to the shopper (worn, foreign, or not acceptable now).

    `count` numbers the looks of this deposit that found one, from 1: two in a row are two events.
    """

    count: int = 1
    note: bool = False


class DepositFixed(Event):
    """The slot is confirmed shut; `inserted` yen is final and counted.

    `payable` is False when the change for it could not be paid out (several coins fell
    in between two polls): then everything goes back. With `uncounted` more may have been inserted.
    """

    inserted: int
    payable: bool = True
    uncounted: bool = False


class CashFailed(Event):
    """The cash unit failed; `inserted` yen is what is known to have been taken in."""

    reason: Reason
    inserted: int


class Settled(Event):
    """What the visit's money has come to, in yen of the whole visit; fields as in `Money`."""

    inserted: int
    paid_out: int
    claimed: int = 0
    unknown: int = 0
    overpaid: int = 0
    uncounted: bool = False


class PayingContinued(Event):
    """The shopper goes on paying; once enough is inserted, this is the word that the order is printed."""


class OrderReopened(Event):
    """The shopper wants the order again: first the money comes back."""


CASH_PAYS = (S.SETTLE, S.REFUND, S.RECONCILE)
CASH_UNSETTLED = tuple(state for state in CASH_AT_WORK if state is not S.RECONCILE)

# --- guards


def covers_price(m: Model, event: CoinsAccepted | DepositFixed) -> bool:
    return event.inserted >= m.visit.order.price


def is_covered(m: Model, event: PayingContinued) -> bool:
    return m.visit.money.inserted >= m.visit.order.price


def order_is_shown_next(m: Model, event: DepositFixed | Acknowledged) -> bool:
    """The money is back and the visit may go on with its order."""
    return m.visit.money.then_order


def change_is_payable(m: Model, event: DepositFixed) -> bool:
    return event.payable


def has_deposit(m: Model, event: DepositFixed | CashFailed) -> bool:
    return event.inserted > 0


def is_uncounted(m: Model, event: DepositFixed) -> bool:
    return event.uncounted


def needs_slip(m: Model, event: Settled) -> bool:
    return event.claimed > 0 or event.unknown > 0 or event.uncounted


def is_only_short(m: Model, event: Settled) -> bool:
    return event.unknown == 0 and not event.uncounted


def something_is_paid_out(m: Model, event: Settled) -> bool:
    return event.paid_out > 0


# --- actions


def set_acceptable(m: Model, event: DepositOpened) -> None:
    money = replace(m.visit.money, acceptable=event.acceptable, out_of_order=event.out_of_order)
    m.visit = replace(m.visit, money=money)


def add_coins(m: Model, event: CoinsAccepted) -> None:
    money = replace(
        m.visit.money,
        inserted=event.inserted,
        acceptable=event.acceptable,
        out_of_order=event.out_of_order,
        coin_rejected=False,
        note_rejected=m.visit.money.note_rejected and event.inserted == m.visit.money.inserted,
    )
    m.visit = replace(m.visit, money=money)


def set_deposit(m: Model, event: DepositFixed) -> None:
    money = m.visit.money
    money = replace(money, inserted=event.inserted, uncounted=event.uncounted, acceptable=())
    m.visit = replace(m.visit, money=money)


def set_known(m: Model, event: CashFailed) -> None:
    m.visit = replace(m.visit, money=replace(m.visit.money, inserted=event.inserted, acceptable=()))


def set_uncounted(m: Model, event: CashFailed) -> None:
    set_known(m, event)
    m.visit = replace(m.visit, money=replace(m.visit.money, uncounted=True))


def set_rejected(m: Model, event: CoinRejected) -> None:
    money = replace(m.visit.money, coin_rejected=not event.note, note_rejected=event.note)
    m.visit = replace(m.visit, money=money)


def go_back_to_order(m: Model, event: OrderReopened) -> None:
    m.visit = replace(m.visit, money=replace(m.visit.money, then_order=True))


def close_deposit(m: Model, event: Event) -> None:
    """The deposit came back whole: the order is as before, and nothing was inserted for it yet."""
    money = m.visit.money
    m.visit = replace(m.visit, money=Money(returned=money.returned + money.paid_out), reason=None)


def set_settled(m: Model, event: Settled) -> None:
    money = replace(
        m.visit.money,
        inserted=event.inserted,
        paid_out=event.paid_out,
        claimed=event.claimed,
        unknown=event.unknown,
        overpaid=event.overpaid,
        uncounted=event.uncounted,
    )
    m.visit = replace(m.visit, money=money)
    if event.overpaid:
        m.stop(Reason.PAYOUT_OVER)


def set_all_unknown(m: Model, event: Event) -> None:
    """The cash unit did not come back: whatever is owed may be out or not, and more may be inside."""
    money = m.visit.money
    m.visit = replace(
        m.visit, money=replace(money, unknown=money.unknown + max(0, money.owed), uncounted=True)
    )


# fmt: off
PAYMENT: tuple[Row, ...] = (
    # on                from                 to                    when                    do
    row(DepositOpened, S.OPEN_DEPOSIT, S.PAY, (), set_acceptable),
    row(Refused, S.OPEN_DEPOSIT, S.REFUSAL, reason=its_own),
    row(TimedOut, S.OPEN_DEPOSIT, S.CANCEL_DEPOSIT, reason=Reason.CASH_FAULT),
    row(CoinsAccepted, S.PAY, S.FIX_DEPOSIT, covers_price, add_coins),
    row(CoinsAccepted, PAYING, STAY, (), add_coins),
    row(CoinRejected, PAYING, STAY, (), set_rejected),
    row(Ended, S.PAY, S.STOP_PAYING),
    row(PayingContinued, S.STOP_PAYING, S.FIX_DEPOSIT, is_covered),
    row(PayingContinued, S.STOP_PAYING, S.PAY),
    row(OrderReopened, S.STOP_PAYING, S.CANCEL_DEPOSIT, (), go_back_to_order, reason=Reason.ENDED_BY_SHOPPER),
    row(Ended, S.STOP_PAYING, S.CANCEL_DEPOSIT, reason=Reason.ENDED_BY_SHOPPER),
    row(TimedOut, PAYING, S.CANCEL_DEPOSIT, reason=Reason.TIMED_OUT),
    row(CashFailed, (S.OPEN_DEPOSIT, *PAYING), S.CANCEL_DEPOSIT, (), set_known, reason=its_own),
    row(Faulted, (S.OPEN_DEPOSIT, *PAYING), S.CANCEL_DEPOSIT, reason=its_own),

    row(DepositFixed, S.FIX_DEPOSIT, S.REFUND, is_uncounted, set_deposit, reason=Reason.CASH_FAULT),
    row(DepositFixed, S.FIX_DEPOSIT, S.SUBMIT_JOB, (covers_price, change_is_payable), set_deposit),
    row(DepositFixed, S.FIX_DEPOSIT, S.REFUND, (), set_deposit, reason=Reason.CHANGE_SHORT),
    row(CashFailed, S.FIX_DEPOSIT, S.REFUND, (), set_uncounted, reason=its_own),

    row(DepositFixed, S.CANCEL_DEPOSIT, S.REFUND, has_deposit, set_deposit),
    row(DepositFixed, S.CANCEL_DEPOSIT, S.CLAIM, is_uncounted, set_deposit, reason=Reason.MONEY_UNKNOWN),
    row(DepositFixed, S.CANCEL_DEPOSIT, S.ORDER, order_is_shown_next, close_deposit, unless=(must_stop, service_has_closed)),
    row(DepositFixed, S.CANCEL_DEPOSIT, S.REFUSAL),
    row(CashFailed, S.CANCEL_DEPOSIT, S.REFUND, has_deposit, set_uncounted, reason=its_own),
    row(CashFailed, S.CANCEL_DEPOSIT, S.CLAIM, (), set_uncounted, reason=Reason.MONEY_UNKNOWN),

    row(Settled, CASH_PAYS, S.CLAIM, (needs_slip, is_only_short), set_settled, reason=Reason.PAYOUT_SHORT),
    row(Settled, CASH_PAYS, S.CLAIM, needs_slip, set_settled, reason=Reason.MONEY_UNKNOWN),
    row(Settled, S.SETTLE, S.TAKE_PAPERS, (), set_settled),
    row(Settled, S.REFUND, S.TAKE_REFUND, (), set_settled),
    row(Settled, S.RECONCILE, S.TAKE_PAPERS, something_was_printed, set_settled),
    row(Settled, S.RECONCILE, S.TAKE_REFUND, something_is_paid_out, set_settled),
    row(Settled, S.RECONCILE, S.REFUSAL, (), set_settled),

    # Whatever ends otherwise is reconciled; what cannot even be reconciled is left to the staff.
    row(TimedOut, CASH_UNSETTLED, S.RECONCILE),
    row(Faulted, CASH_UNSETTLED, S.RECONCILE),
    row(TimedOut, S.RECONCILE, S.CLAIM, (), set_all_unknown, reason=Reason.MONEY_UNKNOWN),
    row(Faulted, S.RECONCILE, S.CLAIM, (), set_all_unknown, reason=Reason.MONEY_UNKNOWN),

    row(Acknowledged, S.TAKE_REFUND, S.ORDER, order_is_shown_next, close_deposit, unless=(must_stop, service_has_closed)),
    row(Acknowledged, S.TAKE_REFUND, HOME),
    row(TimedOut, S.TAKE_REFUND, HOME),
    row(Acknowledged, S.CLAIM, S.TAKE_PAPERS, something_was_printed),
    row(Acknowledged, S.CLAIM, HOME),
    row(TimedOut, S.CLAIM, S.TAKE_PAPERS, something_was_printed),
    row(TimedOut, S.CLAIM, HOME),
)
