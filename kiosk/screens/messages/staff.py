"""Texts for staff: what came of a button, and what to do about what keeps the terminal out of service."""

from __future__ import annotations

from collections.abc import Mapping

from kiosk.fsm.reasons import Reason
from kiosk.fsm.staff_report import StaffAction, StaffPage
from kiosk.journal.catalogue import Kind
from kiosk.rules.services import Service
from kiosk.screens.i18n.words import Phrase, phrase

STAFF_RESULTS: Mapping[tuple[StaffAction, bool], Phrase] = {
    (StaffAction.CHECK_DEVICES, True): phrase("staff", "The devices were checked."),
    (StaffAction.CHECK_DEVICES, False): phrase("staff", "The devices could not be checked."),
    (StaffAction.TEST_PAGE, True): phrase("staff", "The printer has taken the test page."),
    (StaffAction.TEST_PAGE, False): phrase("staff", "The printer did not take the test page."),
    (StaffAction.TEST_RECEIPT, True): phrase("staff", "The test receipt was printed."),
    (StaffAction.TEST_RECEIPT, False): phrase("staff", "The test receipt could not be printed."),
    (StaffAction.FILL_COINS, True): phrase("staff", "The new coin counts have been recorded."),
    (StaffAction.FILL_COINS, False): phrase("staff", "The coin counts could not be recorded."),
    (StaffAction.ADD_COINS, True): phrase("staff", "The coins that were added have been recorded."),
    (StaffAction.ADD_COINS, False): phrase("staff", "The coin counts could not be recorded."),
    (StaffAction.COUNT_HOPPER, True): phrase("staff", "The count has been recorded."),
    (StaffAction.COUNT_HOPPER, False): phrase("staff", "The coin counts could not be recorded."),
    (StaffAction.EMPTY_CASH_BOX, True): phrase("staff", "The cash box is empty now; it has been recorded."),
    (StaffAction.EMPTY_CASH_BOX, False): phrase("staff", "The collection could not be recorded."),
    (StaffAction.CLOSE_DAY, True): phrase("staff", "The slip of the daily closing was printed."),
    (StaffAction.CLOSE_DAY, False): phrase("staff", "The slip was not printed. Print a copy."),
    (StaffAction.PAY_CASE, True): phrase("staff", "The visit is settled, and its money was handed over."),
    (StaffAction.PAY_CASE, False): phrase("staff", "The visit could not be settled."),
    (StaffAction.PAY_CLAIM, True): phrase("staff", "The claim slip is paid."),
    (StaffAction.PAY_CLAIM, False): phrase("staff", "The claim slip could not be settled."),
    (StaffAction.CLOSE_CLAIM, True): phrase("staff", "The claim slip is closed without payment."),
    (StaffAction.CLOSE_CLAIM, False): phrase("staff", "The claim slip could not be settled."),
    (StaffAction.CLEAR_CASE, True): phrase("staff", "The visit is settled."),
    (StaffAction.CLEAR_CASE, False): phrase("staff", "The visit could not be settled."),
    (StaffAction.SWITCH_SERVICE, True): phrase("staff", "The service has been switched."),
    (StaffAction.SWITCH_SERVICE, False): phrase("staff", "The service could not be switched."),
    (StaffAction.CONFIRM_CLOCK, True): phrase("staff", "The clock has been confirmed."),
    (StaffAction.CONFIRM_CLOCK, False): phrase("staff", "The clock could not be confirmed."),
    (StaffAction.EXPORT, True): phrase("staff", "The journal was exported."),
    (StaffAction.EXPORT, False): phrase("staff", "The journal could not be exported."),
    (StaffAction.RESTART, True): phrase("staff", "The terminal is restarting now."),
    (StaffAction.RESTART, False): phrase("staff", "The terminal cannot be restarted."),
    (StaffAction.SHUT_DOWN, True): phrase("staff", "The terminal is shutting down now."),
    (StaffAction.SHUT_DOWN, False): phrase("staff", "The terminal cannot be shut down."),
}
"""What came of a button of maintenance mode: by action, and whether it succeeded."""

PAGES: Mapping[StaffPage, Phrase] = {
    StaffPage.STATE: phrase("staff", "State"),
    StaffPage.MONEY: phrase("staff", "Money"),
    StaffPage.CASES: phrase("staff", "Open cases"),
    StaffPage.PRINTS: phrase("staff", "Test prints"),
    StaffPage.RECORDS: phrase("staff", "Records"),
    StaffPage.OPERATION: phrase("staff", "Operation"),
    StaffPage.CHECKS: phrase("staff", "Checks"),
}

_SETTLE = (phrase("staff", "Settle the open cases. See what each device said last."), StaffPage.CASES)
_CLAIM = (
    phrase("staff", "Change could not be paid in full. Fill the hoppers; the slip is under open cases."),
    StaffPage.MONEY,
)
_COUNT = (
    phrase("staff", "Coins are unaccounted for. Count the hoppers, and settle the case."),
    StaffPage.CASES,
)
_PAPER = (
    phrase("staff", "Check the printer: paper, jams and covers. Then print a test page."),
    StaffPage.PRINTS,
)
_SHEET = (
    phrase("staff", "A sheet may still come out. Take it from the printer, and settle the case."),
    StaffPage.CASES,
)
_RECEIPT = (
    phrase("staff", "Check the receipt printer: paper and cover. Then print a test receipt."),
    StaffPage.PRINTS,
)
_CASH = (phrase("staff", "Check the cash unit: power, cable and jams. Then run the check."), StaffPage.CHECKS)
_CHANGE = (phrase("staff", "There is not enough change. Fill the hoppers."), StaffPage.MONEY)
_COUNT_FIRST = (
    phrase("staff", "The hoppers are empty by the books: nothing can be sold. Fill or count them."),
    StaffPage.MONEY,
)
_CARD = (phrase("staff", "A card may lie on the reader. Take it off, and keep it safe."), StaffPage.STATE)
_READER = (phrase("staff", "Check the card reader: cable and card."), StaffPage.CHECKS)
_CENTRE = (
    phrase(
        "staff",
        "The issuing centre does not answer. Check the network; if that does not help, call the call centre.",
    ),
    StaffPage.CHECKS,
)
_NOT_ACCEPTED = (
    phrase(
        "staff", "The issuing centre refuses this terminal's certificate. Call the operator for a new one."
    ),
    StaffPage.CHECKS,
)
_TOO_OLD = (
    phrase("staff", "The issuing centre wants a newer program. Call the operator for the update."),
    StaffPage.CHECKS,
)
_CLOCK = (
    phrase("staff", "Compare the time above with another clock, and confirm it."),
    StaffPage.CHECKS,
)
_RECORD = (
    phrase("staff", "A record did not fit the visit. Issuing is stopped: call the call centre first."),
    StaffPage.RECORDS,
)
_JOURNAL = (
    phrase("staff", "The journal needs care: disk full, locked, lost or damaged. Call the operator."),
    StaffPage.CHECKS,
)
_BY_STAFF = (phrase("staff", "Staff have taken the terminal out of service."), StaffPage.OPERATION)
_UNEXPECTED = (
    phrase("staff", "Something unexpected happened. Look at the devices, then return to service."),
    StaffPage.STATE,
)

WHAT_TO_DO: Mapping[Reason, tuple[Phrase, StaffPage]] = dict.fromkeys(Reason, _UNEXPECTED) | {
    Reason.CARD_LEFT: _CARD,
    Reason.READER_FAULT: _READER,
    Reason.CENTRE_UNREACHABLE: _CENTRE,
    Reason.CENTRE_SLOW: _CENTRE,
    Reason.CENTRE_ANSWER_INVALID: _CENTRE,
    Reason.TERMINAL_NOT_ACCEPTED: _NOT_ACCEPTED,
    Reason.PROGRAM_TOO_OLD: _TOO_OLD,
    Reason.RECORD_NOT_GENUINE: _RECORD,
    Reason.RECORD_MISMATCH: _RECORD,
    Reason.SUSPENDED_AFTER_MISMATCH: _RECORD,
    Reason.PAPER_OUT: _PAPER,
    Reason.PAPER_JAM: _PAPER,
    Reason.PRINTER_FAULT: _PAPER,
    Reason.PRINTER_LOST: _SHEET,
    Reason.PRINT_UNCERTAIN: _SHEET,
    Reason.RECEIPT_PRINTER_FAULT: _RECEIPT,
    Reason.CASH_FAULT: _CASH,
    Reason.CHANGE_SHORT: _CHANGE,
    Reason.STOCK_NOT_COUNTED: _COUNT_FIRST,
    Reason.PAYOUT_SHORT: _CLAIM,
    Reason.MONEY_UNKNOWN: _COUNT,
    Reason.PAYOUT_OVER: _COUNT,
    Reason.BOOKS_DO_NOT_BALANCE: _SETTLE,
    Reason.INTERRUPTED: _SETTLE,
    Reason.STOPPED_BY_STAFF: _BY_STAFF,
    Reason.CLOCK_IMPLAUSIBLE: _CLOCK,
    Reason.CLOCK_JUMPED: _CLOCK,
    Reason.JOURNAL_FULL: _JOURNAL,
    Reason.JOURNAL_LOCKED: _JOURNAL,
    Reason.JOURNAL_UNWRITABLE: _JOURNAL,
    Reason.JOURNAL_LOST: _JOURNAL,
    Reason.JOURNAL_DAMAGED: _JOURNAL,
    Reason.JOURNAL_NEWER: _JOURNAL,
}
"""What to do about what keeps the terminal out of service, and the page that mends it."""

SERVICE_NAMES: Mapping[Service, Phrase] = {
    Service.CERTIFICATES: phrase("staff", "Certificates"),
    Service.PASSWORD_RESET: phrase("staff", "Password reset"),
    Service.USAGE_REGISTRATION: phrase("staff", "Usage registration"),
    Service.CARD_CHECK: phrase("staff", "Card check"),
    Service.INFORMATION: phrase("staff", "Information"),
}

ACTS: Mapping[Kind, Phrase] = {
    Kind.STAFF_REFUSED: phrase("staff", "wrong PIN"),
    Kind.STAFF_ENTERED: phrase("staff", "signed in"),
    Kind.STAFF_LEFT: phrase("staff", "left, and decided on the service"),
    Kind.STAFF_GONE: phrase("staff", "left"),
    Kind.STAFF_ACTED: phrase("staff", "used"),
    Kind.STOCK_COUNTED: phrase("staff", "hopper filled or counted"),
    Kind.CASH_BOX_EMPTIED: phrase("staff", "cash box emptied"),
    Kind.CASE_CLEARED: phrase("staff", "case settled"),
    Kind.CLAIM_SETTLED: phrase("staff", "claim slip settled"),
    Kind.SERVICE_SWITCHED: phrase("staff", "service switched"),
    Kind.CLOCK_CONFIRMED: phrase("staff", "clock confirmed"),
    Kind.CLOSING_MADE: phrase("staff", "day closed"),
    Kind.CLOSING_PRINTED: phrase("staff", "closing slip printed"),
}
"""What a row of the staff is called in the records."""

USED: Mapping[str, Phrase] = {
    StaffAction.CHECK_DEVICES.value: phrase("staff", "check of the devices"),
    StaffAction.TEST_PAGE.value: phrase("staff", "test page"),
    StaffAction.TEST_RECEIPT.value: phrase("staff", "test receipt"),
    StaffAction.EXPORT.value: phrase("staff", "export"),
    StaffAction.RESTART.value: phrase("staff", "restart"),
    StaffAction.SHUT_DOWN.value: phrase("staff", "shut-down"),
}
"""The actions of rows of the kind `staff_acted`."""
