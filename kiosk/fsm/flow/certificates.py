"""The way of a certificate: choose, pay, print, take."""

from __future__ import annotations

from kiosk.fsm.events import (
    Acknowledged,
    Agreed,
    Authenticated,
    CardGone,
    CertificateChosen,
    CoinRejected,
    CoinsAccepted,
    DepositFixed,
    DepositOpened,
    LineRemoved,
    MoreWanted,
    OptionsChosen,
    OrderConfirmed,
    Prepared,
    PrintCompleted,
    PrintHeld,
    PrintResumed,
    ReceiptPrinted,
    Settled,
    SheetPrinted,
    TimedOut,
)
from kiosk.fsm.flow.groups import (
    PRINTING,
)
from kiosk.fsm.flow.rows import HOME, STAY, Row, row
from kiosk.fsm.states import S

# fmt: off
CERTIFICATES: tuple[Row, ...] = (
    # on                 from                 to                   only if / unless / then
    row(Authenticated, S.AUTHENTICATE, S.TAKE_CARD, only_if="is_for_certificates something_is_offered", then="note_authentication"),
    row(Authenticated, S.AUTHENTICATE, S.REFUSAL, only_if="is_for_certificates something_is_offered_later", then="note_again_at say_not_now"),
    row(Authenticated, S.AUTHENTICATE, S.REFUSAL, only_if="is_for_certificates", then="say_nothing_available"),
    row(CardGone, S.TAKE_CARD, S.CERTIFICATES, then="note_card_gone"),
    row(CertificateChosen, S.CERTIFICATES, S.OPTIONS, only_if="is_offered", then="note_kind"),
    row(OptionsChosen, S.OPTIONS, S.MEMBERS, only_if="options_are_valid members_are_chosen", then="note_choice"),
    row(OptionsChosen, (S.OPTIONS, S.MEMBERS), S.MY_NUMBER, only_if="options_are_valid shows_my_number", then="note_choice"),
    row(OptionsChosen, (S.OPTIONS, S.MEMBERS), S.ORDER, only_if="options_are_valid", then="note_choice add_line"),
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
