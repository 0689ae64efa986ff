"""The flow, as a table a person can read: the transitions.

A transition row reads: on this event, from these states, go there, if all these guards hold,
and do that. Rows are tried from the top; the first whose guards hold is taken. `STAY` keeps the
state and its entry. `HOME` ends the visit and `LEAVE` does so once the card is off the reader;
both are spelled out at the end of the file.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kiosk.fsm.events import (
    Acknowledged,
    Agreed,
    Authenticated,
    Back,
    CardGone,
    CardRead,
    CardRefused,
    CardSet,
    CashFailed,
    CertificateChosen,
    CoinRejected,
    CoinsAccepted,
    DepositFixed,
    DepositOpened,
    DeviceChecked,
    Ended,
    Event,
    Faulted,
    HoursChanged,
    LanguageChosen,
    LastTryAccepted,
    LineRemoved,
    MoreWanted,
    MunicipalitiesListed,
    MunicipalityChosen,
    OptionsChosen,
    OrderConfirmed,
    PinEntered,
    PinRefused,
    Prepared,
    PrintCompleted,
    PrintFailed,
    PrintHeld,
    PrintResumed,
    Ready,
    ReceiptPrinted,
    Refused,
    ScopeChosen,
    ServiceChosen,
    Settled,
    SheetPrinted,
    StaffActed,
    StaffCalled,
    StaffLeft,
    StaffPinChecked,
    StaffReported,
    Started,
    TimedOut,
)
from kiosk.fsm.states import S

STAY, HOME, LEAVE = "(stay)", "(home)", "(leave)"


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the transition table; guards and actions are names of machine methods."""

    event: type[Event]
    source: tuple[S, ...]
    dest: S | str
    only_if: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    then: tuple[str, ...] = ()


def row(
    event: type[Event],
    source: S | tuple[S, ...],
    dest: S | str,
    only_if: str = "",
    unless: str = "",
    then: str = "",
) -> Row:
    """Write a row; several guards or actions are separated by blanks."""
    sources = source if isinstance(source, tuple) else (source,)
    return Row(event, sources, dest, tuple(only_if.split()), tuple(unless.split()), tuple(then.split()))


# --- groups of states ------------------------------------------------------------------------------

BEFORE_CARD = (S.MENU, S.CONSENT, S.MUNICIPALITY, S.OTHER_MUNICIPALITY, S.PLACE_CARD)
CARD_AT_WORK = (S.READ_CARD, S.AUTHENTICATE)
CARD_WAITS = (S.ENTER_PIN, S.LAST_TRY)
CHOOSING = (S.CERTIFICATES, S.OPTIONS, S.MY_NUMBER, S.ORDER)
BEFORE_MONEY = (*BEFORE_CARD, *CARD_AT_WORK, *CARD_WAITS, S.TAKE_CARD, *CHOOSING, S.PREPARE)
CASH_AT_WORK = (S.FIX_DEPOSIT, S.CANCEL_DEPOSIT, S.SETTLE, S.REFUND)
PRINTING = (S.PRINT, S.PRINT_HELD)
FINISHING = (S.TAKE_PAPERS, S.FAREWELL, S.TAKE_REFUND, S.REFUSAL, S.RETURN_CARD)
MONEY_INSIDE = (S.OPEN_DEPOSIT, S.PAY, *CASH_AT_WORK, *PRINTING, S.STOP_PRINT)
SHOPPER = (*BEFORE_MONEY, *MONEY_INSIDE, *FINISHING, S.CLAIM)
IDLE = (S.ATTRACT, S.CLOSED, S.OUT_OF_SERVICE)
STAFF = (S.STAFF_PIN, S.MAINTENANCE)
EVERYWHERE = (S.STARTING, *IDLE, *SHOPPER, *STAFF)

# fmt: off
# --- the way of the shopper -------------------------------------------------------------------------

WAY: tuple[Row, ...] = (
    # on                 from                 to                   only if / unless / then
    row(Started, S.ATTRACT, S.MENU, only_if="may_start", then="begin_visit"),
    row(ServiceChosen, S.MENU, S.CONSENT, only_if="may_start", then="note_service"),
    row(Agreed, S.CONSENT, S.MUNICIPALITY),
    row(ScopeChosen, S.MUNICIPALITY, S.PLACE_CARD, only_if="scope_is_residence", then="note_scope"),
    row(ScopeChosen, S.MUNICIPALITY, S.OTHER_MUNICIPALITY, then="note_scope"),
    row(MunicipalityChosen, S.OTHER_MUNICIPALITY, S.PLACE_CARD, only_if="takes_part", then="note_municipality"),
    row(CardSet, S.PLACE_CARD, S.READ_CARD, then="note_card"),
    row(CardRead, S.READ_CARD, S.REFUSAL, only_if="no_tries_left", then="note_tries say_locked"),
    row(CardRead, S.READ_CARD, S.LAST_TRY, only_if="one_try_left", then="note_tries"),
    row(CardRead, S.READ_CARD, S.ENTER_PIN, then="note_tries"),
    row(LastTryAccepted, S.LAST_TRY, S.ENTER_PIN, then="say_last_try"),
    row(PinEntered, S.ENTER_PIN, S.AUTHENTICATE, then="take_pin"),
    row(PinRefused, S.AUTHENTICATE, S.REFUSAL, only_if="no_tries_left", then="note_tries say_locked"),
    row(PinRefused, S.AUTHENTICATE, S.LAST_TRY, only_if="one_try_left", then="note_tries say_pin_wrong"),
    row(PinRefused, S.AUTHENTICATE, S.ENTER_PIN, then="note_tries say_pin_wrong"),
    row(Authenticated, S.AUTHENTICATE, S.TAKE_CARD, only_if="something_is_offered", then="note_authentication"),
    row(Authenticated, S.AUTHENTICATE, S.REFUSAL, then="say_nothing_available"),
    row(CardGone, S.TAKE_CARD, S.CERTIFICATES, then="note_card_gone"),
    row(CertificateChosen, S.CERTIFICATES, S.OPTIONS, only_if="is_offered", then="note_kind"),
    row(OptionsChosen, S.OPTIONS, S.MY_NUMBER, only_if="options_are_valid shows_my_number", then="note_choice"),
    row(OptionsChosen, S.OPTIONS, S.ORDER, only_if="options_are_valid", then="note_choice add_line"),
    row(Agreed, S.MY_NUMBER, S.ORDER, then="add_line"),
    row(MoreWanted, S.ORDER, S.CERTIFICATES, only_if="room_is_left"),
    row(LineRemoved, S.ORDER, S.CERTIFICATES, only_if="line_exists line_is_the_last", then="remove_line"),
    row(LineRemoved, S.ORDER, STAY, only_if="line_exists", then="remove_line"),
    row(OrderConfirmed, S.ORDER, S.PREPARE, then="name_request"),
    row(Prepared, S.PREPARE, S.OPEN_DEPOSIT, then="note_sheets"),
    row(DepositOpened, S.OPEN_DEPOSIT, S.PAY, then="note_acceptable"),
    row(CoinsAccepted, S.PAY, S.FIX_DEPOSIT, only_if="covers_price", then="note_deposit"),
    row(CoinsAccepted, S.PAY, STAY, then="note_deposit"),
    row(CoinRejected, S.PAY, STAY, then="note_rejected"),
    row(DepositFixed, S.FIX_DEPOSIT, S.PRINT, only_if="covers_price change_is_payable", then="note_deposit"),
    row(DepositFixed, S.FIX_DEPOSIT, S.REFUND, then="note_deposit say_change_short"),
    row(SheetPrinted, PRINTING, STAY, then="note_sheet"),
    row(PrintHeld, S.PRINT, S.PRINT_HELD, then="note_reason"),
    row(PrintResumed, S.PRINT_HELD, S.PRINT, then="clear_notice"),
    row(PrintCompleted, PRINTING, S.SETTLE, then="charge clear_notice"),
    row(Settled, S.SETTLE, S.TAKE_PAPERS, unless="something_is_claimed", then="note_settled"),
    row(Settled, S.SETTLE, S.CLAIM, then="note_settled say_payout_short"),
    row(ReceiptPrinted, (S.TAKE_PAPERS, S.CLAIM), STAY, then="note_receipt"),
    row(Acknowledged, S.TAKE_PAPERS, S.FAREWELL),
    row(TimedOut, S.TAKE_PAPERS, STAY, then="say_timed_out"),
    row(TimedOut, S.FAREWELL, HOME),
    row(Acknowledged, S.FAREWELL, HOME),
)

# --- back, end, time-out ------------------------------------------------------------------------------

WAYS_BACK: tuple[Row, ...] = (
    row(Back, S.CONSENT, S.MENU),
    row(Back, S.MUNICIPALITY, S.CONSENT),
    row(Back, S.OTHER_MUNICIPALITY, S.MUNICIPALITY),
    row(Back, S.PLACE_CARD, S.MUNICIPALITY, then="clear_notice"),
    row(Back, S.CERTIFICATES, S.ORDER, only_if="something_is_ordered"),
    row(Back, S.OPTIONS, S.CERTIFICATES),
    row(Back, S.MY_NUMBER, S.OPTIONS),
    row(Back, S.ORDER, S.OPTIONS, then="take_line_back"),
)

WAYS_OUT: tuple[Row, ...] = (
    row(Ended, (*BEFORE_CARD, *CARD_WAITS, S.TAKE_CARD, *CHOOSING), LEAVE, then="say_ended"),
    row(TimedOut, (*BEFORE_CARD, *CARD_WAITS, S.TAKE_CARD, *CHOOSING), LEAVE, then="say_timed_out"),
    row(TimedOut, S.READ_CARD, S.REFUSAL, then="say_card_unreadable"),
    row(TimedOut, (S.AUTHENTICATE, S.PREPARE), S.REFUSAL, then="say_centre_slow"),
    row(Ended, S.PAY, S.CANCEL_DEPOSIT, then="say_ended"),
    row(TimedOut, S.PAY, S.CANCEL_DEPOSIT, then="say_timed_out"),
    row(TimedOut, S.OPEN_DEPOSIT, S.CANCEL_DEPOSIT, then="say_cash_fault"),
    row(TimedOut, (S.FIX_DEPOSIT, S.REFUND), S.CLAIM, then="say_payout_short claim_the_rest"),
    row(TimedOut, (S.CANCEL_DEPOSIT, S.SETTLE), S.CLAIM, only_if="something_is_owed", then="say_payout_short claim_the_rest"),
    row(TimedOut, S.CANCEL_DEPOSIT, S.REFUSAL, then="say_cash_fault"),
    row(TimedOut, S.SETTLE, S.TAKE_PAPERS),
    row(TimedOut, S.PRINT, S.STOP_PRINT, then="say_printer_fault"),
    row(TimedOut, S.PRINT_HELD, S.STOP_PRINT),
    row(Ended, S.PRINT_HELD, S.STOP_PRINT),
    row(TimedOut, S.STOP_PRINT, S.SETTLE, only_if="something_was_printed", then="charge stop_terminal"),
    row(TimedOut, S.STOP_PRINT, S.REFUND, then="stop_terminal"),
    row(Acknowledged, S.TAKE_REFUND, HOME),
    row(TimedOut, S.TAKE_REFUND, HOME),
    row(Acknowledged, S.CLAIM, S.TAKE_PAPERS, only_if="something_was_printed"),
    row(Acknowledged, S.CLAIM, HOME),
    row(TimedOut, S.CLAIM, S.TAKE_PAPERS, only_if="something_was_printed"),
    row(TimedOut, S.CLAIM, HOME),
    row(Acknowledged, S.REFUSAL, LEAVE),
    row(TimedOut, S.REFUSAL, LEAVE),
    row(CardGone, S.RETURN_CARD, HOME),
    row(TimedOut, S.RETURN_CARD, STAY, then="say_timed_out"),
)

# --- what goes wrong -----------------------------------------------------------------------------------

TROUBLE: tuple[Row, ...] = (
    row(CardGone, (*CARD_AT_WORK, *CARD_WAITS), S.PLACE_CARD, then="note_card_gone say_card_gone"),
    row(CardRefused, CARD_AT_WORK, S.PLACE_CARD, only_if="card_was_pulled", then="note_card_gone note_reason"),
    row(CardRefused, (S.PLACE_CARD, *CARD_AT_WORK, *CARD_WAITS, S.TAKE_CARD), S.REFUSAL, then="note_reason"),
    row(CardRefused, S.REFUSAL, STAY),
    row(CardRefused, S.RETURN_CARD, HOME),
    row(Refused, (S.AUTHENTICATE, S.PREPARE, S.OPEN_DEPOSIT), S.REFUSAL, then="note_reason"),
    row(CashFailed, (S.OPEN_DEPOSIT, S.PAY), S.CANCEL_DEPOSIT, then="note_deposit note_reason"),
    row(CashFailed, S.FIX_DEPOSIT, S.REFUND, then="note_deposit note_reason"),
    row(DepositFixed, S.CANCEL_DEPOSIT, S.REFUND, only_if="has_deposit", then="note_deposit"),
    row(DepositFixed, S.CANCEL_DEPOSIT, S.REFUSAL),
    row(CashFailed, S.CANCEL_DEPOSIT, S.REFUND, only_if="has_deposit", then="note_deposit note_reason"),
    row(CashFailed, S.CANCEL_DEPOSIT, S.REFUSAL, then="note_reason"),
    row(PrintFailed, (*PRINTING, S.STOP_PRINT), S.SETTLE, only_if="something_was_printed", then="note_reason charge"),
    row(PrintFailed, (*PRINTING, S.STOP_PRINT), S.REFUND, then="note_reason"),
    row(PrintCompleted, S.STOP_PRINT, S.SETTLE, then="charge clear_notice"),
    row(Settled, S.REFUND, S.TAKE_REFUND, unless="something_is_claimed", then="note_settled"),
    row(Settled, S.REFUND, S.CLAIM, then="note_settled say_payout_short"),
    row(Faulted, BEFORE_MONEY, S.REFUSAL, then="note_reason"),
    row(Faulted, (S.OPEN_DEPOSIT, S.PAY), S.CANCEL_DEPOSIT, then="note_reason"),
    row(Faulted, (S.FIX_DEPOSIT, S.REFUND), S.CLAIM, then="say_payout_short claim_the_rest"),
    row(Faulted, (S.CANCEL_DEPOSIT, S.SETTLE), S.CLAIM, only_if="something_is_owed", then="say_payout_short claim_the_rest"),
    row(Faulted, S.CANCEL_DEPOSIT, S.REFUSAL, then="note_reason"),
    row(Faulted, S.SETTLE, S.TAKE_PAPERS, then="stop_terminal"),
    row(Faulted, PRINTING, S.STOP_PRINT, then="note_reason"),
    row(Faulted, S.STOP_PRINT, S.SETTLE, only_if="something_was_printed", then="note_reason charge stop_terminal"),
    row(Faulted, S.STOP_PRINT, S.REFUND, then="note_reason stop_terminal"),
    row(Faulted, (*FINISHING, S.CLAIM), STAY, then="stop_terminal"),
    row(Faulted, (S.STARTING, *IDLE, *STAFF), S.OUT_OF_SERVICE, then="note_fault"),
)

# --- hours, devices, staff -------------------------------------------------------------------------------

HOUSE: tuple[Row, ...] = (
    row(Ready, S.STARTING, S.OUT_OF_SERVICE, only_if="start_is_blocked", then="note_ready"),
    row(Ready, S.STARTING, S.ATTRACT, only_if="may_start"),
    row(Ready, S.STARTING, S.CLOSED),
    row(HoursChanged, S.ATTRACT, S.CLOSED, only_if="starts_end", then="note_hours"),
    row(HoursChanged, S.CLOSED, S.ATTRACT, unless="starts_end", then="note_hours"),
    row(HoursChanged, S.MENU, S.REFUSAL, only_if="starts_end", then="note_hours say_closing"),
    row(HoursChanged, BEFORE_MONEY, S.REFUSAL, only_if="closes", then="note_hours say_closing"),
    row(HoursChanged, (S.OPEN_DEPOSIT, S.PAY), S.CANCEL_DEPOSIT, only_if="closes", then="note_hours say_closing"),
    row(HoursChanged, EVERYWHERE, STAY, then="note_hours"),
    row(DeviceChecked, S.ATTRACT, S.OUT_OF_SERVICE, only_if="a_device_fails", then="note_devices"),
    row(DeviceChecked, S.OUT_OF_SERVICE, S.ATTRACT, unless="a_device_fails must_stop", only_if="may_start", then="note_devices"),
    row(DeviceChecked, S.OUT_OF_SERVICE, S.CLOSED, unless="a_device_fails must_stop", then="note_devices"),
    row(DeviceChecked, (S.ATTRACT, S.OUT_OF_SERVICE, S.MAINTENANCE), STAY, then="note_devices"),
    row(MunicipalitiesListed, EVERYWHERE, STAY, then="note_municipalities"),
    row(LanguageChosen, (*IDLE, *SHOPPER), STAY, only_if="language_is_known", then="note_language"),
    row(CardSet, (*CARD_WAITS, S.TAKE_CARD, S.REFUSAL, S.RETURN_CARD), STAY, then="note_card"),
    row(CardGone, (S.PLACE_CARD, S.REFUSAL), STAY, then="note_card_gone"),
    row(StaffCalled, (*IDLE, S.MENU), S.STAFF_PIN, then="forget_visit"),
    row(StaffCalled, S.RETURN_CARD, S.STAFF_PIN, then="end_visit"),
    row(StaffCalled, tuple(s for s in SHOPPER if s not in (S.MENU, S.RETURN_CARD)), STAY, then="note_staff_waits"),
    row(StaffPinChecked, S.STAFF_PIN, S.MAINTENANCE, only_if="staff_pin_is_right", then="open_maintenance"),
    row(StaffPinChecked, S.STAFF_PIN, STAY, then="note_staff_pin_wrong"),
    row(Back, S.STAFF_PIN, HOME, then="staff_gone"),
    row(Ended, S.STAFF_PIN, HOME, then="staff_gone"),
    row(TimedOut, S.STAFF_PIN, HOME, then="staff_gone"),
    row(StaffActed, S.MAINTENANCE, S.MAINTENANCE, then="note_staff_action"),
    row(StaffReported, S.MAINTENANCE, STAY, then="note_staff_report"),
    row(StaffLeft, S.MAINTENANCE, S.OUT_OF_SERVICE, unless="staff_puts_in_service", then="note_staff_left"),
    row(StaffLeft, S.MAINTENANCE, S.ATTRACT, only_if="may_start", then="note_staff_left"),
    row(StaffLeft, S.MAINTENANCE, S.CLOSED, then="note_staff_left"),
    row(TimedOut, S.MAINTENANCE, HOME, then="staff_gone"),
)  # fmt: skip

# fmt: on
TABLE: tuple[Row, ...] = (*WAY, *WAYS_BACK, *WAYS_OUT, *TROUBLE, *HOUSE)


def spelled_out(table: tuple[Row, ...] = TABLE) -> Iterator[Row]:
    """Yield the rows with HOME and LEAVE replaced by what they mean."""
    for each in table:
        if each.dest == LEAVE:
            yield _to(each, S.RETURN_CARD, "card_is_present")
        if each.dest in (HOME, LEAVE):
            yield _to(each, S.STAFF_PIN, "staff_waits", then="end_visit")
            yield _to(each, S.OUT_OF_SERVICE, "must_stop", then="end_visit")
            yield _to(each, S.ATTRACT, "may_start", then="end_visit")
            yield _to(each, S.CLOSED, then="end_visit")
        else:
            yield each


def _to(each: Row, dest: S, guard: str = "", then: str = "") -> Row:
    return Row(
        each.event,
        each.source,
        dest,
        (*each.only_if, *guard.split()),
        each.unless,
        (*each.then, *then.split()),
    )
